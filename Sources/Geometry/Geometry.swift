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
}

/// A polygon with holes. Rings are closed implicitly: the first point is not repeated at the end.
public struct Polygon: Hashable, Codable, Sendable {
  public var exterior: [Point]
  public var holes: [[Point]]

  public init(exterior: [Point], holes: [[Point]] = []) {
    self.exterior = exterior
    self.holes = holes
  }

  /// Area by the shoelace formula, holes taken off, m².
  public var area: Double {
    abs(Self.signedArea(exterior)) - holes.reduce(0) { $0 + abs(Self.signedArea($1)) }
  }

  static func signedArea(_ ring: [Point]) -> Double {
    guard let last = ring.last else { return 0 }
    var twice = 0.0
    var previous = last
    for point in ring {
      twice += previous.x * point.y - point.x * previous.y
      previous = point
    }
    return twice / 2
  }
}

/// The simple features that layers and plans are made of.
public enum Geometry: Hashable, Codable, Sendable {
  case point(Point)
  case lineString([Point])
  case polygon(Polygon)
  case multiPolygon([Polygon])
  case multiLineString([[Point]])
}

/// A geometry with attributes.
public struct Feature: Hashable, Sendable {
  public var id: String?
  public var geometry: Geometry
  /// Attributes as the file gave them.
  public var properties: [String: PropertyValue]

  public init(id: String? = nil, geometry: Geometry, properties: [String: PropertyValue] = [:]) {
    self.id = id
    self.geometry = geometry
    self.properties = properties
  }
}

/// The value of an attribute.
public enum PropertyValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case text(String)

  public var number: Double? { if case .number(let value) = self { value } else { nil } }
  public var text: String? { if case .text(let value) = self { value } else { nil } }
}

/// A set of features in one coordinate system.
public struct FeatureSet: Hashable, Sendable {
  /// EPSG code.
  public var epsg: Int
  public var features: [Feature]

  public init(epsg: Int = 28992, features: [Feature]) {
    self.epsg = epsg
    self.features = features
  }
}
