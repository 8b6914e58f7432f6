/// A polygon with holes. Rings are closed implicitly: the first point is not repeated at the end.
public struct Polygon: Hashable, Codable, Sendable {
  public var exterior: [Point]
  public var holes: [[Point]]

  public init(exterior: [Point], holes: [[Point]] = []) {
    self.exterior = exterior
    self.holes = holes
  }

  /// The exterior, then the holes.
  public var rings: [[Point]] { [exterior] + holes }

  /// Area by the shoelace formula, holes taken off, m².
  public var area: Double {
    abs(Self.signedArea(exterior)) - holes.reduce(0) { $0 + abs(Self.signedArea($1)) }
  }

  static func signedArea(_ ring: [Point]) -> Double {
    guard let origin = ring.first, let last = ring.last else { return 0 }
    // Relative to the first point, so that RD coordinates of 500 km do not eat the digits of a small area.
    var twice = 0.0
    var previous = last
    for point in ring {
      twice +=
        (previous.x - origin.x) * (point.y - origin.y) - (point.x - origin.x) * (previous.y - origin.y)
      previous = point
    }
    return twice / 2
  }
}
