import Essentials
import Grids
import ModelKit

/// Heat stress after the Dutch standard method: the physiological equivalent temperature (PET) in the street on a hot
/// day, averaged over hours.
///
/// For each cell: sky view and shade from the heights around it, the day's heat island and the wind at 1.2 m from
/// averages over footprints of up to 1100 x 500 m against the wind, then one of two regressions for PET, for the sun
/// or for the shade (Koopmans, Heusinkveld & Steeneveld 2020).
public struct HeatModel: Model {
  public init() {}

  public var description: ModelDescription { Self.standardDescription }

  /// - Throws: `ModelError` for layers, series or parameters that do not fit, `GridError.framesDiffer`,
  ///   `CancellationError`.
  public func run(_ inputs: ModelInputs, context work: WorkContext) throws -> ModelOutputs {
    try inputs.validate(against: description)
    let values = try HeatParameters(inputs)
    let hours = try HeatHour.hours(of: inputs, values)
    let layers = try SurfaceLayers(core: inputs)
    let water = try inputs.layer("water").requirePlausible(SurfaceLayers.shares, "water")
    var warnings: [Diagnostic] = []
    let surroundings = try contextLayers(inputs, warnings: &warnings)

    work.progress(0, LocalizedText(nl: "Hemelfactor berekenen", en: "Computing the sky view"))
    let surface = UrbanSurface(layers: layers, context: surroundings, margin: values.surroundings)
    let skyView = SkyViewFactor.map(
      obstacles: surface.obstacles, ground: surface.ground, observerHeight: values.observerHeight,
      directions: values.skyDirections, window: surface.core, threads: work.threads
    ).inFrame(inputs.frame)
    try work.checkCancellation()

    work.progress(0.4, LocalizedText(nl: "Omgeving middelen", en: "Averaging the surroundings"))
    let outer = surroundings.map { layers in
      let (obstacles, ground) = layers.heights
      return (
        layers: layers,
        skyView: SkyViewFactor.map(
          obstacles: obstacles, ground: ground, observerHeight: values.observerHeight,
          directions: values.skyDirections, threads: work.threads)
      )
    }
    let means = FootprintMeans(
      layers: layers, skyView: skyView, context: outer, minimumHeight: values.obstacleHeight)
    try work.checkCancellation()

    // Hours of one wind quarter share their footprints.
    var fields: [Footprint: FootprintFields] = [:]
    for footprint in Footprint.allCases where hours.contains(where: { $0.footprint == footprint }) {
      fields[footprint] = FootprintFields(
        means, footprint, values, in: inputs.frame, threads: work.threads)
      try work.checkCancellation()
    }
    let used = Footprint.allCases.filter { fields[$0] != nil }
    if used.contains(where: means.leavesArea) { warnings.append(Self.edgeWarning(hasContext: surroundings != nil)) }

    let kinds = Grid<UInt8>.surfaceKinds(layers: layers, water: water, values)
    var pet = Grid<Double>(inputs.frame, repeating: 0)
    var shade = Grid<Float>(inputs.frame, repeating: 0)
    for (index, hour) in hours.enumerated() {
      work.progress(
        0.6 + 0.4 * Double(index) / Double(hours.count),
        LocalizedText(nl: "PET om \(hour.hourUTC) uur UTC", en: "PET at \(hour.hourUTC) h UTC"))
      let shadow = Shadow.map(
        obstacles: surface.obstacles, ground: surface.ground, sun: hour.sun, window: surface.core,
        threads: work.threads)
      guard let field = fields[hour.footprint] else { continue }
      hour.add(
        to: &pet, shade: &shade, shadow: shadow, skyView: skyView, field: field, kinds: kinds, values,
        threads: work.threads)
      try work.checkCancellation()
    }

    let count = Double(hours.count)
    let meanPET = Grid<Float>(
      inputs.frame,
      filling: { out in
        pet.withCells { pet in
          kinds.withCells { kinds in
            for index in 0..<inputs.frame.count {
              out[index] = kinds[index] == SurfaceKind.building.rawValue ? .nan : Float(pet[index] / count)
            }
          }
        }
      })
    let meanShade = shade.map { $0 / Float(hours.count) }
    let relief = surface.relief
    let quality = surface.incompleteness(
      reach: values.skyReach, shadows: hours.filter { $0.sun.altitude > 0 }.map { $0.sun.way(toHeight: relief) }
    ).inFrame(inputs.frame)
    if surroundings != nil, GridReduction.sum(quality) > 0 { warnings.append(Self.narrowContextWarning) }
    return ModelOutputs(
      layers: ["pet": meanPET, "shade": meanShade, "skyViewFactor": skyView, "quality": quality],
      scalars: Self.scalars(pet: meanPET, shade: meanShade), warnings: warnings)
  }

