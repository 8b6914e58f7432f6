import Essentials
import ModelKit

extension RainModel {
  /// What the water did in one cell, and what the ground there can take.
  public func explain(
    row: Int, column: Int, inputs: ModelInputs, outputs: ModelOutputs, context: WorkContext
  ) throws -> CellExplanation? {
    let index = row * inputs.frame.columns + column
    func output(_ id: String) -> Double? { outputs.layers[id].map { Double($0[index]) } }
    func input(_ id: String) throws -> Double { Double(try inputs.layer(id)[index]) }
    let isBuilding = try input("buildingHeight") > 0
    let isWater = try input("water") > 0.5
    let depth = isBuilding ? nil : output("maximumDepth")
    let wasWet = (depth ?? 0) > 0
    let onLand = !isBuilding && !isWater
    let isGreenAmpt = try input("soilConductivity") > 0
    var values: [CellExplanation.Line] = [
      .init(
        "maximumDepth", title: LocalizedText(nl: "Grootste waterdiepte", en: "Largest water depth"), unit: "m",
        value: depth, decimals: 2,
        note: isBuilding
          ? LocalizedText(
            nl: "Gebouwen zijn muren: er stroomt geen water naar binnen.", en: "Buildings are walls: no water flows in."
          )
          : isWater
            ? LocalizedText(nl: "Open water houdt zijn peil.", en: "Open water keeps its level.") : nil),
      .init(
        "waterLevel", title: LocalizedText(nl: "Hoogste waterpeil", en: "Highest water level"), unit: "m",
        value: wasWet ? try depth.map { try input("terrain") + $0 } : nil, decimals: 2,
        note: LocalizedText(nl: "Ten opzichte van NAP: maaiveld plus diepte.", en: "Above NAP: ground plus depth.")),
      .init(
        "timeOfMaximum", title: LocalizedText(nl: "Wanneer het hoogst", en: "When highest"), unit: "min",
        value: wasWet ? output("timeOfMaximum") : nil, decimals: 0,
        note: LocalizedText(nl: "Na het begin van de bui.", en: "After the rain began.")),
      .init(
        "wetDuration", title: LocalizedText(nl: "Hoe lang meer dan 5 cm", en: "How long above 5 cm"), unit: "min",
        value: isBuilding ? nil : output("wetDuration"), decimals: 0),
      .init(
        "rain", title: LocalizedText(nl: "Regen in de hele bui", en: "Rain in the whole event"), unit: "mm",
        value: try inputs.series("rainDepth").reduce(0, +), decimals: 0),
      .init(
        "interception", title: LocalizedText(nl: "Blijft in de boomkroon", en: "Stays in the tree crown"), unit: "mm",
        value: try input("interception"), decimals: 0),
    ]
    if isBuilding {
      values.append(
        .init(
          "roofStorage", title: LocalizedText(nl: "Blijft op het dak", en: "Stays on the roof"), unit: "mm",
          value: try input("roofStorage"), decimals: 0))
    }
    if onLand {
      values += [
        .init(
          "surfaceStorage", title: LocalizedText(nl: "Blijft op de grond", en: "Stays on the ground"), unit: "mm",
          value: try input("surfaceStorage"), decimals: 1,
          note: LocalizedText(
            nl: "In plasjes, onder de verharding of in de boomspiegel.",
            en: "In puddles, below paving or in a tree pit.")),
        .init(
          "infiltrationInitial",
          title: LocalizedText(nl: "Zakt in de grond, aan het begin", en: "Sinks into the ground, at first"),
          unit: "mm/h", value: isGreenAmpt ? nil : try input("infiltrationInitial"), decimals: 1,
          note: isGreenAmpt
            ? LocalizedText(
              nl: "Hangt in deze bodem af van hoe nat hij al is (Green-Ampt).",
              en: "In this soil it depends on how wet it is already (Green-Ampt).") : nil),
        .init(
          "infiltrationFinal",
          title: LocalizedText(nl: "Zakt in de grond, op den duur", en: "Sinks into the ground, in the end"),
          unit: "mm/h", value: try input(isGreenAmpt ? "soilConductivity" : "infiltrationFinal"), decimals: 1),
      ]
    }
    if !isWater {
      let isSewered = try input("sewered") > 0.5
      values.append(
        .init(
          "sewer", title: LocalizedText(nl: "Aangesloten op het riool", en: "Connected to the sewer"), unit: "1",
          value: isSewered ? 1 : 0, decimals: 0,
          note: isSewered
            ? LocalizedText(
              nl: "Ja: water loopt naar het riool, tot dat vol is.",
              en: "Yes: water goes to the sewer, until it is full.")
            : LocalizedText(nl: "Nee: water blijft boven de grond.", en: "No: water stays above the ground.")))
    }
    return CellExplanation(
      formula: LocalizedText(
        nl:
          "Water stroomt van hoog naar laag; wat niet wegstroomt, in de grond zakt of in het riool gaat, blijft staan.",
        en: "Water flows from high to low; what does not flow away, sink in or enter the sewer stays."),
      source: LocalizedText(
        nl: "Bates, Horritt en Fewtrell (2010); de Almeida e.a. (2012); infiltratie naar Horton of Green-Ampt",
        en: "Bates, Horritt and Fewtrell (2010); de Almeida et al. (2012); infiltration after Horton or Green-Ampt"),
      values: values)
  }
}
