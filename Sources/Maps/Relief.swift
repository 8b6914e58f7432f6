import Grids

/// Relief of a terrain: light from the north-west, 45 degrees high (the cartographers' convention), heights doubled
/// because the Netherlands is flat, kept faint because it must not compete with the values.
enum Relief {
  static let enlargement: Float = 2

  /// Brightness of each cell: 1 on level ground, 0.86 to 1.04.
  static func shade(_ terrain: Grid<Float>) -> Grid<Double> {
    Grid<Double>(terrain.frame) { row, column in
      let here = terrain[row, column]
      if here.isNaN { return 1 }
      func height(_ r: Int, _ c: Int) -> Float {
        let value = terrain[min(max(r, 0), terrain.rows - 1), min(max(c, 0), terrain.columns - 1)]
        return value.isNaN ? here : value
      }
      let run = Float(2 * terrain.frame.cellSize)
      let east = Double((height(row, column + 1) - height(row, column - 1)) / run * enlargement)
      let north = Double((height(row - 1, column) - height(row + 1, column)) / run * enlargement)
      let light = (0.5 * east - 0.5 * north + 0.5.squareRoot()) / (1 + east * east + north * north).squareRoot()
      return min(max(light / 0.5.squareRoot(), 0.86), 1.04)
    }
  }
}
