/// An upright rectangle, m. Edges belong to it.
public struct BoundingBox: Hashable, Codable, Sendable {
  public var west: Double
  public var south: Double
  public var east: Double
  public var north: Double

  public init(west: Double, south: Double, east: Double, north: Double) {
    self.west = west
    self.south = south
    self.east = east
    self.north = north
  }

  /// The smallest box around `points`; nil when there are none.
  public init?(around points: some Sequence<Point>) {
    var iterator = points.makeIterator()
    guard let first = iterator.next() else { return nil }
    self.init(west: first.x, south: first.y, east: first.x, north: first.y)
    while let point = iterator.next() {
      west = min(west, point.x)
      east = max(east, point.x)
      south = min(south, point.y)
      north = max(north, point.y)
    }
  }

  public var width: Double { east - west }
  public var height: Double { north - south }
  public var centre: Point { Point((west + east) / 2, (south + north) / 2) }

  public func contains(_ point: Point) -> Bool {
    point.x >= west && point.x <= east && point.y >= south && point.y <= north
  }

  public func contains(_ other: BoundingBox) -> Bool {
    other.west >= west && other.east <= east && other.south >= south && other.north <= north
  }

  public func intersects(_ other: BoundingBox) -> Bool {
    other.west <= east && other.east >= west && other.south <= north && other.north >= south
  }

  public func union(_ other: BoundingBox) -> BoundingBox {
    BoundingBox(
      west: min(west, other.west), south: min(south, other.south), east: max(east, other.east),
      north: max(north, other.north))
  }

  /// The box with `margin` m more on every side.
  public func expanded(by margin: Double) -> BoundingBox {
    BoundingBox(west: west - margin, south: south - margin, east: east + margin, north: north + margin)
  }
}
