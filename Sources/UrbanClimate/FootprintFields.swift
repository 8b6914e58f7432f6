import Grids

/// What the surroundings against the wind of one quarter make of air and wind, for each cell.
package struct FootprintFields: Sendable {
  /// Largest heat island of the day, K.
  package let heatIsland: Grid<Float>
  /// Wind speed at 1.2 m over that above open grass, 0 to 1.
  package let relativeWindSpeed: Grid<Float>

  /// - Parameter winds: of the same means and footprint.
  init(
    _ means: FootprintMeans, _ footprint: Footprint, _ values: ClimateParameters, _ winds: BlockWinds,
    in frame: GridFrame, threads: Int
  ) {
    let dayFactor = values.dayFactor
    let islands = means.core.mapped(Float(0), threads: threads) { row, column in
      let (skyView, vegetation) = means.heat(row: row, column: column, footprint)
      return Float(
        UrbanHeatIsland.maximum(skyViewFactor: skyView, vegetationFraction: vegetation, dayFactor: dayFactor))
    }
    heatIsland = BlockField.interpolated(islands, blocks: means.frame, window: means.core, in: frame, threads: threads)
    relativeWindSpeed = BlockField.interpolated(
      winds.speeds, blocks: means.frame, window: means.core, in: frame, threads: threads)
  }
}

extension GridWindow {
  /// A value for each place, row-major; for blocks, of which there are few.
  func mapped<T: Sendable>(
    _ blank: T, threads: Int, _ value: @Sendable (_ row: Int, _ column: Int) -> T
  ) -> [T] {
    var values = [T](repeating: blank, count: rows.count * columns.count)
    values.withUnsafeMutableBufferPointer { values in
      nonisolated(unsafe) let values = values
      Parallel.ranges(rows.count, threads: threads) { part in
        for line in part {
          for (place, column) in columns.enumerated() {
            values[line * columns.count + place] = value(rows.lowerBound + line, column)
          }
        }
      }
    }
    return values
  }
}
