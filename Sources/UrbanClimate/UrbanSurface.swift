import Grids

/// The heights in which sky view and shadows are computed: the core, with a margin of the coarse context where there
/// is one.
package struct UrbanSurface {
  /// Top of whatever stands in a cell, m.
  package let obstacles: Grid<Float>
  /// Terrain, or the roof where a building stands; below crowns, m.
  package let ground: Grid<Float>
  /// The core's cells.
  package let core: GridWindow

  /// - Parameters:
  ///   - layers: of the core.
  ///   - context: coarse layers around it.
  ///   - margin: wanted width around the core, m; less where the context is narrower.
  package init(layers: SurfaceLayers, context: SurfaceLayers?, margin: Double) {
    let frame = layers.frame
    guard let context else {
      core = GridWindow(rows: 0..<frame.rows, columns: 0..<frame.columns)
      (obstacles, ground) = layers.heights
      return
    }
    let around = context.frame
    let size = frame.cellSize
    func cells(_ metres: Double) -> Int { Int((max(0, min(metres, margin)) / size).rounded(.down)) }
    let (west, east) = (cells(frame.west - around.west), cells(around.east - frame.east))
    let (north, south) = (cells(around.north - frame.north), cells(frame.south - around.south))
    let extended = GridFrame(
      epsg: frame.epsg, west: frame.west - Double(west) * size, north: frame.north + Double(north) * size,
      cellSize: size, columns: frame.columns + west + east, rows: frame.rows + north + south)
    core = GridWindow(rows: north..<north + frame.rows, columns: west..<west + frame.columns)
    let inner = layers.heights
    let outer = context.heights
    obstacles = Self.joined(inner.obstacles, outer.obstacles, extended, core)
    ground = Self.joined(inner.ground, outer.ground, extended, core)
  }

  /// From the lowest ground to the highest obstacle, m.
  package var relief: Double {
    var highest = -Float.infinity
    var lowest = Float.infinity
    obstacles.withCells { cells in for index in 0..<obstacles.count { highest = max(highest, cells[index]) } }
    ground.withCells { cells in for index in 0..<ground.count { lowest = min(lowest, cells[index]) } }
    return Double(highest - lowest)
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
    return Grid<Float>(core.frame(in: frame)) { row, column in
      let west = (Double(core.columns.lowerBound + column) + 0.5) * size
      let east = (Double(frame.columns - core.columns.lowerBound - column) - 0.5) * size
      let north = (Double(core.rows.lowerBound + row) + 0.5) * size
      let south = (Double(frame.rows - core.rows.lowerBound - row) - 0.5) * size
      if min(min(west, east), min(north, south)) < reach { return 1 }
      for towards in shadows
      where towards.east > east || -towards.east > west || towards.north > north || -towards.north > south { return 1 }
      return 0
    }
  }
}
