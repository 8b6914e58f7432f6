/// Between frames.
extension Grid where Cell == Float {
  /// Block means over `factor` x `factor` cells, NaN cells left out (NaN where all are). The last row or column of
  /// blocks covers what is left over.
  public func aggregated(by factor: Int) -> Grid<Float> {
    precondition(factor >= 1)
    let coarse = frame.aggregated(by: factor)
    return Grid<Float>(coarse) { row, column in
      var sum = 0.0
      var n = 0
      for r in row * factor..<min((row + 1) * factor, rows) {
        for c in column * factor..<min((column + 1) * factor, columns) {
          let value = self[r, c]
          if !value.isNaN {
            sum += Double(value)
            n += 1
          }
        }
      }
      return n == 0 ? .nan : Float(sum / Double(n))
    }
  }
}

extension Grid {
  /// The value of the cell that holds each target cell's centre; `outside` where there is none.
  public func nearest(in target: GridFrame, outside: Cell) -> Grid<Cell> {
    Grid(target) { row, column in
      let (x, y) = target.centre(row: row, column: column)
      guard let cell = frame.cell(x: x, y: y) else { return outside }
      return self[cell.row, cell.column]
    }
  }
}

extension GridFrame {
  /// The frame of blocks of `factor` x `factor` cells, from the same north-west corner.
  public func aggregated(by factor: Int) -> GridFrame {
    GridFrame(
      epsg: epsg, west: west, north: north, cellSize: cellSize * Double(factor),
      columns: (columns + factor - 1) / factor, rows: (rows + factor - 1) / factor)
  }
}
