import Grids
import ModelKit
import UrbanClimate

extension ComfortModel {
  /// Bytes beside the inputs: the larger of what the second sky view needs, which is made beside what the first left,
  /// and of what is there at the end.
  public func predictedMemory(_ inputs: ModelInputs, options: RunOptions) -> Int {
    let need = StreetClimate.need(inputs, of: description)
    let grid = inputs.frame.count * MemoryLayout<Float>.size
    // Three sums in double precision and one of them anew; two tables of ground; shade, ground, walls and radiation of
    // an hour; the layers.
    let sums = (3 * 2 + 2 + 2 * 2 + 7 + 4) * grid
    let steps = options.frames ? 3 * grid * need.hours : 0
    return max(
      need.held + need.whileMade + grid,
      need.held + need.keptWithoutCrowns + sums + steps + EquivalentTemperatureMemory.mostBytes)
  }
}
