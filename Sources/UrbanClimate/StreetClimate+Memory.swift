import Grids
import ModelKit

extension StreetClimate {
  /// Bytes that a street climate takes.
  package struct Need: Sendable {
    /// At most, while the sky view is made: it walks turned copies of the heights.
    package var whileMade: Int
    /// From then on: heights, sky view, kinds, what the footprints average, fields, and shade.
    package var held: Int
    /// Of the same place without its crowns, for a model that asks for its sky view: no crowns, heights, sums, factors.
    package var keptWithoutCrowns: Int
    /// Hours of the event; 0 where it is not readable.
    package var hours: Int
  }

  /// What it will need for inputs, beside them.
  package static func need(_ inputs: ModelInputs, of description: ModelDescription) -> Need {
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
    // Eleven quantities: as values and twice while they are gathered, and as tables of 64 bits; then the winds.
    let footprints = blocks * (11 * (3 * float + 8) + quarters * 64)
    let fields = cells * 2 * float * quarters
    let isKept = surface <= ClimateMemory.mostCells / 2
    let shade = (isKept ? cells : min(cells, 1 << 20)) * (hours.count + 1)
    return Need(
      // Turned heights and sums, and the sums turned back.
      whileMade: 2 * heights + cells * 3 * float,
      // Sums and factors of the sky, and kinds.
      held: heights + footprints + fields + shade + cells * (2 * float + 1),
      keptWithoutCrowns: isKept ? heights + cells * 3 * float : 0, hours: hours.count)
  }
}
