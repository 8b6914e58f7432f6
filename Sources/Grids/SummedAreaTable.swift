/// Sums over any rectangle of cells in four reads (Crow 1984, "Summed-area tables for texture mapping").
///
/// Values are rounded to whole multiples of 2^-`fractionBits` once and summed as integers, so a sum is exact: it does
/// not depend on the order of summation, and a table that was changed in part equals one built anew.
public struct SummedAreaTable: Sendable {
  public let frame: GridFrame
  /// Binary digits behind the point.
  public let fractionBits: Int
  /// (rows + 1) x (columns + 1), row-major: the sum of all cells north and west.
  private let sums: [Int64]

  /// - Parameters:
  ///   - grid: values; NaN counts as zero (give a second table of ones and zeros to count the others).
  ///   - fractionBits: 20 leaves room for 8 * 10^12 / count as the largest magnitude.
  /// - Precondition: |value| * 2^fractionBits * count < 2^63.
  public init(_ grid: Grid<Float>, fractionBits: Int = 20) {
    precondition((0...40).contains(fractionBits))
    frame = grid.frame
    self.fractionBits = fractionBits
    let (rows, columns) = (grid.rows, grid.columns)
    let stride = columns + 1
    let factor = Double(1 << fractionBits)
    // Adding and subtracting this rounds to the nearest integer on every processor in the same way.
    let shift = 0x1.8p52
    sums = [Int64](unsafeUninitializedCapacity: (rows + 1) * stride) { table, count in
      for column in 0..<stride { table[column] = 0 }
      grid.withCells { cells in
        for row in 0..<rows {
          let source = cells + row * columns
          let above = row * stride
          let own = above + stride
          var line: Int64 = 0
          table[own] = 0
          for column in 0..<columns {
            let value = source[column]
            if !value.isNaN { line += Int64((Double(value) * factor + shift) - shift) }
            table[own + column + 1] = table[above + column + 1] + line
          }
        }
      }
      count = (rows + 1) * stride
    }
  }

  /// The sum over the cells of the rectangle that lie in the grid, in multiples of 2^-`fractionBits`.
  public func units(rows: Range<Int>, columns: Range<Int>) -> Int64 {
    let r = rows.clamped(to: 0..<frame.rows)
    let c = columns.clamped(to: 0..<frame.columns)
    let stride = frame.columns + 1
    let (north, south) = (r.lowerBound * stride, r.upperBound * stride)
    return sums[south + c.upperBound] - sums[north + c.upperBound] - sums[south + c.lowerBound]
      + sums[north + c.lowerBound]
  }

  /// The sum over the cells of the rectangle that lie in the grid.
  public func sum(rows: Range<Int>, columns: Range<Int>) -> Double {
    Double(units(rows: rows, columns: columns)) / Double(1 << fractionBits)
  }

  /// How many cells of the rectangle lie in the grid.
  public func count(rows: Range<Int>, columns: Range<Int>) -> Int {
    rows.clamped(to: 0..<frame.rows).count * columns.clamped(to: 0..<frame.columns).count
  }
}
