/// A position in RD New, m.
public struct Point: Hashable, Codable, Sendable {
  public var x: Double
  public var y: Double

  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  public func distance(to other: Point) -> Double {
    ((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)).squareRoot()
  }

  public func translated(dx: Double, dy: Double) -> Point { Point(x + dx, y + dy) }
}
