/// Open water whose level is kept: polder and boezem levels are regulated by weirs and pumping stations, which a
/// neighbourhood model does not see. What reaches such a cell leaves the model at once and is counted.
struct HeldCells: Sendable {
  /// Columns of the held cells, row after row.
  private let columns: [Int32]
  /// Where each row's part of `columns` begins, and the end.
  private let starts: [Int]

  init(_ layout: FlowLayout, _ held: (Int) -> Bool) {
    var columns: [Int32] = []
    var starts = [0]
    for row in 0..<layout.rows {
      for column in 0..<layout.columns where held(row * layout.columns + column) { columns.append(Int32(column)) }
      starts.append(columns.count)
    }
    self.columns = columns
    self.starts = starts
  }

  /// Takes all water out of a row's held cells; the sum of the depths taken, m.
  func empty(row: Int, depths: UnsafeMutablePointer<Float>) -> Double {
    var sum = 0.0
    for place in starts[row]..<starts[row + 1] {
      let column = Int(columns[place])
      sum += Double(depths[column])
      depths[column] = 0
    }
    return sum
  }
}
