import Grids

/// How cells and faces lie in memory: rows with a margin of dry ghost cells on every side, so that row kernels need
/// no special case at the edges and no remainder loop.
///
/// Face (r, c) of the west-east faces lies between cells (r, c - 1) and (r, c), of the north-south faces between
/// (r - 1, c) and (r, c); both use the index of cell (r, c).
struct FlowLayout: Hashable, Sendable {
  /// Cells in a vector; margins and strides are multiples of it.
  static let lanes = 8

  let rows: Int
  let columns: Int
  /// Edge of a cell, m.
  let cellSize: Double
  /// Cells that a row kernel handles: all columns and the east edge face, rounded up.
  let span: Int
  /// From a row to the next.
  let stride: Int
  /// Index of cell (0, 0).
  let origin: Int
  /// Cells to allocate.
  let capacity: Int

  init(rows: Int, columns: Int, cellSize: Double) {
    self.rows = rows
    self.columns = columns
    self.cellSize = cellSize
    span = (columns + 1 + Self.lanes - 1) / Self.lanes * Self.lanes
    stride = span + Self.lanes
    origin = stride + Self.lanes
    capacity = (rows + 3) * stride + Self.lanes
  }

  init(_ frame: GridFrame) { self.init(rows: frame.rows, columns: frame.columns, cellSize: frame.cellSize) }

  var cellArea: Double { cellSize * cellSize }

  /// Start of a row, -1...rows.
  @inline(__always)
  func row(_ row: Int) -> Int { origin + row * stride }

  @inline(__always)
  func index(_ row: Int, _ column: Int) -> Int { origin + row * stride + column }

  /// The padded index of a cell given by its row-major index in the grid.
  func index(of cell: Int) -> Int { index(cell / columns, cell % columns) }
}

/// Aligned memory for one value per cell or face of a layout, zero at first.
///
/// Parts of it are written by several threads at once, each its own rows; the owner sees to that.
final class Plane<Value: BitwiseCopyable & Sendable>: @unchecked Sendable {
  let values: UnsafeMutablePointer<Value>
  let count: Int

  init(count: Int, repeating value: Value) {
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, count) * MemoryLayout<Value>.stride, alignment: 64)
    values = raw.bindMemory(to: Value.self, capacity: max(1, count))
    values.update(repeating: value, count: count)
    self.count = count
  }

  convenience init(_ layout: FlowLayout, repeating value: Value) {
    self.init(count: layout.capacity, repeating: value)
  }

  /// The cells of a grid in their padded places, `value` in the margins.
  convenience init(_ layout: FlowLayout, margin value: Value, _ cell: (_ index: Int) -> Value) {
    self.init(layout, repeating: value)
    for row in 0..<layout.rows {
      let start = layout.row(row)
      for column in 0..<layout.columns { values[start + column] = cell(row * layout.columns + column) }
    }
  }

  deinit { UnsafeMutableRawPointer(values).deallocate() }

  subscript(index: Int) -> Value {
    @inline(__always) get { values[index] }
    @inline(__always) set { values[index] = newValue }
  }
}
