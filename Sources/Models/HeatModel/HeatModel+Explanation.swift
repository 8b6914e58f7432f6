import Elementary
import Essentials
import Grids
import ModelKit
import UrbanClimate

extension HeatModel {
  /// The terms of the two regressions in one cell, each as mean over the hours, so that they add up to the mean PET.
  public func explain(
    row: Int, column: Int, inputs: ModelInputs, outputs: ModelOutputs, context work: WorkContext
  ) throws -> CellExplanation? {
    let climate = try StreetClimate(inputs, of: description, memory, work)
    let cell = try CellClimate(climate, row: row, column: column, work)
    let index = row * inputs.frame.columns + column
    var terms = PETTerms()
    for hour in cell.counting { terms.add(cell.terms(of: hour)) }
    let count = Double(cell.counting.count)
    func mean(_ value: (CellClimate.Hour) -> Double) -> Double { cell.counting.reduce(0) { $0 + value($1) } / count }
    func layer(_ id: String) -> Double? {
      outputs.layers[id].map { Double($0[index]) }.flatMap { $0.isNaN ? nil : $0 }
    }
    return CellExplanation(
      formula: Self.formula, source: Self.formulaSource,
      values: [
        .init(
          "pet", title: LocalizedText(nl: "Gevoelstemperatuur (PET)", en: "Perceived temperature (PET)"),
          unit: "Cel", value: layer("pet"), decimals: 1,
          note: cell.isBuilding
            ? LocalizedText(nl: "Op een dak is geen PET.", en: "There is no PET on a roof.")
            : LocalizedText(nl: "Gemiddeld over de uren.", en: "Mean over the hours.")),
        .init(
          "shadedHours", title: LocalizedText(nl: "Uren in de schaduw", en: "Hours in the shade"), unit: "h",
          value: Double(cell.counting.filter(\.factors.isShaded).count), decimals: 0,
          note: LocalizedText(
            nl: "Van de \(cell.counting.count) uren.", en: "Of the \(cell.counting.count) hours.")),
        .init(
          "skyViewFactor", title: LocalizedText(nl: "Hemelfactor", en: "Sky view factor"), unit: "1",
          value: layer("skyViewFactor"), decimals: 2,
          note: LocalizedText(
            nl: "Welk deel van de hemel je ziet: 1 is alles.", en: "How much of the sky you see: 1 is all of it.")),
        .init(
          "heatIsland", title: LocalizedText(nl: "Extra warmte van de stad", en: "Extra warmth of the town"),
          unit: "K", value: mean { $0.factors.heatIsland * $0.weather.heatIslandShare }, decimals: 1,
          note: LocalizedText(
            nl: "Ten opzichte van het open veld; hangt af van bebouwing en groen tot 1 km tegen de wind in.",
            en: "Compared with the open field; depends on buildings and green up to 1 km against the wind.")),
        .init(
          "windSpeed", title: LocalizedText(nl: "Wind op 1,2 m", en: "Wind at 1.2 m"), unit: "m/s",
          value: mean { $0.factors.windSpeed(in: $0.weather, smallest: cell.smallestWindSpeed) }, decimals: 1),
      ],
      terms: cell.isBuilding ? [] : terms.lines(hours: count),
      hours: cell.hours.map { explain($0, in: cell) })
  }

  /// One hour with its terms, in the order of the terms of the mean.
  private func explain(_ hour: CellClimate.Hour, in cell: CellClimate) -> CellExplanation.Hour {
    let sun = hour.weather.sun
    let terms = cell.terms(of: hour)
    return CellExplanation.Hour(
      label: hour.label, sun: SolarAngles(sun),
      state: sun.altitude <= 0
        ? LocalizedText(nl: "nacht", en: "night")
        : hour.factors.isShaded
          ? LocalizedText(nl: "schaduw", en: "shade") : LocalizedText(nl: "zon", en: "sun"),
      counts: hour.weather.counts, value: cell.isBuilding ? nil : terms.sum,
      terms: cell.isBuilding
        ? []
        : terms.lines(hours: 1).map { line in
          var plain = line
          plain.note = nil
          return plain
        })
  }

  private static let formula = LocalizedText(
    nl: """
      In de zon: PET = -13,26 + 1,25 Ta + 0,011 Q - 3,37 ln u + 0,078 Tw + 0,0055 Q ln u + 5,56 sin h \
      - 0,0103 Q ln u sin h + 0,546 B + 1,94 S. In de schaduw: PET = -12,14 + 1,25 Ta - 1,47 ln u + 0,060 Tw \
      + 0,015 S Qd + 0,0060 (1 - S) σ (Ta + 273,15)⁴.
      """,
    en: """
      In the sun: PET = -13.26 + 1.25 Ta + 0.011 Q - 3.37 ln u + 0.078 Tw + 0.0055 Q ln u + 5.56 sin h \
      - 0.0103 Q ln u sin h + 0.546 B + 1.94 S. In the shade: PET = -12.14 + 1.25 Ta - 1.47 ln u + 0.060 Tw \
      + 0.015 S Qd + 0.0060 (1 - S) σ (Ta + 273.15)⁴.
      """)

  private static let formulaSource = LocalizedText(
    nl: "Koopmans, Heusinkveld en Steeneveld (2020), Building and Environment 181; stadswarmte naar Theeuwes (2017)",
    en: "Koopmans, Heusinkveld and Steeneveld (2020), Building and Environment 181; heat island after Theeuwes (2017)")
}
