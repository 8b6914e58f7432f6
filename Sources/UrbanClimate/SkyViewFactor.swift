import Elementary
import Grids

/// The part of the sky that a place sees, weighted by the cosine of the zenith angle: the mean over all directions of
/// cos² of the horizon angle (1 = open field). This is the definition of the Dutch standard method; the unweighted one
/// of relief visualisation (1 - mean sin) gives lower values.
///
/// Horizons are found along parallel digital lines: the line is walked towards the observer while the upper convex
/// hull of what lies beyond is kept, so that a cell costs a few steps whatever the distance (Dozier, Bruno & Downey
/// 1981, "A faster solution to the horizon problem", Computers & Geosciences 7). The distance is unlimited.
public enum SkyViewFactor {
  /// - Parameters:
  ///   - obstacles: top of whatever stands in a cell (terrain, building, crown), m.
  ///   - ground: what the observer stands on (below crowns, on roofs), m; same frame.
  ///   - observerHeight: eye above `ground`, m.
  ///   - directions: azimuths, a positive multiple of 4.
  ///   - window: the cells that are wanted; the others only stand in the way. Outside the grid is open.
  ///   - threads: does not change the result.
  /// - Returns: 0 to 1, in the window's frame.
  public static func map(
    obstacles: Grid<Float>, ground: Grid<Float>, observerHeight: Float, directions: Int, window: GridWindow,
    threads: Int
  ) -> Grid<Float> {
    precondition(directions > 0 && directions % 4 == 0 && obstacles.frame == ground.frame)
    let flat = LineField(obstacles, ground, observerHeight, window)
    let steep = LineField(obstacles.transposed(), ground.transposed(), observerHeight, window.transposed)
    for direction in 0..<directions / 2 {
      let azimuth = 2 * Elementary.pi * Double(direction) / Double(directions)
      let east = Elementary.sin(azimuth)
      let south = -Elementary.cos(azimuth)
      // Lines advance one cell along their major axis; steep ones run on the transposed copy, so that reads stay
      // nearly contiguous. The opposite direction shares the line.
      if abs(south) > abs(east) {
        steep.addLines(slope: east / south, threads: threads)
      } else {
        flat.addLines(slope: south / east, threads: threads)
      }
    }
    let back = steep.sums.transposed()
    let share = 1 / Float(directions)
    return Grid<Float>(
      window.frame(in: obstacles.frame),
      filling: { out in
        flat.sums.withCells { a in
          back.withCells { b in for index in 0..<flat.sums.count { out[index] = (a[index] + b[index]) * share } }
        }
      })
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
}

/// Heights and growing sums for the lines whose major axis is the columns.
private final class LineField {
  private let obstacles: Grid<Float>
  private let eyes: Grid<Float>
  private let window: GridWindow
  /// Sum of cos² over the directions so far, for the window's cells.
  private(set) var sums: Grid<Float>

  init(_ obstacles: Grid<Float>, _ ground: Grid<Float>, _ observerHeight: Float, _ window: GridWindow) {
    self.obstacles = obstacles
    eyes = Grid<Float>(
      ground.frame,
      filling: { out in
        ground.withCells { cells in for index in 0..<ground.count { out[index] = cells[index] + observerHeight } }
      })
    self.window = window
    sums = Grid<Float>(window.frame(in: obstacles.frame), repeating: 0)
  }

