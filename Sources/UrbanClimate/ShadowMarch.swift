import Elementary
import Grids

/// The march of all cells towards one position of the sun.
struct ShadowMarch {
  /// Cells towards the sun, and how far the ray has risen there.
  private struct Step {
    var row, column: Int
    var drop: Float
  }

  private let obstacles, ground: Grid<Float>
  private let relief: HeightRelief
  private let window: GridWindow
  private let steps: [Step]

  /// Cells that march together.
  private static let chunk = 128

  /// - Parameters:
  ///   - sun: above the horizon.
  ///   - highest: of what stands there or stood there before, m: the march has to reach as far as its shadow did.
  init(
    obstacles: Grid<Float>, ground: Grid<Float>, _ relief: HeightRelief, sun: SolarPosition, window: GridWindow,
    highest: Float = -.infinity
  ) {
    precondition(obstacles.frame == ground.frame)
    self.obstacles = obstacles
    self.ground = ground
    self.relief = relief
    self.window = window
    let (east, north) = sun.direction
    let rise = Elementary.tan(sun.altitude * Elementary.radiansPerDegree) * obstacles.frame.cellSize
    // No step beyond the grid's diagonal can hit anything. One more than the relief asks for, so that rounding of a drop
    // cannot make the last step count in one situation and not in another.
    let span = Double(max(relief.highest, highest) - relief.lowest)
    let most = min(span / rise + 1, Double(obstacles.rows + obstacles.columns))
    steps = (1...max(1, Int(most))).map { i in
      let along = Double(i)
      return Step(
        row: Int((-along * north + 0.5).rounded(.down)), column: Int((along * east + 0.5).rounded(.down)),
        drop: Float(along * rise))
    }
  }

  /// Cells of one row.
  struct Run {
    var row: Int
    var columns: Range<Int>
  }

  /// The window's cells that something in `boxes`, up to `highest`, can shade, and those in the boxes themselves; each
  /// cell once.
  func shaded(by boxes: [GridWindow], highest: Float) -> [Run] {
    var runs: [Run] = []
    func add(_ rows: Range<Int>, _ columns: Range<Int>) {
      let columns = columns.clamped(to: window.columns)
      if columns.isEmpty { return }
      for row in rows.clamped(to: window.rows) { runs.append(Run(row: row, columns: columns)) }
    }
    for box in boxes {
      add(box.rows, box.columns)
      for step in steps {
        if highest - step.drop <= relief.lowest { break }
        add(
          box.rows.lowerBound - step.row..<box.rows.upperBound - step.row,
          box.columns.lowerBound - step.column..<box.columns.upperBound - step.column)
      }
    }
    runs.sort { ($0.row, $0.columns.lowerBound) < ($1.row, $1.columns.lowerBound) }
    var merged: [Run] = []
    for run in runs {
      if let last = merged.last, last.row == run.row, last.columns.upperBound >= run.columns.lowerBound {
        let end = max(last.columns.upperBound, run.columns.upperBound)
        merged[merged.count - 1].columns = last.columns.lowerBound..<end
      } else {
        merged.append(run)
      }
    }
    return merged
  }

  /// All of the window.
  var everything: [Run] { window.rows.map { Run(row: $0, columns: window.columns) } }

  /// Computes the shade of the cells in `runs`, which lie in the window and do not overlap.
  func update(_ shade: inout Grid<UInt8>, _ runs: [Run], threads: Int) {
    let width = window.columns.count
    obstacles.withCells { obstacles in
      ground.withCells { ground in
        relief.peaks.withUnsafeBufferPointer { peaks in
          steps.withUnsafeBufferPointer { steps in
            shade.withMutableCells { shade in
              nonisolated(unsafe) let (obstacles, ground, shade) = (obstacles, ground, shade)
              nonisolated(unsafe) let (peaks, steps) = (peaks, steps)
              Parallel.ranges(runs.count, threads: threads) { part in
                let blocked = UnsafeMutablePointer<Float>.allocate(capacity: Self.chunk)
                defer { blocked.deallocate() }
                for index in part {
                  let (row, columns) = (runs[index].row, runs[index].columns)
                  let out = shade + ((row - window.rows.lowerBound) * width - window.columns.lowerBound)
                  for start in stride(from: columns.lowerBound, to: columns.upperBound, by: Self.chunk) {
                    march(
                      row, start..<min(start + Self.chunk, columns.upperBound), obstacles: obstacles, ground: ground,
                      peaks: peaks, steps: steps, blocked: blocked, out: out)
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  /// - Parameters:
  ///   - blocked: room for a chunk: the highest ray that is blocked, at each cell.
  ///   - out: the row's shade, by column.
  @inline(__always)
  private func march(
    _ row: Int, _ cells: Range<Int>, obstacles: UnsafePointer<Float>, ground: UnsafePointer<Float>,
    peaks: UnsafeBufferPointer<Float>, steps: UnsafeBufferPointer<Step>, blocked: UnsafeMutablePointer<Float>,
    out: UnsafeMutablePointer<UInt8>
  ) {
    let (rows, columns, stretches) = (self.obstacles.rows, self.obstacles.columns, relief.stretches)
    let stretch = HeightRelief.stretch
    let count = cells.count
    let own = ground + (row * columns + cells.lowerBound)
    let lowest = HeightRelief.lowest(own, count)
    blocked.update(repeating: -.infinity, count: count)
    for step in steps {
      let drop = step.drop
      if relief.highest - drop <= lowest { break }
      let r = row &+ step.row
      let first = max(0, cells.lowerBound &+ step.column)
      let last = min(columns, cells.upperBound &+ step.column)
      if r < 0 || r >= rows || first >= last { break }
      // What is not above the lowest ground here is above none.
      var hits = false
      for index in r &* stretches &+ first / stretch...r &* stretches &+ (last &- 1) / stretch
      where peaks[index] - drop > lowest { hits = true }
      if !hits { continue }
      let source = obstacles + (r &* columns &+ first)
      let target = blocked + (first &- cells.lowerBound &- step.column)
      for c in 0..<last &- first {
        let height = source[c] - drop
        target[c] = height > target[c] ? height : target[c]
      }
    }
    let result = out + cells.lowerBound
    for c in 0..<count { result[c] = blocked[c] > own[c] ? 1 : 0 }
  }
}
