/// The simple features that layers and plans are made of.
public enum Geometry: Hashable, Codable, Sendable {
  case point(Point)
  case lineString([Point])
  case polygon(Polygon)
  case multiPoint([Point])
  case multiPolygon([Polygon])
  case multiLineString([[Point]])

  /// The sequences of positions the geometry is made of, in order: points, lines, rings.
  var paths: [[Point]] {
    switch self {
    case .point(let point): [[point]]
    case .lineString(let points), .multiPoint(let points): [points]
    case .polygon(let polygon): polygon.rings
    case .multiPolygon(let polygons): polygons.flatMap(\.rings)
    case .multiLineString(let lines): lines
    }
  }

  /// Every position, rings without their repeated end.
  public var points: [Point] { paths.flatMap { $0 } }

  /// The polygons of an areal geometry; empty for points and lines.
  public var polygons: [Polygon] {
    switch self {
    case .polygon(let polygon): [polygon]
    case .multiPolygon(let polygons): polygons
    case .point, .lineString, .multiPoint, .multiLineString: []
    }
  }

  /// m²; 0 for points and lines.
  public var area: Double { polygons.reduce(0) { $0 + $1.area } }

  /// Length of lines, m; 0 for points and areas.
  public var length: Double {
    let lines: [[Point]] =
      switch self {
      case .lineString(let points): [points]
      case .multiLineString(let lines): lines
      case .point, .polygon, .multiPoint, .multiPolygon: []
      }
    return lines.reduce(0) { total, line in
      total + zip(line, line.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) }
    }
  }

  /// The smallest upright box around every position; nil for a geometry without positions.
  public var boundingBox: BoundingBox? { BoundingBox(around: points) }

  /// The same shape moved by (dx, dy), m.
  public func translated(dx: Double, dy: Double) -> Geometry { mapPoints { $0.translated(dx: dx, dy: dy) } }

  func mapPoints(_ transform: (Point) -> Point) -> Geometry {
    func polygon(_ p: Polygon) -> Polygon {
      Polygon(exterior: p.exterior.map(transform), holes: p.holes.map { $0.map(transform) })
    }
    return switch self {
    case .point(let p): .point(transform(p))
    case .lineString(let points): .lineString(points.map(transform))
    case .polygon(let p): .polygon(polygon(p))
    case .multiPoint(let points): .multiPoint(points.map(transform))
    case .multiPolygon(let polygons): .multiPolygon(polygons.map(polygon))
    case .multiLineString(let lines): .multiLineString(lines.map { $0.map(transform) })
    }
  }
}
