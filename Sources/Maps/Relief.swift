import Grids

/// Relief of a terrain: light from the north-west, 45 degrees high (the cartographers' convention), heights doubled
/// because the Netherlands is flat, kept faint because it must not compete with the values.
public enum Relief {
  static let enlargement: Float = 2

  /// Brightness of ground and buildings together: 1 on level ground and flat roofs, from 0.5 to 1.3. Walls throw no
  /// shadow, but the sides of a building that face south-east are dark and those that face north-west light, so that a
  /// reader sees at once what stands up.
  /// - Parameter buildingHeight: m above the terrain, in its frame.
  public static func shade(_ terrain: Grid<Float>, buildings buildingHeight: Grid<Float>) -> Grid<Double> {
    let ground = shade(terrain)
    let walls = light(buildingHeight, enlargement: 0.15, range: 0.6...1.2)
    return Grid<Double>(
      terrain.frame,
      filling: { out in
        for index in 0..<terrain.count { out[index] = min(max(ground[index] * walls[index], 0.5), 1.3) }
      })
  }

  /// Brightness of each cell: 1 on level ground, 0.86 to 1.04.
  static func shade(_ terrain: Grid<Float>) -> Grid<Double> {
    light(terrain, enlargement: enlargement, range: 0.86...1.04)
  }

  private static func light(
    _ terrain: Grid<Float>, enlargement: Float, range: ClosedRange<Double>
  ) -> Grid<Double> {
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
      return min(max(light / 0.5.squareRoot(), range.lowerBound), range.upperBound)
    }
  }
}
