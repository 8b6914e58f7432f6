import Essentials
import Grids
import ModelKit

/// All that thermal comfort of any hour follows from: heights, sky view, surroundings by wind quarter, kinds of ground.
package struct StreetClimate {
  package let values: ClimateParameters
  package let hours: [WeatherHour]
  package let surface: UrbanSurface
  package let skyView: Grid<Float>
  /// Hours of one wind quarter share their footprints.
  package let fields: [Footprint: FootprintFields]
  package let kinds: Grid<UInt8>
  package let hasSurroundings: Bool
  package let warnings: [Diagnostic]

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

    work.progress(0, LocalizedText(nl: "Hemelfactor berekenen", en: "Computing the sky view"))
    let surface = UrbanSurface(layers: layers, context: surroundings, margin: values.surroundings)
    let skyView = SkyViewFactor.map(
      obstacles: surface.obstacles, ground: surface.ground, observerHeight: values.observerHeight,
      directions: values.skyDirections, window: surface.core, threads: work.threads
    ).inFrame(inputs.frame)
    try work.checkCancellation()

    work.progress(0.4, LocalizedText(nl: "Omgeving middelen", en: "Averaging the surroundings"))
    let outer = surroundings.map { layers in
      (layers: layers, skyView: memory.skyView(of: layers, values, threads: work.threads))
    }
    let means = FootprintMeans(
      layers: layers, skyView: skyView, context: outer, minimumHeight: values.obstacleHeight)
    try work.checkCancellation()

    var fields: [Footprint: FootprintFields] = [:]
    for footprint in Footprint.allCases where hours.contains(where: { $0.footprint == footprint }) {
      fields[footprint] = FootprintFields(
        means, footprint, values, in: inputs.frame, threads: work.threads)
      try work.checkCancellation()
    }
    let used = Footprint.allCases.filter { fields[$0] != nil }
    if used.contains(where: means.leavesArea) {
      warnings.append(Self.edgeWarning(hasContext: surroundings != nil))
    }
    self.values = values
    self.hours = hours
    self.surface = surface
    self.skyView = skyView
    self.fields = fields
    self.warnings = warnings
    kinds = Grid<UInt8>.surfaceKinds(layers: layers, water: water, values)
    hasSurroundings = surroundings != nil
  }

  /// 1 where an obstacle hides the sun at an hour.
  package func shadow(of hour: WeatherHour, threads: Int) -> Grid<Float> {
    Shadow.map(
      obstacles: surface.obstacles, ground: surface.ground, sun: hour.sun, window: surface.core, threads: threads)
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
