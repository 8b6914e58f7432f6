import Grids

/// A rectangle of cells inside a larger grid.
public struct GridWindow: Hashable, Sendable {
  public var rows: Range<Int>
  public var columns: Range<Int>

  public init(rows: Range<Int>, columns: Range<Int>) {
    self.rows = rows
    self.columns = columns
  }

  public var transposed: GridWindow { GridWindow(rows: columns, columns: rows) }

  /// Where the window lies.
  public func frame(in frame: GridFrame) -> GridFrame {
    GridFrame(
      epsg: frame.epsg, west: frame.west + Double(columns.lowerBound) * frame.cellSize,
      north: frame.north - Double(rows.lowerBound) * frame.cellSize, cellSize: frame.cellSize, columns: columns.count,
      rows: rows.count)
  }
}

extension GridFrame {
  /// Rows and columns exchanged: serves no map.
  package var transposed: GridFrame {
    GridFrame(epsg: epsg, west: west, north: north, cellSize: cellSize, columns: rows, rows: columns)
  }
}

extension Grid {
  /// Rows and columns exchanged, in a frame of its own that serves no map.
  package func transposed() -> Grid<Cell> {
    // In blocks, so that both sides stay in the cache.
    let block = 32
    return Grid<Cell>(
      frame.transposed,
      filling: { out in
        withCells { cells in
          for top in stride(from: 0, to: rows, by: block) {
            for left in stride(from: 0, to: columns, by: block) {
              for row in top..<min(top + block, rows) {
                for column in left..<min(left + block, columns) {
                  out[column * rows + row] = cells[row * columns + column]
                }
              }
            }
          }
        }
      })
  }
}

extension Grid {
  /// The same cells in a frame that differs at most by rounding of its corner.
  package func inFrame(_ other: GridFrame) -> Grid<Cell> {
    precondition(rows == other.rows && columns == other.columns)
    return withCells { cells in
      Grid(other, filling: { out in out.update(from: cells, count: count) })
    }
  }
}
