/// Faces between open cells through which no water passes: something stands in the way that is thinner than a cell.
struct ClosedFaces: Hashable, Sendable {
  /// Columns of the closed west-east faces of each row; face `c` lies between cells `c - 1` and `c`.
  private let westEast: [[Int32]]
  /// Columns of the closed north-south faces above each row.
  private let northSouth: [[Int32]]

  /// - Parameters:
  ///   - westEast: whether the face west of a cell is closed, by row and column; asked where both cells exist.
  ///   - northSouth: the same for the face north of it.
  init(
    rows: Int, columns: Int, westEast: (_ row: Int, _ column: Int) -> Bool,
    northSouth: (_ row: Int, _ column: Int) -> Bool
  ) {
    self.westEast = (0..<rows).map { row in
      (0..<columns).filter { $0 > 0 && westEast(row, $0) }.map { Int32($0) }
    }
    self.northSouth = (0..<rows).map { row in
      row == 0 ? [] : (0..<columns).filter { northSouth(row, $0) }.map { Int32($0) }
    }
  }

  /// Takes away what wanted to pass the faces within a row.
  @inline(__always)
  func closeWestEast(_ row: Int, _ wanted: UnsafeMutablePointer<Float>) {
    for column in westEast[row] { wanted[Int(column)] = 0 }
  }

  /// The same for the faces above a row.
  @inline(__always)
  func closeNorthSouth(_ row: Int, _ wanted: UnsafeMutablePointer<Float>) {
    for column in northSouth[row] { wanted[Int(column)] = 0 }
  }
}
