import Essentials
import Foundation

/// A raster of cells in a frame, row-major from the north-west corner, with value semantics.
///
/// Storage is one aligned block, copied only when a shared grid is written to. Use the subscript in tests and glue;
/// kernels take `withCells`/`withMutableCells` once and work on pointers.
public struct Grid<Cell: BitwiseCopyable & Sendable>: @unchecked Sendable {
  public let frame: GridFrame
  @usableFromInline var storage: GridStorage<Cell>

  @inlinable public init(_ frame: GridFrame, repeating value: Cell) {
    self.frame = frame
    storage = GridStorage(count: frame.count)
    storage.cells.update(repeating: value, count: frame.count)
  }

  /// - Precondition: `cells.count == frame.count`.
  @inlinable public init(_ frame: GridFrame, cells: [Cell]) {
    precondition(cells.count == frame.count, "a grid needs one value for each cell of its frame")
    self.frame = frame
    storage = GridStorage(count: frame.count)
    cells.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { storage.cells.update(from: base, count: frame.count) }
    }
  }

  /// One value for each (row, column).
  @inlinable public init(_ frame: GridFrame, _ value: (_ row: Int, _ column: Int) throws -> Cell) rethrows {
    self.frame = frame
    storage = GridStorage(count: frame.count)
    var index = 0
    for row in 0..<frame.rows {
      for column in 0..<frame.columns {
        storage.cells[index] = try value(row, column)
        index += 1
      }
    }
  }

  /// A grid whose cells `fill` must all set.
  @inlinable public init(_ frame: GridFrame, filling fill: (UnsafeMutablePointer<Cell>) throws -> Void) rethrows {
    self.frame = frame
    storage = GridStorage(count: frame.count)
    try fill(storage.cells)
  }

  @inlinable public var rows: Int { frame.rows }
  @inlinable public var columns: Int { frame.columns }
  @inlinable public var count: Int { frame.count }

  @inlinable public subscript(row: Int, column: Int) -> Cell {
    get {
      precondition(row >= 0 && row < frame.rows && column >= 0 && column < frame.columns, "outside the grid")
      return storage.cells[row * frame.columns + column]
    }
    set {
      precondition(row >= 0 && row < frame.rows && column >= 0 && column < frame.columns, "outside the grid")
      makeUnique()
      storage.cells[row * frame.columns + column] = newValue
    }
  }

  /// By row-major index.
  @inlinable public subscript(index: Int) -> Cell {
    get {
      precondition(index >= 0 && index < frame.count, "outside the grid")
      return storage.cells[index]
    }
    set {
      precondition(index >= 0 && index < frame.count, "outside the grid")
      makeUnique()
      storage.cells[index] = newValue
    }
  }

  @inlinable mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&storage) { storage = GridStorage(copying: storage) }
  }

  /// Read access for kernels; the pointer is valid inside `body` only.
  @inlinable @inline(__always)
  public func withCells<R>(_ body: (UnsafePointer<Cell>) throws -> R) rethrows -> R {
    try withExtendedLifetime(storage) { try body(UnsafePointer(storage.cells)) }
  }

  /// Write access for kernels; the pointer is valid inside `body` only.
  @inlinable @inline(__always)
  public mutating func withMutableCells<R>(_ body: (UnsafeMutablePointer<Cell>) throws -> R) rethrows -> R {
    makeUnique()
    return try withExtendedLifetime(storage) { try body(storage.cells) }
  }

  @inlinable public func map<T: BitwiseCopyable & Sendable>(_ transform: (Cell) throws -> T) rethrows -> Grid<T> {
    try Grid<T>(
      frame,
      filling: { out in
        for index in 0..<count { out[index] = try transform(storage.cells[index]) }
      })
  }

  /// The cells in row-major order.
  @inlinable public var cells: [Cell] { Array(UnsafeBufferPointer(start: storage.cells, count: count)) }

  /// Whether both are copies of one grid that neither has changed since: equal without looking at a cell. Equal grids of
  /// different origin answer no.
  public func sharesCells(with other: Grid) -> Bool { frame == other.frame && storage === other.storage }

  /// SHA-256 over the cells' little-endian bytes, row-major.
  public var digest: Digest {
    withCells { cells in
      var stream = DigestStream(.sha256)
      stream.update(UnsafeRawBufferPointer(start: cells, count: count * MemoryLayout<Cell>.stride))
      return stream.finalized()
    }
  }
}

/// One aligned block of cells.
@usableFromInline final class GridStorage<Cell: BitwiseCopyable & Sendable>: @unchecked Sendable {
  @usableFromInline let cells: UnsafeMutablePointer<Cell>
  @usableFromInline let count: Int

  @inlinable init(count: Int) {
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, count) * MemoryLayout<Cell>.stride, alignment: max(64, MemoryLayout<Cell>.alignment))
    cells = raw.bindMemory(to: Cell.self, capacity: max(1, count))
    self.count = count
  }

  @inlinable convenience init(copying other: GridStorage) {
    self.init(count: other.count)
    cells.update(from: other.cells, count: count)
  }

  @inlinable deinit { UnsafeMutableRawPointer(cells).deallocate() }
}
