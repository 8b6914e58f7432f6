import Grids
import ModelKit
import UrbanClimate

extension HeatModel {
  /// Bytes beside the inputs: the larger of what the sky view needs, which walks turned copies of the heights, and of
  /// what is there at the end, when every layer of output stands beside heights, fields and shade.
  public func predictedMemory(_ inputs: ModelInputs, options: RunOptions) -> Int {
    let cells = inputs.frame.count
    let values = try? ClimateParameters(inputs, of: description)
    let hours = values.flatMap { try? WeatherHour.hours(of: inputs, $0) } ?? []
    let quarters = Set(hours.map(\.footprint)).count
    let surface = UrbanSurface.cells(
      core: inputs.frame, context: inputs.contextFrame, margin: values?.surroundings ?? 0)
    let float = MemoryLayout<Float>.size
    let blocks =
      (inputs.contextFrame?.count ?? 0)
      + Int(Double(cells) * min(1, inputs.frame.cellArea / (StreetGeometry.blockSize * StreetGeometry.blockSize)))

    let heights = surface * 2 * float
    // Turned heights and sums, and the sums turned back.
    let skyView = 2 * heights + cells * 3 * float
    // Eleven quantities: as values and twice while they are gathered, and as tables of 64 bits; then the winds.
    let footprints = blocks * (11 * (3 * float + 8) + quarters * 64)
    let fields = cells * 2 * float * quarters
    let isKept = surface <= ClimateMemory.mostCells / 2
    let shade = (isKept ? cells : min(cells, 1 << 20)) * (hours.count + 1)
    // Sums and factors of the sky; kinds; PET, shade, quality, night and midsummer, and two of them while they change
    // their form.
    let layers = cells * (2 * float + 1 + 7 * float)
    let steps = options.frames ? cells * 2 * float * hours.count : 0
    return max(skyView, heights + footprints + fields + shade + layers + steps)
  }
}
