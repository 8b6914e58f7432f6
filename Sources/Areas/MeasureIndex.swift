import Geometry
import Grids

/// Measures by where they lie, to find those that are close without looking at all of them.
struct MeasureIndex {
  struct Entry {
    var measure: Measure
    /// Of the measure in a `PlanCheckMemory`.
    var token: Int32
  }

  private let frame: GridFrame
  /// Edge of a bucket, m; an area has at most 64 x 64.
  private let size: Double
  private var entries: [(entry: Entry, box: BoundingBox)] = []
  private var buckets: [Int: [Int]] = [:]

  init(_ frame: GridFrame) {
    self.frame = frame
    size = max(16, max(frame.east - frame.west, frame.north - frame.south) / 64)
  }

  mutating func insert(_ entry: Entry) {
    guard let box = BoundingBox(around: entry.measure.geometry.points) else { return }
    for bucket in buckets(of: box) { buckets[bucket, default: []].append(entries.count) }
    entries.append((entry, box))
  }

  /// Those whose boxes come within so many metres of the measure's, in the order in which they were inserted.
  func near(_ entry: Entry, within metres: Double) -> [Entry] {
    guard let box = BoundingBox(around: entry.measure.geometry.points)?.expanded(by: metres) else { return [] }
    var found: Set<Int> = []
    for bucket in buckets(of: box) { found.formUnion(buckets[bucket] ?? []) }
    return found.sorted().filter { entries[$0].box.intersects(box) }.map { entries[$0].entry }
  }

  private func buckets(of box: BoundingBox) -> [Int] {
    func place(_ metres: Double) -> Int { metres > 0 ? Int(min(metres / size, 63)) : 0 }
    let columns = place(box.west - frame.west)...place(box.east - frame.west)
    let rows = place(frame.north - box.north)...place(frame.north - box.south)
    return rows.flatMap { row in columns.map { row * 64 + $0 } }
  }
}