  private static func scalars(pet: Grid<Float>, shade: Grid<Float>) -> [String: Double] {
    let count = pet.count
    var outdoor = 0
    var shaded = 0.0
    pet.withCells { pet in
      shade.withCells { shade in
        for index in 0..<count where !pet[index].isNaN {
          outdoor += 1
          shaded += Double(shade[index])
        }
      }
    }
    guard outdoor > 0 else { return [:] }
    return ["meanPET": GridReduction.sum(pet) / Double(outdoor), "meanShade": shaded / Double(outdoor)]
  }

  /// The coarse surroundings, if they are there and hold the core.
  private func contextLayers(_ inputs: ModelInputs, warnings: inout [Diagnostic]) throws -> SurfaceLayers? {
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

  private static let narrowContextWarning = Diagnostic(
    "heat.contextNarrow", severity: .note,
    what: LocalizedText(
      nl: "Bij de rand zijn schaduw of hemelfactor onvolledig, want de omgeving is daar smal.",
      en: "Near the edge shade or sky view is incomplete, since the surroundings are narrow there."),
    remedy: LocalizedText(
      nl: "Trek uit de grijze cellen geen conclusies.", en: "Draw no conclusions from the grey cells."))
}

extension SolarPosition {
  /// From the end of the shadow of something `height` high to its foot, in the unit of `height`.
  func way(toHeight height: Double) -> (east: Double, north: Double) {
    let length = Shadow.length(height: height, altitude: altitude)
    let (east, north) = direction
    return (length * east, length * north)
  }
}

extension SurfaceLayers {
  /// - Throws: `ModelError.missingLayer`, `GridError.framesDiffer`, `ModelError.implausible`.
  init(core inputs: ModelInputs) throws {
    try self.init(frame: inputs.frame, prefix: "") { try inputs.layer($0) }
  }

  /// - Throws: `ModelError.missingLayer`, `ModelError.holes`, `GridError.framesDiffer`,
  ///   `ModelError.implausible`.
  init(context inputs: ModelInputs, frame: GridFrame) throws {
    try self.init(frame: frame, prefix: "context/") { id in
      let name = "context/\(id)"
      guard let grid = inputs.contextLayers[id] else { throw ModelError.missingLayer(name) }
      try frame.requireSame(as: grid.frame, name)
      try grid.withCells { cells in
        for index in 0..<grid.count where !cells[index].isFinite {
          throw ModelError.holes(name, row: index / grid.columns, column: index % grid.columns)
        }
      }
      return grid
    }
  }

  private init(frame: GridFrame, prefix: String, _ layer: (String) throws -> Grid<Float>) throws {
    func plausible(_ id: String, _ range: ClosedRange<Float>) throws -> Grid<Float> {
      try layer(id).requirePlausible(range, prefix + id)
    }
    self.frame = frame
    terrain = try plausible("terrain", -500...9000)
    buildingHeight = try plausible("buildingHeight", Self.heights)
    canopyHeight = try plausible("canopyHeight", Self.heights)
    vegetation = try plausible("vegetation", Self.shares)
  }

  /// m above terrain; what is slightly below the ground counts as nothing.
  private static let heights: ClosedRange<Float> = -50...1000

  /// With room for rounding in a resampled layer.
  static let shares: ClosedRange<Float> = -0.01...1.01
}

extension Grid {
  /// The same cells in a frame that differs at most by rounding of its corner.
  func inFrame(_ other: GridFrame) -> Grid<Cell> {
    precondition(rows == other.rows && columns == other.columns)
    return withCells { cells in
      Grid(other, filling: { out in out.update(from: cells, count: count) })
    }
  }
}
