import Essentials
import Grids
import ModelKit
import UrbanClimate

/// The street's climate with all that the radiation on a person follows from.
struct ComfortSituation: Sendable {
  let climate: StreetClimate
  let hours: [ComfortHour]
  let parameters: ComfortParameters
  /// Of what hides the sky, the share that is wall and not crown; 0 where nothing hides it.
  let wallShare: Grid<Float>

  /// - Throws: `ModelError` for layers, series or parameters that do not fit, `GridError.framesDiffer`,
  ///   `CancellationError`.
  init(_ inputs: ModelInputs, of description: ModelDescription, _ memory: ClimateMemory, _ work: WorkContext) throws {
    climate = try StreetClimate(inputs, of: description, memory, work)
    parameters = try ComfortParameters(inputs, of: description)
    hours = ComfortHour.hours(of: climate, parameters)
    wallShare = try Self.wallShare(inputs, climate, threads: work.threads)
    try work.checkCancellation()
  }

  /// From a second sky view, of the same place without its crowns.
  private static func wallShare(
    _ inputs: ModelInputs, _ climate: StreetClimate, threads: Int
  ) throws -> Grid<Float> {
    var bare = inputs
    bare.layers["canopyHeight"] = Grid(inputs.frame, repeating: 0)
    var context: SurfaceLayers?
    if climate.hasSurroundings, let around = inputs.contextFrame {
      bare.contextLayers["canopyHeight"] = Grid(around, repeating: 0)
      context = try SurfaceLayers(context: bare, frame: around)
    }
    let surface = UrbanSurface(
      layers: try SurfaceLayers(core: bare), context: context, margin: climate.values.surroundings)
    let skyView = SkyViewFactor.map(
      obstacles: surface.obstacles, ground: surface.ground, observerHeight: climate.values.observerHeight,
      directions: climate.values.skyDirections, window: surface.core, threads: threads)
    let count = skyView.count
    return Grid<Float>(
      inputs.frame,
      filling: { out in
        skyView.withCells { bare in
          climate.skyView.withCells { all in
            for index in 0..<count {
              let hidden = 1 - all[index]
              out[index] = hidden > 0 ? min(max((1 - bare[index]) / hidden, 0), 1) : 0
            }
          }
        }
      })
  }
}
