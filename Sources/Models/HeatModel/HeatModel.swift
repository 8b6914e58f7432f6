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
  let memory = ContextSkyViews()

  public init() {}

  public var description: ModelDescription { Self.standardDescription }

  /// - Throws: `ModelError` for layers, series or parameters that do not fit, `GridError.framesDiffer`,
  ///   `CancellationError`.
  public func run(_ inputs: ModelInputs, context work: WorkContext) throws -> ModelOutputs {
    try run(inputs, options: RunOptions(), context: work)
  }

  public func run(_ inputs: ModelInputs, options: RunOptions, context work: WorkContext) throws -> ModelOutputs {
    let situation = try HeatSituation(inputs, memory, work)
    let (hours, surface, kinds) = (situation.hours, situation.surface, situation.kinds)
    var pet = Grid<Double>(inputs.frame, repeating: 0)
    var shade = Grid<Float>(inputs.frame, repeating: 0)
    var frames: [LayerFrame] = []
    for (index, hour) in hours.enumerated() {
      work.progress(
        0.6 + 0.4 * Double(index) / Double(hours.count),
        LocalizedText(nl: "PET om \(hour.hourUTC) uur UTC", en: "PET at \(hour.hourUTC) h UTC"))
      let shadow = situation.shadow(of: hour, threads: work.threads)
      guard let field = situation.fields[hour.footprint] else { continue }
      let earlier = options.frames ? pet : nil
      hour.add(
        to: &pet, shade: &shade, shadow: shadow, skyView: situation.skyView, field: field, kinds: kinds,
        situation.values, threads: work.threads)
      if let earlier {
        frames.append(LayerFrame(label: hour.label(situation.values), grid: Self.pet(pet, minus: earlier, 1, kinds)))
      }
      try work.checkCancellation()
    }

    let meanPET = Self.pet(pet, minus: nil, Double(hours.count), kinds)
    let meanShade = shade.map { $0 / Float(hours.count) }
    let relief = surface.relief
    let quality = surface.incompleteness(
      reach: situation.values.skyReach,
      shadows: hours.filter { $0.sun.altitude > 0 }.map { $0.sun.way(toHeight: relief) }
    ).inFrame(inputs.frame)
    var warnings = situation.warnings
    if situation.hasSurroundings, GridReduction.sum(quality) > 0 { warnings.append(Self.narrowContextWarning) }
    return ModelOutputs(
      layers: ["pet": meanPET, "shade": meanShade, "skyViewFactor": situation.skyView, "quality": quality],
      scalars: Self.scalars(pet: meanPET, shade: meanShade), warnings: warnings,
      frames: frames.isEmpty ? [:] : ["pet": frames])
  }

  /// The sum (or what it grew by since `earlier`) over a number of hours; no value on buildings.
  private static func pet(
    _ sum: Grid<Double>, minus earlier: Grid<Double>?, _ hours: Double, _ kinds: Grid<UInt8>
  ) -> Grid<Float> {
    let count = sum.count
    return Grid<Float>(
      sum.frame,
      filling: { out in
        sum.withCells { sum in
          kinds.withCells { kinds in
            for index in 0..<count {
              let value = earlier.map { sum[index] - $0[index] } ?? sum[index]
              out[index] = kinds[index] == SurfaceKind.building.rawValue ? .nan : Float(value / hours)
            }
          }
        }
      })
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

  static func edgeWarning(hasContext: Bool) -> Diagnostic {
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
