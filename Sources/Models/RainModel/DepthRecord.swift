import Grids

/// What is remembered of the depths during a run, looked at a few times a minute.
final class DepthRecord: @unchecked Sendable {
  /// A cell counts as flooded above this depth, m.
  static let wetDepth: Float = 0.05

  private let layout: FlowLayout
  private let largest: Plane<Float>
  private let momentOfLargest: Plane<Float>
  private let wetMinutes: Plane<Float>
  private var seconds = 0.0

  init(_ layout: FlowLayout) {
    self.layout = layout
    largest = Plane(layout, repeating: 0)
    momentOfLargest = Plane(layout, repeating: 0)
    wetMinutes = Plane(layout, repeating: 0)
  }

  /// - Parameter seconds: time since the start of the event.
  func note(_ depth: Plane<Float>, atSecond seconds: Double, threads: Int) {
    let minute = Float(seconds / 60)
    let elapsed = Float((seconds - self.seconds) / 60)
    self.seconds = seconds
    Parallel.ranges(layout.rows, threads: threads) { rows in
      for row in rows { self.note(row, depth, minute: minute, elapsed: elapsed) }
    }
  }

  private func note(_ row: Int, _ depth: Plane<Float>, minute: Float, elapsed: Float) {
    @inline(__always) func load(_ plane: Plane<Float>, _ i: Int) -> Lanes {
      UnsafeRawPointer(plane.values + i).loadUnaligned(as: Lanes.self)
    }
    @inline(__always) func store(_ value: Lanes, _ plane: Plane<Float>, _ i: Int) {
      UnsafeMutableRawPointer(plane.values + i).storeBytes(of: value, as: Lanes.self)
    }
    var i = layout.row(row)
    let end = i + layout.span
    while i < end {
      let now = load(depth, i)
      let before = load(largest, i)
      let deeper = now .> before
      store(before.replacing(with: now, where: deeper), largest, i)
      store(
        load(momentOfLargest, i).replacing(with: Lanes(repeating: minute), where: deeper), momentOfLargest, i)
      let wet = now .> Lanes(repeating: Self.wetDepth)
      store(
        load(wetMinutes, i) + Lanes.zero.replacing(with: Lanes(repeating: elapsed), where: wet), wetMinutes, i)
      i &+= FlowLayout.lanes
    }
  }

  /// Largest depth, m.
  var maximumDepth: [Float] { cells(largest) }
  /// When it was reached, minutes since the start.
  var timeOfMaximum: [Float] { cells(momentOfLargest) }
  /// Time above `wetDepth`, minutes.
  var wetDuration: [Float] { cells(wetMinutes) }

  private func cells(_ plane: Plane<Float>) -> [Float] { plane.cells(layout) }
}

extension Plane {
  /// The values without the margins, row-major.
  func cells(_ layout: FlowLayout) -> [Value] {
    var cells: [Value] = []
    cells.reserveCapacity(layout.rows * layout.columns)
    for row in 0..<layout.rows {
      cells.append(contentsOf: UnsafeBufferPointer(start: values + layout.row(row), count: layout.columns))
    }
    return cells
  }
}
