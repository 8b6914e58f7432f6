import Grids

/// What bounds the search for shadows: the highest obstacle in each stretch of a row, and the extremes.
package struct HeightRelief: Sendable {
  /// Cells of a stretch.
  package static let stretch = 64

  /// Highest obstacle in each stretch, row-major, m.
  let peaks: [Float]
  let stretches: Int
  package let highest: Float
  /// Of the ground, m.
  package let lowest: Float

  package init(obstacles: Grid<Float>, ground: Grid<Float>, threads: Int) {
    let (rows, columns) = (obstacles.rows, obstacles.columns)
    let stretches = (columns + Self.stretch - 1) / Self.stretch
    var peaks = [Float](repeating: 0, count: rows * stretches)
    var floors = [Float](repeating: 0, count: rows)
    obstacles.withCells { obstacles in
      ground.withCells { ground in
        peaks.withUnsafeMutableBufferPointer { peaks in
          floors.withUnsafeMutableBufferPointer { floors in
            nonisolated(unsafe) let (obstacles, ground, peaks, floors) = (obstacles, ground, peaks, floors)
            Parallel.ranges(rows, threads: threads) { part in
              for row in part {
                for index in 0..<stretches {
                  let start = index * Self.stretch
                  peaks[row * stretches + index] = Self.highest(
                    obstacles + row * columns + start, min(Self.stretch, columns - start))
                }
                floors[row] = Self.lowest(ground + row * columns, columns)
              }
            }
          }
        }
      }
    }
    self.peaks = peaks
    self.stretches = stretches
    highest = peaks.withUnsafeBufferPointer { $0.baseAddress.map { Self.highest($0, peaks.count) } ?? 0 }
    lowest = floors.withUnsafeBufferPointer { $0.baseAddress.map { Self.lowest($0, floors.count) } ?? 0 }
  }

  /// Sixteen at a time: a plain loop would keep the order, which the processor need not.
  @inline(__always)
  static func highest(_ cells: UnsafePointer<Float>, _ count: Int) -> Float {
    var most = SIMD16<Float>(repeating: -.infinity)
    var index = 0
    while index &+ 16 <= count {
      let next = UnsafeRawPointer(cells + index).loadUnaligned(as: SIMD16<Float>.self)
      most.replace(with: next, where: next .> most)
      index = index &+ 16
    }
    var result = -Float.infinity
    for lane in 0..<16 where most[lane] > result { result = most[lane] }
    while index < count {
      if cells[index] > result { result = cells[index] }
      index = index &+ 1
    }
    return result
  }

  @inline(__always)
  static func lowest(_ cells: UnsafePointer<Float>, _ count: Int) -> Float {
    var least = SIMD16<Float>(repeating: .infinity)
    var index = 0
    while index &+ 16 <= count {
      let next = UnsafeRawPointer(cells + index).loadUnaligned(as: SIMD16<Float>.self)
      least.replace(with: next, where: next .< least)
      index = index &+ 16
    }
    var result = Float.infinity
    for lane in 0..<16 where least[lane] < result { result = least[lane] }
    while index < count {
      if cells[index] < result { result = cells[index] }
      index = index &+ 1
    }
    return result
  }

  /// From the lowest ground to the highest obstacle, m.
  package var span: Double { Double(highest) - Double(lowest) }
}
