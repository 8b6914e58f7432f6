import Grids

/// What footprints of one wind quarter mean for each cell.
package struct FootprintFields {
  /// Largest heat island of the day, K.
  package let heatIsland: Grid<Float>
  /// Wind speed at 1.2 m over that above open grass, 0 to 1.
  package let relativeWindSpeed: Grid<Float>

  package init(
    _ means: FootprintMeans, _ footprint: Footprint, _ values: ClimateParameters, in frame: GridFrame, threads: Int
  ) {
    heatIsland = BlockField.interpolated(blocks: means.frame, window: means.core, in: frame, threads: threads) {
      let (skyView, vegetation) = means.heat(row: $0, column: $1, footprint)
      return UrbanHeatIsland.maximum(
        skyViewFactor: skyView, vegetationFraction: vegetation, dayFactor: values.dayFactor)
    }
    relativeWindSpeed = BlockField.interpolated(blocks: means.frame, window: means.core, in: frame, threads: threads) {
      values.wind.relativeSpeed(means.roughness(row: $0, column: $1, footprint))
    }
  }
}
