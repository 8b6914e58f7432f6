import Essentials
import Grids
import ModelKit

/// All that thermal comfort of any hour follows from: heights, sky view, surroundings by wind quarter, kinds of ground.
package struct StreetClimate: Sendable {
  package let values: ClimateParameters
  package let hours: [WeatherHour]
  package let geometry: StreetGeometry
  /// Hours of one wind quarter share their footprints.
  package let fields: [Footprint: FootprintFields]
  package let kinds: Grid<UInt8>
  package let hasSurroundings: Bool
  package let warnings: [Diagnostic]

  package var surface: UrbanSurface { geometry.surface }
  package var skyView: Grid<Float> { geometry.skyView }

  /// - Throws: `ModelError` for layers, series or parameters that do not fit, `GridError.framesDiffer`,
  ///   `CancellationError`.
  package init(
    _ inputs: ModelInputs, of description: ModelDescription, _ memory: ClimateMemory, _ work: WorkContext
  ) throws {
    try inputs.validate(against: description)
    let values = try ClimateParameters(inputs, of: description)
    let hours = try WeatherHour.hours(of: inputs, values)
    let layers = try SurfaceLayers(core: inputs)
    let water = try inputs.layer("water").requirePlausible(SurfaceLayers.shares, "water")
    var warnings: [Diagnostic] = []
    let surroundings = try Self.contextLayers(inputs, warnings: &warnings)

    let setting = StreetGeometry.Setting(
      frame: inputs.frame, context: surroundings, observerHeight: values.observerHeight,
      skyDirections: values.skyDirections, surroundings: values.surroundings, obstacleHeight: values.obstacleHeight)
    geometry = try memory.geometry(of: layers, setting, work.part(0...0.5))
    try work.checkCancellation()

    work.progress(0.5, LocalizedText(nl: "Omgeving middelen", en: "Averaging the surroundings"))
    let means = geometry.means
    var fields: [Footprint: FootprintFields] = [:]
    var isBeyondWindTable = false
    for footprint in Footprint.allCases where hours.contains(where: { $0.footprint == footprint }) {
      let winds = geometry.winds(footprint, values.wind, means, threads: work.threads)
      isBeyondWindTable = isBeyondWindTable || winds.isBeyondTable
      fields[footprint] = FootprintFields(means, footprint, values, winds, in: inputs.frame, threads: work.threads)
      try work.checkCancellation()
    }
    let used = Footprint.allCases.filter { fields[$0] != nil }
    if used.contains(where: means.leavesArea) {
      warnings.append(Self.edgeWarning(hasContext: surroundings != nil))
    }
    if isBeyondWindTable { warnings.append(Self.windTableWarning) }
    self.values = values
    self.hours = hours
    self.fields = fields
    self.warnings = warnings
    kinds = Grid<UInt8>.surfaceKinds(layers: layers, water: water, values)
    hasSurroundings = surroundings != nil
  }

  /// 1 where an obstacle hides the sun at an hour.
  package func shadow(of hour: WeatherHour, threads: Int) -> Grid<Float> {
    geometry.shade(hour.sun, threads: threads).map { Float($0) }
  }

  /// The coarse surroundings, if they are there and hold the core.
  private static func contextLayers(_ inputs: ModelInputs, warnings: inout [Diagnostic]) throws -> SurfaceLayers? {
    guard let around = inputs.contextFrame else { return nil }
    let core = inputs.frame
    guard around.epsg == core.epsg, around.west <= core.west, around.east >= core.east, around.north >= core.north,
      around.south <= core.south
    else {
      warnings.append(
        Diagnostic(
          "heat.contextElsewhere", severity: .warning,
          what: LocalizedText(
            nl: "De omgeving van dit gebied ligt er niet omheen en is niet gebruikt.",
            en: "The surroundings of this area do not enclose it and were not used."),
          remedy: LocalizedText(
            nl: "Bouw het pakket met een omgeving die het hele gebied omvat.",
            en: "Build the pack with surroundings that hold the whole area.")))
      return nil
    }
    return try SurfaceLayers(context: inputs, frame: around)
  }

  private static let windTableWarning = Diagnostic(
    "heat.outsideWindTable", severity: .warning,
    what: LocalizedText(
      nl: """
        Op sommige plekken zijn gebouwen en bomen gemiddeld hoger dan waar de windtabel voor gemaakt is. Ze tellen daar mee \
        met de grootste hoogte van hun klasse: 46 m waar het het dichtst bebouwd is.
        """,
      en: """
        In some places buildings and trees are higher on average than the wind table is made for. There they count \
        with the greatest height of their class: 46 m where it is built most densely.
        """),
    remedy: LocalizedText(
      nl: "Gebruik de wind tussen torens niet: daar waait het soms juist harder, en dat kent deze formule niet.",
      en: "Do not use the wind between towers: sometimes it blows harder there, which this formula does not know."))

  private static func edgeWarning(hasContext: Bool) -> Diagnostic {
    Diagnostic(
      "heat.footprintLeavesArea", severity: hasContext ? .note : .warning,
      what: LocalizedText(
        nl: """
          Wind en stadswarmte hangen af van de omgeving tot 1 km tegen de wind in. Die ligt deels buiten de gegevens; \
          er is gemiddeld over wat er wel is.
          """,
        en: """
          Wind and urban warmth depend on the surroundings up to 1 km against the wind. Part of those lies outside the \
          data; the mean is over what there is.
          """),
      remedy: LocalizedText(
        nl: "Vergelijk plannen onderling; gebruik voor absolute waarden een gebied met 1 km omgeving.",
        en: "Compare plans with each other; for absolute values use an area with 1 km of surroundings."))
  }
}
