import Elementary
import Grids

/// The part of the sky that a place sees, weighted by the cosine of the zenith angle: the mean over all directions of
/// cos² of the horizon angle (1 = open field). This is the definition of the Dutch standard method; the unweighted one
/// of relief visualisation (1 - mean sin) gives lower values.
///
/// Horizons are found along parallel digital lines: the line is walked towards the observer while the upper convex
/// hull of what lies beyond is kept, so that a cell costs a few steps whatever the distance (Dozier, Bruno & Downey
/// 1981, "A faster solution to the horizon problem", Computers & Geosciences 7). The distance is unlimited.
///
/// Each direction's cos² is rounded once, to a multiple of 2^-22, and these are summed as integers: what one line adds
/// can be taken off again to the bit, so that a map changed along some lines equals the map made anew. The rounding
/// moves a factor by at most 1.2e-7.
public enum SkyViewFactor {
  /// Binary digits behind the point of a sum over directions.
  package static let fractionBits = 22

  /// - Parameters:
  ///   - obstacles: top of whatever stands in a cell (terrain, building, crown), m.
  ///   - ground: what the observer stands on (below crowns, on roofs), m; same frame.
  ///   - observerHeight: eye above `ground`, m.
  ///   - directions: azimuths, a positive multiple of 4, at most 256.
  ///   - window: the cells that are wanted; the others only stand in the way. Outside the grid is open.
  ///   - threads: does not change the result.
  /// - Returns: 0 to 1, in the window's frame.
  public static func map(
    obstacles: Grid<Float>, ground: Grid<Float>, observerHeight: Float, directions: Int, window: GridWindow,
    threads: Int
  ) -> Grid<Float> {
    let sums = sums(
      obstacles: obstacles, ground: ground, observerHeight: observerHeight, directions: directions, window: window,
      threads: threads, before: { _ in })
    return factors(sums, directions: directions, in: window.frame(in: obstacles.frame))
  }

  /// For the whole grid.
  public static func map(
    obstacles: Grid<Float>, ground: Grid<Float>, observerHeight: Float, directions: Int, threads: Int
  ) -> Grid<Float> {
    map(
      obstacles: obstacles, ground: ground, observerHeight: observerHeight, directions: directions,
      window: GridWindow(rows: 0..<obstacles.rows, columns: 0..<obstacles.columns), threads: threads)
  }

  /// The mean of cos² over horizons given as tangents, one for each of evenly spread directions; negative ones count
  /// as a level horizon.
  public static func mean(horizonTangents: [Double]) -> Double {
    var sum = 0.0
    for tangent in horizonTangents {
      let t = max(tangent, 0)
      sum += 1 / (1 + t * t)
    }
    return sum / Double(horizonTangents.count)
  }

  /// The sum of cos² over the directions, in multiples of 2^-`fractionBits`, for the window's cells.
  /// - Parameter before: called before each pair of opposite directions with the share that is done; what it throws
  ///   ends the work.
  package static func sums(
    obstacles: Grid<Float>, ground: Grid<Float>, observerHeight: Float, directions: Int, window: GridWindow,
    threads: Int, before: (Double) throws -> Void
  ) rethrows -> Grid<Int32> {
    precondition(directions > 0 && directions % 4 == 0 && directions <= 256 && obstacles.frame == ground.frame)
    let pairs = linePairs(directions)
    var done = 0.0
    func add(
      steep: Bool, _ obstacles: Grid<Float>, _ ground: Grid<Float>, _ window: GridWindow, to sums: inout Grid<Int32>
    ) throws {
      for pair in pairs where pair.isSteep == steep {
        try before(done / Double(pairs.count))
        done += 1
        SkyLines(slope: pair.slope, isSteep: false, frame: obstacles.frame, window: window)
          .addAll(obstacles: obstacles, ground: ground, observerHeight: observerHeight, to: &sums, threads: threads)
      }
    }
    // Steep lines run on transposed copies, so that reads stay nearly contiguous.
    var turned = Grid<Int32>(window.frame(in: obstacles.frame).transposed, repeating: 0)
    try add(steep: true, obstacles.transposed(), ground.transposed(), window.transposed, to: &turned)
    var sums = turned.transposed()
    try add(steep: false, obstacles, ground, window, to: &sums)
    return sums
  }

  /// Changes sums to those after a change of heights in some cells: the lines through these are walked twice, once to
  /// take off what they added before.
  ///
  /// - Parameters:
  ///   - old: heights to which `sums` belongs.
  ///   - changed: row-major indices in the frame of the heights of all cells in which `old` and `new` differ.
  /// - Returns: false, and the sums untouched, where that would cost more than to begin anew.
  package static func update(
    _ sums: inout Grid<Int32>, from old: (obstacles: Grid<Float>, ground: Grid<Float>),
    to new: (obstacles: Grid<Float>, ground: Grid<Float>), changed: [Int], observerHeight: Float, directions: Int,
    window: GridWindow, threads: Int
  ) -> Bool {
    let fans = linePairs(directions).map {
      SkyLines(slope: $0.slope, isSteep: $0.isSteep, frame: new.obstacles.frame, window: window)
    }
    let hit = fans.map { $0.through(changed) }
    // A line that is exchanged is walked twice, far from its neighbours.
    guard hit.reduce(0, { $0 + $1.count }) * 3 <= fans.reduce(0, { $0 + $1.count }) else { return false }
    for (lines, numbers) in zip(fans, hit) {
      lines.exchange(numbers, from: old, to: new, observerHeight: observerHeight, in: &sums, threads: threads)
    }
    return true
  }

  /// The mean over the directions, from 0 to 1, in `frame`, which has the shape of the sums.
  package static func factors(_ sums: Grid<Int32>, directions: Int, in frame: GridFrame) -> Grid<Float> {
    let whole = Float(directions << fractionBits)
    let count = sums.count
    return Grid<Float>(
      frame,
      filling: { out in sums.withCells { sums in for index in 0..<count { out[index] = Float(sums[index]) / whole } } })
  }

  /// Two opposite directions share a line. Lines advance one cell along their major axis: columns, or rows if steep.
  private static func linePairs(_ directions: Int) -> [(slope: Double, isSteep: Bool)] {
    (0..<directions / 2).map { direction in
      let azimuth = 2 * Elementary.pi * Double(direction) / Double(directions)
      let east = Elementary.sin(azimuth)
      let south = -Elementary.cos(azimuth)
      return abs(south) > abs(east) ? (east / south, true) : (south / east, false)
    }
  }
}
