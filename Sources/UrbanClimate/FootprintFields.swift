import Grids

/// What the surroundings against the wind of one quarter make of air and wind, for each cell.
package struct FootprintFields: Sendable {
  /// Largest heat island of the day, K.
  package let heatIsland: Grid<Float>
  /// Wind speed at 1.2 m over that above open grass, 0 to 1.
  package let relativeWindSpeed: Grid<Float>

  package init(
    _ means: FootprintMeans, _ footprint: Footprint, _ values: ClimateParameters, in frame: GridFrame, threads: Int
  ) {
    self.init(
      means, footprint, values, BlockWinds(means, footprint, values.wind, known: nil, threads: threads), in: frame,
      threads: threads)
  }

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

/// The wind of one quarter in each block of the core, row-major, and what it follows from.
package struct BlockWinds: Sendable {
  private let parameters: WindParameters
  private let roughness: [FootprintMeans.Roughness]
  /// Wind speed at 1.2 m over that above open grass, 0 to 1.
  let speeds: [Float]

  /// - Parameter known: of another situation of the same blocks and footprint: where what stands around is equal, so is
  ///   the wind.
  init(
    _ means: FootprintMeans, _ footprint: Footprint, _ parameters: WindParameters, known: BlockWinds?, threads: Int
  ) {
    self.parameters = parameters
    let nothing = FootprintMeans.Roughness(
      area: 0, buildingFront: 0, canopyFront: 0, buildingArea: 0, canopyArea: 0, buildingHeight: 0, canopyHeight: 0)
    let roughness = means.core.mapped(nothing, threads: threads) { row, column in
      means.roughness(row: row, column: column, footprint)
    }
    let known = known.flatMap { $0.parameters == parameters && $0.speeds.count == roughness.count ? $0 : nil }
    let (rows, columns, width) = (means.core.rows, means.core.columns, means.core.columns.count)
    speeds = means.core.mapped(Float(0), threads: threads) { row, column in
      let index = (row - rows.lowerBound) * width + column - columns.lowerBound
      if let known, known.roughness[index] == roughness[index] { return known.speeds[index] }
      return Float(parameters.relativeSpeed(roughness[index]))
    }
    self.roughness = roughness
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
