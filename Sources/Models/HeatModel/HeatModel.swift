import Essentials
import Grids
import ModelKit
import UrbanClimate

/// Heat stress after the Dutch standard method: the physiological equivalent temperature (PET) in the street on a hot
/// day, averaged over hours.
///
/// For each cell: sky view and shade from the heights around it, the day's heat island and the wind at 1.2 m from
/// averages over footprints of up to 1100 x 500 m against the wind, then one of two regressions for PET, for the sun
/// or for the shade (Koopmans, Heusinkveld & Steeneveld 2020).
public struct HeatModel: Model {
  let memory: ClimateMemory

  public init() { memory = .shared }

  init(memory: ClimateMemory) { self.memory = memory }

  public var description: ModelDescription { Self.standardDescription }

  /// - Throws: `ModelError` for layers, series or parameters that do not fit, `GridError.framesDiffer`,
  ///   `CancellationError`.
  public func run(_ inputs: ModelInputs, context work: WorkContext) throws -> ModelOutputs {
    try run(inputs, options: RunOptions(), context: work)
  }

  public func run(_ inputs: ModelInputs, options: RunOptions, context work: WorkContext) throws -> ModelOutputs {
    let situation = try StreetClimate(inputs, of: description, memory, work)
    let (surface, kinds) = (situation.surface, situation.kinds)
    let counted = Double(situation.hours.count(where: \.counts))
    // The other hours are only looked at where steps of time are asked for, and by night.
    let hours = situation.hours.filter { $0.counts || options.frames }
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
      let earlierShade = hour.counts ? nil : shade
      hour.add(
        to: &pet, shade: &shade, shadow: shadow, skyView: situation.skyView, field: field, kinds: kinds,
        situation.values, threads: work.threads)
      if let earlier {
        frames.append(LayerFrame(label: hour.label(situation.values), grid: Self.pet(pet, minus: earlier, 1, kinds)))
        if let earlierShade { (pet, shade) = (earlier, earlierShade) }
      }
      try work.checkCancellation()
    }

    let meanPET = Self.pet(pet, minus: nil, counted, kinds)
    let meanShade = shade.map { $0 / Float(counted) }
    let relief = surface.relief
    let quality = surface.incompleteness(
      reach: situation.values.skyReach,
      shadows: hours.filter { $0.counts && !$0.isNight }.map { $0.sun.way(toHeight: relief) }
    ).inFrame(inputs.frame)
    var warnings = situation.warnings
    if situation.hasSurroundings, GridReduction.sum(quality) > 0 { warnings.append(Self.narrowContextWarning) }
    var layers = ["pet": meanPET, "shade": meanShade, "skyViewFactor": situation.skyView, "quality": quality]
    layers["nightHours"] = try situation.nightHours(above: inputs.parameter("nightPET", of: description), work)
    layers["shadeMidsummer"] = situation.shadeAtMidsummer(threads: work.threads)
    return ModelOutputs(
      layers: layers,
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

  private static let narrowContextWarning = Diagnostic(
    "heat.contextNarrow", severity: .note,
    what: LocalizedText(
      nl: "Bij de rand zijn schaduw of hemelfactor onvolledig, want de omgeving is daar smal.",
      en: "Near the edge shade or sky view is incomplete, since the surroundings are narrow there."),
    remedy: LocalizedText(
      nl: "Trek uit de grijze cellen geen conclusies.", en: "Draw no conclusions from the grey cells."))
}
