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
    let climate = try StreetClimate(inputs, of: description, memory, work.part(0...0.7))
    parameters = try ComfortParameters(inputs, of: description)
    hours = ComfortHour.hours(of: climate, parameters)
    let bare = try memory.skyViewWithoutCrowns(climate.geometry, work.part(0.7...1))
    wallShare = Self.wallShare(skyView: climate.skyView, withoutCrowns: bare)
    self.climate = climate
    try work.checkCancellation()
  }

  /// - Parameter withoutCrowns: a second sky view, of the same place without its crowns.
  static func wallShare(skyView: Grid<Float>, withoutCrowns: Grid<Float>) -> Grid<Float> {
    let count = skyView.count
    return Grid<Float>(
      skyView.frame,
      filling: { out in
        withoutCrowns.withCells { bare in
          skyView.withCells { all in
            for index in 0..<count {
              let hidden = 1 - all[index]
              out[index] = hidden > 0 ? min(max((1 - bare[index]) / hidden, 0), 1) : 0
            }
          }
        }
      })
  }
}
