import Grids

/// How the cells of a core lie in blocks: the cells of the coarse context, or blocks of about 5 m of the core itself.
package struct CoreBlocks: Sendable {
  /// All blocks, the context's among them.
  package let frame: GridFrame
  /// Blocks that hold a part of the core.
  package let window: GridWindow
  /// Cells of the core in each of the window's rows and columns of blocks.
  let rows, columns: [Range<Int>]
  /// For each block of the window whether the core speaks for it: it covers at least half of it, or there is no context.
  let counts: [Bool]

  /// - Parameters:
  ///   - fine: of the core.
  ///   - context: coarse, holds the core.
  ///   - blockSize: where there is no context, m.
  init(_ fine: GridFrame, context: GridFrame?, blockSize: Double) {
    let blocks = context ?? fine.aggregated(by: max(1, Int((blockSize / fine.cellSize).rounded())))
    frame = blocks
    func ranges(_ count: Int, _ place: (Int) -> Int) -> (first: Int, ranges: [Range<Int>]) {
      var found: [Range<Int>] = []
      let first = place(0)
      for cell in 0..<count {
        let block = place(cell) - first
        while found.count <= block { found.append(cell..<cell) }
        found[block] = found[block].lowerBound..<cell + 1
      }
      return (first, found)
    }
    let vertical = ranges(fine.rows) { row in
      let y = fine.centre(row: row, column: 0).y
      return min(max(Int(((blocks.north - y) / blocks.cellSize).rounded(.down)), 0), blocks.rows - 1)
    }
    let horizontal = ranges(fine.columns) { column in
      let x = fine.centre(row: 0, column: column).x
      return min(max(Int(((x - blocks.west) / blocks.cellSize).rounded(.down)), 0), blocks.columns - 1)
    }
    (rows, columns) = (vertical.ranges, horizontal.ranges)
    window = GridWindow(
      rows: vertical.first..<vertical.first + rows.count,
      columns: horizontal.first..<horizontal.first + columns.count)
    let needed = context == nil ? 1 : blocks.cellArea / fine.cellArea / 2
    counts = vertical.ranges.flatMap { row in
      horizontal.ranges.map { column in !row.isEmpty && !column.isEmpty && Double(row.count * column.count) >= needed }
    }
  }

  var count: Int { window.rows.count * window.columns.count }

  /// For each block of the window whether a cell of it, or the cell west or north of one in it, is among `cells`, on
  /// whose fronts a change tells.
  /// - Parameter cells: row-major indices in the core.
  func touched(by cells: [Int], width: Int) -> [Bool] {
    func place(_ ranges: [Range<Int>], _ count: Int) -> [Int] {
      var place = [Int](repeating: 0, count: count)
      for (block, range) in ranges.enumerated() { for cell in range { place[cell] = block } }
      return place
    }
    let rowOf = place(rows, rows.last?.upperBound ?? 0)
    let columnOf = place(columns, columns.last?.upperBound ?? 0)
    var touched = [Bool](repeating: false, count: count)
    for cell in cells {
      let (row, column) = cell.quotientAndRemainder(dividingBy: width)
      touched[rowOf[row] * columns.count + columnOf[column]] = true
      if row > 0 { touched[rowOf[row - 1] * columns.count + columnOf[column]] = true }
      if column > 0 { touched[rowOf[row] * columns.count + columnOf[column - 1]] = true }
    }
    return touched
  }
}
