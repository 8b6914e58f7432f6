import Grids
import UrbanClimate

/// Means over the ground around a cell, buildings left out.
struct GroundAround: Sendable {
  private let sums: SummedAreaTable
  private let counts: SummedAreaTable
  private let reach: Int

  /// - Parameters:
  ///   - ground: W/m²; NaN on buildings.
  ///   - counts: of cells without a building.
  ///   - reach: cells to each side.
  init(_ ground: Grid<Float>, counts: SummedAreaTable, reach: Int) {
    sums = SummedAreaTable(ground)
    self.counts = counts
    self.reach = reach
  }

  /// - Precondition: no building stands in the cell itself.
  @inline(__always)
  func mean(row: Int, column: Int) -> Double {
    let rows = row - reach..<row + reach + 1
    let columns = column - reach..<column + reach + 1
    return sums.sum(rows: rows, columns: columns) / counts.sum(rows: rows, columns: columns)
  }

  /// Ones and zeros, to count by.
  static func counts(_ kinds: Grid<UInt8>) -> SummedAreaTable {
    SummedAreaTable(kinds.map { $0 == SurfaceKind.building.rawValue ? 0 : 1 as Float }, fractionBits: 0)
  }
}