  /// Adds both directions along all lines row = b + floor(column * slope + 1/2), |slope| <= 1.
  func addLines(slope: Double, threads: Int) {
    let (rows, columns) = (obstacles.rows, obstacles.columns)
    // Row offset of the line in each column, where that lies in the grids, and one over the distance.
    let offsets = (0..<columns).map { Int((Double($0) * slope + 0.5).rounded(.down)) }
    let places = (0..<columns).map { offsets[$0] * columns + $0 }
    let step = obstacles.frame.cellSize * (1 + slope * slope).squareRoot()
    let inverse = (0..<columns).map { $0 == 0 ? 0 : Float(1 / (Double($0) * step)) }
    let sumColumns = window.columns.count
    let sumPlaces = (0..<columns).map { offsets[$0] * sumColumns + $0 }
    let highest = max(offsets[0], offsets[columns - 1])
    let lowest = min(offsets[0], offsets[columns - 1])
    // Only lines that cross the window count.
    let lines = (window.rows.lowerBound - highest)..<(window.rows.upperBound - lowest)
    let window = window
    obstacles.withCells { obstacles in
      eyes.withCells { eyes in
        sums.withMutableCells { sums in
          offsets.withUnsafeBufferPointer { offsets in
            places.withUnsafeBufferPointer { places in
              sumPlaces.withUnsafeBufferPointer { sumPlaces in
                inverse.withUnsafeBufferPointer { inverse in
                  nonisolated(unsafe) let (obstacles, eyes, sums) = (obstacles, eyes, sums)
                  nonisolated(unsafe) let (offsets, places, sumPlaces, inverse) = (offsets, places, sumPlaces, inverse)
                  // A cell lies on one line only, so threads write disjoint cells.
                  Parallel.ranges(lines.count, threads: threads) { part in
                    let walker = LineWalker(capacity: columns)
                    defer { walker.free() }
                    for line in part {
                      let b = lines.lowerBound + line
                      let reach = Self.run(of: offsets, from: -b, to: rows - b)
                      var inside = Self.run(
                        of: offsets, from: window.rows.lowerBound - b, to: window.rows.upperBound - b)
                      inside = inside.clamped(to: window.columns)
                      if inside.isEmpty { continue }
                      let start = reach.lowerBound
                      walker.load(
                        reach.count, obstacles: obstacles + b * columns, eyes: eyes + b * columns, places: places,
                        from: start)
                      walker.walk(
                        reach.count, observers: inside.lowerBound - start..<inside.upperBound - start, inverse: inverse)
                      let target = sums + ((b - window.rows.lowerBound) * sumColumns - window.columns.lowerBound)
                      for k in inside { target[sumPlaces[k]] += walker.weights[k - start] }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  /// The columns in which a monotone offset is from `low` up to but without `high`.
  private static func run(of offsets: UnsafeBufferPointer<Int>, from low: Int, to high: Int) -> Range<Int> {
    let n = offsets.count
    let rising = offsets[n - 1] >= offsets[0]
    /// The first column for which `holds`, which is false and then true.
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

/// Scratch memory of one thread, and the walk along one line.
private struct LineWalker {
  private let heights, eyes, slopes: UnsafeMutablePointer<Float>
  /// cos² of the horizon angle, summed over the two directions.
  let weights: UnsafeMutablePointer<Float>
  /// The hull of what lies beyond, from far to near: place, height, slope of the edge to the next vertex beyond.
  private let hullPlaces: UnsafeMutablePointer<Int>
  private let hullHeights, hullEdges: UnsafeMutablePointer<Float>

  init(capacity: Int) {
    heights = .allocate(capacity: capacity)
    eyes = .allocate(capacity: capacity)
    slopes = .allocate(capacity: capacity)
    weights = .allocate(capacity: capacity)
    hullPlaces = .allocate(capacity: capacity + 1)
    hullHeights = .allocate(capacity: capacity + 1)
    hullEdges = .allocate(capacity: capacity + 1)
  }

  func free() {
    heights.deallocate()
    eyes.deallocate()
    slopes.deallocate()
    weights.deallocate()
    hullPlaces.deallocate()
    hullHeights.deallocate()
    hullEdges.deallocate()
  }

  @inline(__always)
  func load(
    _ count: Int, obstacles: UnsafePointer<Float>, eyes source: UnsafePointer<Float>,
    places: UnsafeBufferPointer<Int>, from start: Int
  ) {
    guard let places = places.baseAddress.map({ $0 + start }) else { return }
    for i in 0..<count {
      let place = places[i]
      heights[i] = obstacles[place]
      eyes[i] = source[place]
    }
  }

  @inline(never)
  func walk(_ count: Int, observers: Range<Int>, inverse: UnsafeBufferPointer<Float>) {
    guard let inverse = inverse.baseAddress else { return }
    sweep(from: count - 1, to: observers.lowerBound, by: -1, lastBlind: observers.upperBound, inverse)
    for i in observers {
      let t = max(slopes[i], 0)
      weights[i] = 1 / (1 + t * t)
    }
    sweep(from: 0, to: observers.upperBound - 1, by: 1, lastBlind: observers.lowerBound - 1, inverse)
    for i in observers {
      let t = max(slopes[i], 0)
      weights[i] += 1 / (1 + t * t)
    }
  }

  /// Walks from the far end to the last observer, and notes for each observer the largest slope up to what was passed
  /// (minus infinity where nothing lies beyond). Up to and including `lastBlind` nobody looks.
  @inline(__always)
  private func sweep(from first: Int, to last: Int, by step: Int, lastBlind: Int, _ inverse: UnsafePointer<Float>) {
    var top = 0
    hullPlaces[0] = first
    hullHeights[0] = heights[first]
    hullEdges[0] = -.infinity
    var i = first
    if step < 0 ? first < lastBlind : first > lastBlind { slopes[first] = -.infinity }
    while i != last {
      i = i &+ step
      let z = heights[i]
      let eye = eyes[i]
      // What a low observer does not see behind the nearest vertex, a higher one and all nearer ones do not see either.
      var slope = popped(&top, below: min(z, eye), at: i, inverse)
      if step < 0 ? i < lastBlind : i > lastBlind {
        var k = top
        var best = (hullHeights[k] - eye) * inverse[distance(k, i)]
        while hullEdges[k] > best {
          k = k &- 1
          best = (hullHeights[k] - eye) * inverse[distance(k, i)]
        }
        slopes[i] = best
      }
      if z > eye { slope = popped(&top, below: z, at: i, inverse) }
      // A vertex above all that lies beyond hides it for good.
      let rises = slope > 0
      top = rises ? top &+ 1 : 0
      hullPlaces[top] = i
      hullHeights[top] = z
      hullEdges[top] = rises ? slope : -.infinity
    }
  }

  @inline(__always)
  private func distance(_ vertex: Int, _ i: Int) -> Int {
    let d = hullPlaces[vertex] &- i
    return d < 0 ? 0 &- d : d
  }

  /// Takes away the vertices below the line from (i, height) to the next one, and gives the slope to the one left.
  @inline(__always)
  private func popped(_ top: inout Int, below height: Float, at i: Int, _ inverse: UnsafePointer<Float>) -> Float {
    var slope = (hullHeights[top] - height) * inverse[distance(top, i)]
    while hullEdges[top] >= slope {
      top = top &- 1
      slope = (hullHeights[top] - height) * inverse[distance(top, i)]
    }
    return slope
  }
}
