import Essentials
import Grids

extension Grid where Cell == Float {
  /// Itself, once every cell is known to lie within `range`: a value that no place has is mostly a forgotten no-data
  /// number or another unit, and would give results that look right.
  /// - Parameter name: of the layer, for messages.
  /// - Throws: `ModelError.implausible` for the first value outside; NaN is outside of any range.
  public func requirePlausible(_ range: ClosedRange<Float>, _ name: String) throws -> Grid<Float> {
    try withCells { cells in
      for index in 0..<count where !range.contains(cells[index]) {
        throw ModelError.implausible(
          layer: name, row: index / columns, column: index % columns, value: cells[index], range: range)
      }
    }
    return self
  }
}
