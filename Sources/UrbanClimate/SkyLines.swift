import Grids

/// All parallel digital lines of one slope over a grid: place = b + floor(k * slope + 1/2) across, for k along the
/// major axis, |slope| <= 1. A cell lies on one line only.
struct SkyLines {
  private let window: GridWindow
  /// Cells along the major axis, and across.
  private let majorCount, minorCount: Int
  /// How far apart in memory neighbours across are.
  private let minorStride: Int
  private let sumMinorStride: Int
  private let majorWindow, minorWindow: Range<Int>
  /// Across, for each place along.
  private let offsets: [Int]
  /// In memory from the line's start, in the heights and in the sums.
  private let places, sumPlaces: [Int]
  /// One over the distance of so many places along; at least to the next place, also where there is none.
  private let inverse: [Float]
  private let isSteep: Bool
  private let lines: Range<Int>

  /// - Parameters:
  ///   - isSteep: rows are the major axis, else columns.
  ///   - frame: of the heights.
  ///   - window: the cells that are wanted.
  init(slope: Double, isSteep: Bool, frame: GridFrame, window: GridWindow) {
    self.window = window
    self.isSteep = isSteep
    let width = window.columns.count
    majorCount = isSteep ? frame.rows : frame.columns
    minorCount = isSteep ? frame.columns : frame.rows
    minorStride = isSteep ? 1 : frame.columns
    sumMinorStride = isSteep ? 1 : width
    majorWindow = isSteep ? window.rows : window.columns
    minorWindow = isSteep ? window.columns : window.rows
    let offsets = (0..<majorCount).map { Int((Double($0) * slope + 0.5).rounded(.down)) }
    let (across, along) = (minorStride, isSteep ? frame.columns : 1)
    places = (0..<majorCount).map { offsets[$0] * across + $0 * along }
    let (sumAcross, sumAlong) = (sumMinorStride, isSteep ? width : 1)
    sumPlaces = (0..<majorCount).map { offsets[$0] * sumAcross + $0 * sumAlong }
    let step = frame.cellSize * (1 + slope * slope).squareRoot()
    inverse = (0..<max(2, majorCount)).map { $0 == 0 ? 0 : Float(1 / (Double($0) * step)) }
    let ends = (offsets.first ?? 0, offsets.last ?? 0)
    lines = minorWindow.lowerBound - max(ends.0, ends.1)..<minorWindow.upperBound - min(ends.0, ends.1)
    self.offsets = offsets
  }

  /// Lines that cross the window.
  var count: Int { lines.count }

  /// The numbers b of the lines through cells, each once, ascending.
  /// - Parameter cells: row-major indices in the frame of the heights.
  func through(_ cells: [Int]) -> [Int] {
    var isHit = [Bool](repeating: false, count: lines.count)
    let columns = isSteep ? minorCount : majorCount
    for cell in cells {
      let (row, column) = cell.quotientAndRemainder(dividingBy: columns)
      let line = isSteep ? column - offsets[row] : row - offsets[column]
      if lines.contains(line) { isHit[line - lines.lowerBound] = true }
    }
    return lines.filter { isHit[$0 - lines.lowerBound] }
  }

  /// Adds both directions along all lines.
  func addAll(
    obstacles: Grid<Float>, ground: Grid<Float>, observerHeight: Float, to sums: inout Grid<Int32>, threads: Int
  ) {
    walk(
      Array(lines), (obstacles, ground), observerHeight: observerHeight, sign: 1, sums: &sums, threads: threads)
  }

  /// Takes off what some lines added with the old heights, and adds what they give with the new ones.
  func exchange(
    _ numbers: [Int], from old: (obstacles: Grid<Float>, ground: Grid<Float>),
    to new: (obstacles: Grid<Float>, ground: Grid<Float>), observerHeight: Float, in sums: inout Grid<Int32>,
    threads: Int
  ) {
    walk(numbers, old, observerHeight: observerHeight, sign: -1, sums: &sums, threads: threads)
    walk(numbers, new, observerHeight: observerHeight, sign: 1, sums: &sums, threads: threads)
  }

  private func walk(
    _ numbers: [Int], _ heights: (obstacles: Grid<Float>, ground: Grid<Float>), observerHeight: Float, sign: Int32,
    sums: inout Grid<Int32>, threads: Int
  ) {
    heights.obstacles.withCells { obstacles in
      heights.ground.withCells { ground in
        sums.withMutableCells { sums in
          nonisolated(unsafe) let (obstacles, ground, sums) = (obstacles, ground, sums)
          // A cell lies on one line only, so threads write disjoint cells.
          Parallel.ranges(numbers.count, threads: threads) { part in
            let walker = LineWalker(capacity: majorCount)
            defer { walker.free() }
            for index in part {
              walk(
                numbers[index], walker, obstacles: obstacles, ground: ground, observerHeight: observerHeight,
                sign: sign, sums: sums)
            }
          }
        }
      }
    }
  }

  @inline(__always)
  private func walk(
    _ b: Int, _ walker: LineWalker, obstacles: UnsafePointer<Float>, ground: UnsafePointer<Float>,
    observerHeight: Float, sign: Int32, sums: UnsafeMutablePointer<Int32>
  ) {
    let reach = run(from: -b, to: minorCount - b)
    let inside = run(from: minorWindow.lowerBound - b, to: minorWindow.upperBound - b).clamped(to: majorWindow)
    if inside.isEmpty { return }
    let start = reach.lowerBound
    places.withUnsafeBufferPointer { places in
      sumPlaces.withUnsafeBufferPointer { sumPlaces in
        inverse.withUnsafeBufferPointer { inverse in
          guard let places = places.baseAddress, let sumPlaces = sumPlaces.baseAddress,
            let inverse = inverse.baseAddress
          else { return }
          walker.load(
            reach.count, obstacles: obstacles + b * minorStride, ground: ground + b * minorStride, observerHeight,
            places: places + start)
          walker.walk(
            reach.count, observers: inside.lowerBound - start..<inside.upperBound - start, inverse: inverse)
          let origin = window.rows.lowerBound * window.columns.count + window.columns.lowerBound
          let target = sums + (b * sumMinorStride - origin)
          let weights = walker.weights - start
          for k in inside { target[sumPlaces[k]] &+= sign &* weights[k] }
        }
      }
    }
  }

  /// The places along in which the offset, which is monotone, is from `low` up to but without `high`.
  private func run(from low: Int, to high: Int) -> Range<Int> {
    let n = offsets.count
    let rising = offsets[n - 1] >= offsets[0]
    /// The first place for which `holds`, which is false and then true.
    func first(_ holds: (Int) -> Bool) -> Int {
      var (a, b) = (0, n)
      while a < b {
        let middle = (a + b) / 2
        if holds(offsets[middle]) { b = middle } else { a = middle + 1 }
      }
      return a
    }
    let start = rising ? first { $0 >= low } : first { $0 < high }
    let end = rising ? first { $0 >= high } : first { $0 < low }
    return start..<max(start, end)
  }
}
