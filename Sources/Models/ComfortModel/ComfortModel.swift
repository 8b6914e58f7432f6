import Essentials
import Grids
import ModelKit
import UrbanClimate

/// Second opinions on heat stress: mean radiant temperature, UTCI and full PET in the street.
///
/// On the same sky view, shade, wind and air as the standard method, but with the radiation on a person computed from sun,
/// sky, walls and ground, and with two indices of its effect: the operational procedure of UTCI (Bröde et al. 2012) and
/// the energy balance MEMI (Höppe 1999), which the standard method's regression stands for.
public struct ComfortModel: Model {
  let memory: ClimateMemory
  let tables: EquivalentTemperatureMemory

  public init() { (memory, tables) = (.shared, .shared) }

  init(memory: ClimateMemory, tables: EquivalentTemperatureMemory = .shared) {
    (self.memory, self.tables) = (memory, tables)
  }

  public var description: ModelDescription { Self.standardDescription }

  /// - Throws: `ModelError` for layers, series or parameters that do not fit, `GridError.framesDiffer`,
  ///   `CancellationError`.
  public func run(_ inputs: ModelInputs, context work: WorkContext) throws -> ModelOutputs {
    try run(inputs, options: RunOptions(), context: work)
  }

  public func run(_ inputs: ModelInputs, options: RunOptions, context work: WorkContext) throws -> ModelOutputs {
    let situation = try situation(inputs, work.part(0...0.6))
    let (climate, hours) = (situation.climate, situation.hours)
    let counts = GroundAround.counts(climate.kinds)
    let reach = situation.parameters.reach(cellSize: inputs.frame.cellSize)
    var sums = ComfortSums(climate.kinds, tables)
    var counted = 0
    var frames: [String: [LayerFrame]] = [:]
    for (index, hour) in hours.enumerated() {
      let label = hour.weather.label(climate.values)
      work.progress(
        0.6 + 0.4 * Double(index) / Double(hours.count),
        LocalizedText(
          nl: "Straling en comfort om \(label.nl)", en: "Radiation and comfort at \(label.en)"))
      guard hour.weather.counts || options.frames, let field = climate.fields[hour.weather.footprint] else { continue }
      let shadow = climate.shadow(of: hour.weather, threads: work.threads)
      let ground = hour.ground(situation, field, shadow: shadow, threads: work.threads)
      let radiant = hour.meanRadiantTemperature(
        situation, field, shadow: shadow, ground: ground,
        surroundings: GroundAround(ground, counts: counts, reach: reach), threads: work.threads)
      if hour.weather.counts {
        counted += 1
        sums.add(hour, field, radiantTemperature: radiant, threads: work.threads)
      }
      if options.frames {
        var alone = ComfortSums(climate.kinds, tables)
        alone.add(hour, field, radiantTemperature: radiant, threads: work.threads)
        let sun = SolarAngles(altitude: hour.weather.sun.altitude, azimuth: hour.weather.sun.azimuth)
        frames["tmrt", default: []].append(LayerFrame(label: label, grid: radiant, sun: sun))
        frames["utci", default: []].append(LayerFrame(label: label, grid: alone.mean(alone.utci, hours: 1), sun: sun))
        frames["pet", default: []].append(LayerFrame(label: label, grid: alone.mean(alone.pet, hours: 1), sun: sun))
      }
      try work.checkCancellation()
    }
    let count = Double(counted)
    let (quality, narrow) = climate.incompleteness
    let layers = [
      "tmrt": sums.mean(sums.radiant, hours: count), "utci": sums.mean(sums.utci, hours: count),
      "pet": sums.mean(sums.pet, hours: count), "outsideRange": sums.mean(sums.outside.map(Double.init), hours: count),
      "quality": quality,
    ]
    return ModelOutputs(
      layers: layers, scalars: Self.scalars(layers),
      warnings: climate.warnings + narrow + Self.warnings(of: hours, outside: layers["outsideRange"]), frames: frames)
  }

  func situation(_ inputs: ModelInputs, _ work: WorkContext) throws -> ComfortSituation {
    try ComfortSituation(inputs, of: description, memory, work)
  }

  private static func scalars(_ layers: [String: Grid<Float>]) -> [String: Double] {
    var scalars: [String: Double] = [:]
    for (name, id) in [
      ("meanTmrt", "tmrt"), ("meanUTCI", "utci"), ("meanPET", "pet"), ("meanOutsideRange", "outsideRange"),
    ] {
      guard let grid = layers[id] else { continue }
      var outdoor = 0
      grid.withCells { cells in for index in 0..<grid.count where !cells[index].isNaN { outdoor += 1 } }
      if outdoor > 0 { scalars[name] = GridReduction.sum(grid) / Double(outdoor) }
    }
    return scalars
  }

  private static func warnings(of hours: [ComfortHour], outside: Grid<Float>?) -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    if let outside, GridReduction.sum(outside) > 0 { warnings.append(outsideRangeWarning) }
    if hours.contains(where: { $0.weather.counts && $0.weather.sun.altitude <= 0 }) { warnings.append(nightWarning) }
    return warnings
  }

  private static let outsideRangeWarning = Diagnostic(
    "comfort.outsideRange", severity: .warning,
    what: LocalizedText(
      nl: "Op sommige plekken of uren ligt het weer buiten het bereik waarvoor UTCI is gemaakt.",
      en: "In some places or hours the weather lies outside the range for which UTCI was made."),
    remedy: LocalizedText(
      nl: "Kijk in de laag 'outsideRange' waar dat is; daar is met de rand van het bereik gerekend.",
      en: "Look in the layer 'outsideRange' where that is; the edge of the range was used there."))

  private static let nightWarning = Diagnostic(
    "comfort.night", severity: .note,
    what: LocalizedText(
      nl: "'s Nachts geldt hier dat muren en grond zo warm zijn als de lucht. In de stad zijn ze warmer.",
      en: "By night walls and ground count as being as warm as the air here. In a town they are warmer."),
    remedy: LocalizedText(
      nl: "Gebruik voor de nacht de warmte van de stad uit de standaardmethode.",
      en: "For the night use the heat island of the standard method."))
}

extension ComfortParameters {
  /// How many cells to each side the ground counts.
  func reach(cellSize: Double) -> Int { Int((groundReach / cellSize).rounded()) }
}
