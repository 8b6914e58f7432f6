/// Scratch memory of one thread, and the walk along one line.
struct LineWalker {
  private let heights, eyes, slopes: UnsafeMutablePointer<Float>
  /// cos² of the horizon angle, summed over the two directions, in multiples of 2^-22.
  let weights: UnsafeMutablePointer<Int32>
  /// The hull of what lies beyond but for its nearest vertex, from far to near: place, height, slope of the edge to the
  /// next vertex beyond.
  private let hullPlaces: UnsafeMutablePointer<Int>
  private let hullHeights, hullEdges: UnsafeMutablePointer<Float>

  init(capacity: Int) {
    heights = .allocate(capacity: capacity)
    eyes = .allocate(capacity: capacity)
    slopes = .allocate(capacity: capacity)
    weights = .allocate(capacity: capacity)
    hullPlaces = .allocate(capacity: capacity + 2)
    hullHeights = .allocate(capacity: capacity + 2)
    hullEdges = .allocate(capacity: capacity + 2)
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
    _ count: Int, obstacles: UnsafePointer<Float>, ground: UnsafePointer<Float>, _ observerHeight: Float,
    places: UnsafePointer<Int>
  ) {
    for i in 0..<count {
      let place = places[i]
      heights[i] = obstacles[place]
      eyes[i] = ground[place] + observerHeight
    }
  }

  @inline(never)
  func walk(_ count: Int, observers: Range<Int>, inverse: UnsafePointer<Float>) {
    sweep(from: count - 1, to: observers.lowerBound, by: -1, lastBlind: observers.upperBound, inverse)
    for i in observers { weights[i] = Self.weight(slopes[i]) }
    sweep(from: 0, to: observers.upperBound - 1, by: 1, lastBlind: observers.lowerBound - 1, inverse)
    for i in observers { weights[i] &+= Self.weight(slopes[i]) }
  }

  /// cos² of the horizon's angle in multiples of 2^-22: next to 2 that is the last digit of a `Float`.
  @inline(__always)
  private static func weight(_ slope: Float) -> Int32 {
    let t = slope > 0 ? slope : 0
    return Int32(bitPattern: (2 + 1 / (1 + t * t)).bitPattern) &- 0x4000_0000
  }

  /// Walks from the far end to the last observer, and notes for each observer the largest slope up to what was passed
  /// (minus infinity where nothing lies beyond). Up to and including `lastBlind` nobody looks.
  ///
  /// The nearest vertex of the hull is the cell just passed and stays in registers: on level ground the next cell
  /// hides it, and the rest of the hull is not touched.
  @inline(__always)
  private func sweep(from first: Int, to last: Int, by step: Int, lastBlind: Int, _ inverse: UnsafePointer<Float>) {
    if step < 0 ? first < lastBlind : first > lastBlind { slopes[first] = -.infinity }
    // `top` counts the vertices beyond the nearest; index 0 is never used.
    var top = 0
    var nearest = heights[first]
    var nearestEdge = -Float.infinity
    let one = inverse[1]
    var i = first
    while i != last {
      i = i &+ step
      let z = heights[i]
      let eye = eyes[i]
      // What a low observer does not see behind the nearest vertex, a higher one and all nearer ones do not see either.
      let low = z < eye ? z : eye
      var slope = (nearest - low) * one
      var keepsNearest = nearestEdge < slope
      if !keepsNearest { slope = popped(&top, below: low, at: i, inverse) }
      if step < 0 ? i < lastBlind : i > lastBlind {
        // The horizon of the eye: along the hull as long as it rises above the line to the vertex.
        var k = top
        var best: Float
        var edge: Float
        if keepsNearest {
          best = (nearest - eye) * one
          edge = nearestEdge
        } else {
          best = (hullHeights[k] - eye) * inverse[distance(k, i)]
          edge = hullEdges[k]
          k = k &- 1
        }
        while edge > best {
          best = (hullHeights[k] - eye) * inverse[distance(k, i)]
          edge = hullEdges[k]
          k = k &- 1
        }
        slopes[i] = best
      }
      if z > eye {
        if keepsNearest {
          slope = (nearest - z) * one
          keepsNearest = nearestEdge < slope
        }
        if !keepsNearest { slope = popped(&top, below: z, at: i, inverse) }
      }
      if keepsNearest {
        top = top &+ 1
        hullPlaces[top] = i &- step
        hullHeights[top] = nearest
        hullEdges[top] = nearestEdge
      }
      // A vertex above all that lies beyond hides it for good.
      let rises = slope > 0
      top = rises ? top : 0
      nearest = z
      nearestEdge = rises ? slope : -.infinity
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
