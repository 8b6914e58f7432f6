import Elementary
import Grids

/// Which places lie in the shadow of what stands between them and the sun.
public enum Shadow {
  /// A place is in the shade if anything on the line towards the sun, sampled once for each cell's length at the
  /// nearest cell, rises above the ray. All cells of a row take the same step together.
  ///
  /// - Parameters:
  ///   - obstacles: top of whatever stands in a cell, m. Outside the grid is open.
  ///   - ground: where the observer stands, m; same frame.
  ///   - sun: geometric altitude and azimuth. At or below the horizon all is shade.
  ///   - window: the cells that are wanted.
  ///   - threads: does not change the result.
  /// - Returns: 1 in the shade, 0 in the sun, in the window's frame.
  public static func map(
    obstacles: Grid<Float>, ground: Grid<Float>, sun: SolarPosition, window: GridWindow, threads: Int
  ) -> Grid<Float> {
    precondition(obstacles.frame == ground.frame)
    let frame = window.frame(in: obstacles.frame)
    guard sun.altitude > 0 else { return Grid(frame, repeating: 1) }
    let steps = self.steps(obstacles: obstacles, ground: ground, sun: sun)
    let (rows, columns, width) = (obstacles.rows, obstacles.columns, window.columns.count)
    var shade = Grid<Float>(frame, repeating: 0)
    obstacles.withCells { obstacles in
      ground.withCells { ground in
        shade.withMutableCells { shade in
          nonisolated(unsafe) let (obstacles, ground, shade) = (obstacles, ground, shade)
          Parallel.ranges(window.rows.count, threads: threads) { part in
            // The highest ray that is blocked, at each cell of the row.
            let blocked = UnsafeMutablePointer<Float>.allocate(capacity: width)
            defer { blocked.deallocate() }
            for line in part {
              let row = window.rows.lowerBound + line
              blocked.update(repeating: -.infinity, count: width)
              for step in steps {
                let r = row + step.row
                if r < 0 || r >= rows { break }
                let first = max(0, -(window.columns.lowerBound + step.column))
                let last = min(width, columns - window.columns.lowerBound - step.column)
                if first >= last { break }
                let source = obstacles + (r * columns + window.columns.lowerBound + step.column)
                let drop = step.drop
                for c in first..<last {
                  let height = source[c] - drop
                  blocked[c] = height > blocked[c] ? height : blocked[c]
                }
              }
              let own = ground + (row * columns + window.columns.lowerBound)
              let out = shade + line * width
              for c in 0..<width { out[c] = blocked[c] > own[c] ? 1 : 0 }
            }
          }
        }
      }
    }
    return shade
  }

  /// Length of the shadow on level ground of something `height` high, in the unit of `height`.
  public static func length(height: Double, altitude: Double) -> Double {
    let angle = altitude * Elementary.radiansPerDegree
    return height * Elementary.cos(angle) / Elementary.sin(angle)
  }

  /// Cells towards the sun, and how far the ray has risen there.
  private struct Step {
    var row, column: Int
    var drop: Float
  }

  private static func steps(obstacles: Grid<Float>, ground: Grid<Float>, sun: SolarPosition) -> [Step] {
    var highest = -Float.infinity
    var lowest = Float.infinity
    obstacles.withCells { cells in for index in 0..<obstacles.count { highest = max(highest, cells[index]) } }
    ground.withCells { cells in for index in 0..<ground.count { lowest = min(lowest, cells[index]) } }
    let (east, north) = sun.direction
    let rise = Elementary.tan(sun.altitude * Elementary.radiansPerDegree) * obstacles.frame.cellSize
    // No step beyond the grid's diagonal can hit anything.
    let most = min(Double(highest - lowest) / rise, Double(obstacles.rows + obstacles.columns))
    guard most >= 1 else { return [] }
    return (1...Int(most)).map { i in
      let along = Double(i)
      return Step(
        row: Int((-along * north + 0.5).rounded(.down)), column: Int((along * east + 0.5).rounded(.down)),
        drop: Float(along * rise))
    }
  }
}
