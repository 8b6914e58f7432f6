import ModelKit
import UrbanClimate

extension HeatModel {
  /// Bytes beside the inputs: the larger of what the sky view needs and of what is there at the end, when every layer of
  /// output stands beside the street climate.
  public func predictedMemory(_ inputs: ModelInputs, options: RunOptions) -> Int {
    let need = StreetClimate.need(inputs, of: description)
    let grid = inputs.frame.count * MemoryLayout<Float>.size
    // PET, shade, quality, night and midsummer, and two of them while they change their form.
    let steps = options.frames ? 2 * grid * need.hours : 0
    return max(need.whileMade, need.held + 7 * grid + steps)
  }
}
