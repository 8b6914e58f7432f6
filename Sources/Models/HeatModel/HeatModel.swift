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
    let situation = try StreetClimate(inputs, of: description, memory, work.part(0...0.6))
    let counting = situation.hours.filter(\.counts)
    let part = work.part(0.6...(options.frames ? 0.7 : 0.95))
    let mean = try PETMap(situation, fields: situation.fields, hours: counting, part)
    let (quality, narrow) = situation.incompleteness
    var layers = ["pet": mean.pet, "shade": mean.shade, "skyViewFactor": situation.skyView, "quality": quality]
    layers["nightHours"] = try situation.nightHours(above: inputs.parameter("nightPET", of: description), work)
    layers["shadeMidsummer"] = situation.shadeAtMidsummer(threads: work.threads)
    return ModelOutputs(
      layers: layers,
      scalars: Self.scalars(pet: mean.pet, shade: mean.shade), warnings: situation.warnings + narrow,
      frames: options.frames ? try Self.frames(situation, work.part(0.7...1)) : [:])
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
}
