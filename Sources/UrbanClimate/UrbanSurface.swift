import Grids

/// The heights in which sky view and shadows are computed: the core, with a margin of the coarse context where there
/// is one.
package struct UrbanSurface: Sendable {
  /// Top of whatever stands in a cell, m.
  package private(set) var obstacles: Grid<Float>
  /// Terrain, or the roof where a building stands; below crowns, m.
  package private(set) var ground: Grid<Float>
  /// The core's cells.
  package let core: GridWindow
  /// What bounds the search for shadows.
  package private(set) var heightRelief: HeightRelief

  /// - Parameters:
  ///   - layers: of the core.
  ///   - context: coarse layers around it.
  ///   - margin: wanted width around the core, m; less where the context is narrower.
  ///   - threads: does not change the result.
  package init(layers: SurfaceLayers, context: SurfaceLayers?, margin: Double, threads: Int = 1) {
    let frame = layers.frame
    guard let context else {
      core = GridWindow(rows: 0..<frame.rows, columns: 0..<frame.columns)
      (obstacles, ground) = layers.heights
      heightRelief = HeightRelief(obstacles: obstacles, ground: ground, threads: threads)
      return
    }
    let extended: GridFrame
    (extended, core) = Self.extended(frame, around: context.frame, margin: margin)
    let inner = layers.heights
    let outer = context.heights
    obstacles = Self.joined(inner.obstacles, outer.obstacles, extended, core)
    ground = Self.joined(inner.ground, outer.ground, extended, core)
    heightRelief = HeightRelief(obstacles: obstacles, ground: ground, threads: threads)
  }

  /// The frame with a margin, and where in it the core lies.
  private static func extended(
    _ frame: GridFrame, around: GridFrame, margin: Double
  ) -> (frame: GridFrame, core: GridWindow) {
    let size = frame.cellSize
    func cells(_ metres: Double) -> Int { Int((max(0, min(metres, margin)) / size).rounded(.down)) }
    let (west, east) = (cells(frame.west - around.west), cells(around.east - frame.east))
    let (north, south) = (cells(around.north - frame.north), cells(frame.south - around.south))
    return (
      GridFrame(
        epsg: frame.epsg, west: frame.west - Double(west) * size, north: frame.north + Double(north) * size,
        cellSize: size, columns: frame.columns + west + east, rows: frame.rows + north + south),
      GridWindow(rows: north..<north + frame.rows, columns: west..<west + frame.columns)
    )
  }

  /// How many cells a surface has.
  package static func cells(core: GridFrame, context: GridFrame?, margin: Double) -> Int {
    context.map { extended(core, around: $0, margin: margin).frame.count } ?? core.count
  }

  /// From the lowest ground to the highest obstacle, m.
  package var relief: Double { heightRelief.span }

  /// Takes over the heights of some cells of the core.
  /// - Parameter cells: row-major indices in the core.
  /// - Returns: those whose heights changed by it, as row-major indices in the surface's own frame.
  mutating func update(_ cells: [Int], from layers: SurfaceLayers, threads: Int) -> [Int] {
    let width = core.columns.count
    let columns = obstacles.columns
    var changed: [Int] = []
    for cell in cells {
      let (row, column) = cell.quotientAndRemainder(dividingBy: width)
      let index = (core.rows.lowerBound + row) * columns + core.columns.lowerBound + column
      let height = layers.height(at: cell)
      if obstacles[index] != height.obstacle || ground[index] != height.ground {
        changed.append(index)
        obstacles[index] = height.obstacle
        ground[index] = height.ground
      }
    }
    if !changed.isEmpty { heightRelief = HeightRelief(obstacles: obstacles, ground: ground, threads: threads) }
    return changed
  }

  private static func joined(
    _ inner: Grid<Float>, _ outer: Grid<Float>, _ frame: GridFrame, _ core: GridWindow
  ) -> Grid<Float> {
    let coarse = outer.frame
    let sourceColumns = (0..<frame.columns).map { column in
      let x = frame.west + (Double(column) + 0.5) * frame.cellSize
      return min(max(Int(((x - coarse.west) / coarse.cellSize).rounded(.down)), 0), coarse.columns - 1)
    }
    return Grid<Float>(
      frame,
      filling: { out in
        inner.withCells { inner in
          outer.withCells { outer in
            sourceColumns.withUnsafeBufferPointer { sourceColumns in
              for row in 0..<frame.rows {
                let y = frame.north - (Double(row) + 0.5) * frame.cellSize
                let r = min(max(Int(((coarse.north - y) / coarse.cellSize).rounded(.down)), 0), coarse.rows - 1)
                let source = outer + r * coarse.columns
                let target = out + row * frame.columns
                for column in 0..<frame.columns { target[column] = source[sourceColumns[column]] }
                if core.rows.contains(row) {
                  (target + core.columns.lowerBound).update(
                    from: inner + (row - core.rows.lowerBound) * core.columns.count, count: core.columns.count)
                }
              }
            }
          }
        }
      })
  }

  /// Where sky view or shade is incomplete, since something beyond the known surface could stand in the way: 1, else
  /// 0; in the core's frame.
  ///
  /// - Parameters:
  ///   - reach: how far obstacles count for the sky view, m.
  ///   - shadows: for each hour the longest shadow's way towards the sun, m.
  package func incompleteness(reach: Double, shadows: [(east: Double, north: Double)]) -> Grid<Float> {
    let frame = obstacles.frame
    let size = frame.cellSize
    // Each condition is about the distance to one edge.
    func least(_ way: ((east: Double, north: Double)) -> Double) -> Double {
      shadows.reduce(reach) { max($0, way($1)) }
    }
    let (toWest, toEast) = (least { -$0.east }, least { $0.east })
    let (toSouth, toNorth) = (least { -$0.north }, least { $0.north })
    func isComplete(_ place: Int, of count: Int, before: Double, after: Double) -> Bool {
      (Double(place) + 0.5) * size >= before && (Double(count - place) - 0.5) * size >= after
    }
    let columns = core.columns.map { isComplete($0, of: frame.columns, before: toWest, after: toEast) }
    let rows = core.rows.map { isComplete($0, of: frame.rows, before: toNorth, after: toSouth) }
    return Grid<Float>(
      core.frame(in: frame),
      filling: { out in
        for (line, row) in rows.enumerated() {
          let target = out + line * columns.count
          for (place, column) in columns.enumerated() { target[place] = row && column ? 0 : 1 }
        }
      })
  }
}
