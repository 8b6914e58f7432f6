/// Cells gathered into boxes: one for each square of 32 x 32 cells that holds any.
struct CellBoxes {
  let boxes: [GridWindow]

  private static let side = 32

  /// - Parameter cells: row-major indices.
  init(_ cells: [Int], columns: Int, rows: Int) {
    let (side, width) = (Self.side, (columns + Self.side - 1) / Self.side)
    var found = [GridWindow?](repeating: nil, count: width * ((rows + side - 1) / side))
    for cell in cells {
      let (row, column) = cell.quotientAndRemainder(dividingBy: columns)
      let square = row / side * width + column / side
      if let box = found[square] {
        found[square] = GridWindow(
          rows: min(box.rows.lowerBound, row)..<max(box.rows.upperBound, row + 1),
          columns: min(box.columns.lowerBound, column)..<max(box.columns.upperBound, column + 1))
      } else {
        found[square] = GridWindow(rows: row..<row + 1, columns: column..<column + 1)
      }
    }
    boxes = found.compactMap { $0 }
  }
}
