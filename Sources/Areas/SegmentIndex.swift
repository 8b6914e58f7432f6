import Geometry

/// Straight pieces of lines, found by place: buckets of a square grid hold the pieces whose box touches them.
struct SegmentIndex: Sendable {
  struct Segment: Hashable, Sendable {
    var from: Point
    var to: Point

    var length: Double { from.distance(to: to) }

    /// The point on it nearest to `point`, as a share of its length, and how far away that is, m.
    func nearest(to point: Point) -> (share: Double, distance: Double) {
      let (dx, dy) = (to.x - from.x, to.y - from.y)
      let square = dx * dx + dy * dy
      let share =
        square > 0 ? min(max(((point.x - from.x) * dx + (point.y - from.y) * dy) / square, 0), 1) : 0
      return (share, Point(from.x + share * dx, from.y + share * dy).distance(to: point))
    }

    /// Where the two cross, as shares of their lengths; nil for parallel ones and for those that do not meet.
    func crossing(with other: Segment) -> (share: Double, otherShare: Double)? {
      let (ax, ay) = (to.x - from.x, to.y - from.y)
      let (bx, by) = (other.to.x - other.from.x, other.to.y - other.from.y)
      let cross = ax * by - ay * bx
      guard cross != 0 else { return nil }
      let (dx, dy) = (other.from.x - from.x, other.from.y - from.y)
      let (share, otherShare) = ((dx * by - dy * bx) / cross, (dx * ay - dy * ax) / cross)
      return (0...1).contains(share) && (0...1).contains(otherShare) ? (share, otherShare) : nil
    }

    /// The point of it nearest to the other segment, as a share of its length, and how far away that is, m.
    func nearest(to other: Segment) -> (share: Double, distance: Double) {
      if let meeting = crossing(with: other) { return (meeting.share, 0) }
      // Of two segments that do not cross, one end is always at the shortest distance.
      let ends = [(0.0, other.nearest(to: from).distance), (1.0, other.nearest(to: to).distance)]
      return ([nearest(to: other.from), nearest(to: other.to)] + ends).min { $0.1 < $1.1 } ?? ends[0]
    }
  }

  let segments: [Segment]
  private let west: Double
  private let south: Double
  private let size: Double
  private let columns: Int
  private let rows: Int
  /// Where the entries of each bucket begin; one more at the end.
  private var starts: [Int32]
  /// Segments by bucket, in ascending order.
  private var entries: [Int32]

  init(_ segments: [Segment]) {
    self.segments = segments
    let box = BoundingBox(around: segments.flatMap { [$0.from, $0.to] })
    (west, south) = (box?.west ?? 0, box?.south ?? 0)
    let (width, height) = (box?.width ?? 0, box?.height ?? 0)
    // About as many buckets as pieces, and none narrower than a street.
    size = max(16, (width * height / Double(max(segments.count, 1))).squareRoot(), max(width, height) / 1000)
    columns = Int(width / size) + 1
    rows = Int(height / size) + 1
    var counts = [Int32](repeating: 0, count: columns * rows + 1)
    starts = counts
    entries = []
    for segment in segments { forEachBucket(of: Self.box(segment)) { counts[$0] += 1 } }
    var total: Int32 = 0
    for bucket in 0..<columns * rows {
      starts[bucket] = total
      total += counts[bucket]
      counts[bucket] = starts[bucket]
    }
    starts[columns * rows] = total
    entries = [Int32](repeating: 0, count: Int(total))
    for (index, segment) in segments.enumerated() {
      forEachBucket(of: Self.box(segment)) { bucket in
        entries[Int(counts[bucket])] = Int32(index)
        counts[bucket] += 1
      }
    }
  }

  private static func box(_ segment: Segment) -> BoundingBox {
    BoundingBox(
      west: min(segment.from.x, segment.to.x), south: min(segment.from.y, segment.to.y),
      east: max(segment.from.x, segment.to.x), north: max(segment.from.y, segment.to.y))
  }

  private func column(_ x: Double) -> Int { Int(((x - west) / size).rounded(.down)) }
  private func row(_ y: Double) -> Int { Int(((y - south) / size).rounded(.down)) }

  private func forEachBucket(of box: BoundingBox, _ body: (Int) -> Void) {
    let (first, last) = (max(0, column(box.west)), min(columns - 1, column(box.east)))
    let (low, high) = (max(0, row(box.south)), min(rows - 1, row(box.north)))
    guard first <= last, low <= high else { return }
    for row in low...high { for column in first...last { body(row * columns + column) } }
  }

  /// Segments that may touch a box, each once, in ascending order.
  func near(_ box: BoundingBox) -> [Int] {
    var found: Set<Int> = []
    forEachBucket(of: box) { bucket in
      for entry in starts[bucket]..<starts[bucket + 1] { found.insert(Int(entries[Int(entry)])) }
    }
    return found.sorted()
  }

  /// The segment nearest to a point; nil where there are none.
  ///
  /// - Parameter hint: a segment that is likely near, such as the answer for a neighbouring point: it saves looking.
  func nearest(to point: Point, hint: Int? = nil) -> (segment: Int, share: Double, distance: Double)? {
    guard let first = segments.first else { return nil }
    var best = (segment: 0, place: first.nearest(to: point))
    if let hint, segments.indices.contains(hint) { best = (hint, segments[hint].nearest(to: point)) }
    let (middle, line) = (column(point.x), row(point.y))
    // Beyond ring k nothing is nearer than k buckets.
    var ring = max(0, -middle, middle - columns + 1, -line, line - rows + 1)
    let last = max(middle, columns - 1 - middle, line, rows - 1 - line)
    while ring <= last, Double(ring - 1) * size < best.place.distance {
      for row in max(0, line - ring)...min(rows - 1, line + ring) where row >= 0 {
        let isEdge = abs(row - line) == ring
        for column in stride(from: middle - ring, through: middle + ring, by: isEdge || ring == 0 ? 1 : 2 * ring)
        where column >= 0 && column < columns {
          let bucket = row * columns + column
          for entry in starts[bucket]..<starts[bucket + 1] {
            let index = Int(entries[Int(entry)])
            let place = segments[index].nearest(to: point)
            if place.distance < best.place.distance { best = (index, place) }
          }
        }
      }
      ring += 1
    }
    return (best.segment, best.place.share, best.place.distance)
  }
}
