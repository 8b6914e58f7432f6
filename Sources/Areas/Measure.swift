import Essentials
import Geometry

/// A measure card by id and version.
public struct CardReference: Hashable, Codable, Sendable, CustomStringConvertible {
  public var id: String
  public var version: String

  public init(id: String, version: String) {
    self.id = id
    self.version = version
  }

  public var description: String { "\(id)@\(version)" }
}

/// One placed intervention.
public struct Measure: Hashable, Sendable {
  /// Permanent: made once by whoever drew it, never reused.
  public var id: String
  public var card: CardReference
  public var geometry: Geometry
  /// What the designer chose; the card's defaults hold for the rest.
  public var properties: [String: Double]

  public init(id: String, card: CardReference, geometry: Geometry, properties: [String: Double] = [:]) {
    self.id = id
    self.card = card
    self.geometry = geometry
    self.properties = properties
  }

  /// Every property of the card: the chosen value or the default.
  public func completed(by card: MeasureCard) -> [String: Double] {
    Dictionary(uniqueKeysWithValues: card.properties.map { ($0.id, properties[$0.id] ?? $0.defaultValue) })
  }

  /// The area a cost is counted over, m²; 0 for points.
  public var area: Double {
    switch geometry {
    case .polygon(let polygon): polygon.area
    case .multiPolygon(let polygons): polygons.reduce(0) { $0 + $1.area }
    case .point, .lineString, .multiLineString: 0
    }
  }

  /// The polygons of an area measure.
  public var polygons: [Polygon] {
    switch geometry {
    case .polygon(let polygon): [polygon]
    case .multiPolygon(let polygons): polygons
    case .point, .lineString, .multiLineString: []
    }
  }

  /// What counts for results, as JSON: the card's digest, the geometry in whole millimetres, the properties; never
  /// the id, notes or the author.
  public func scenarioForm(card: MeasureCard) -> JSONValue {
    .object([
      "card": .string(card.digest.hex),
      "geometry": Self.millimetres(geometry),
      "properties": .object(completed(by: card).mapValues { .number($0) }),
    ])
  }

  private static func millimetres(_ geometry: Geometry) -> JSONValue {
    func whole(_ value: Double) -> JSONValue { .number((value * 1000).rounded()) }
    func position(_ point: Point) -> JSONValue { .array([whole(point.x), whole(point.y)]) }
    func line(_ points: [Point]) -> JSONValue { .array(points.map(position)) }
    func rings(_ polygon: Polygon) -> JSONValue { .array(([polygon.exterior] + polygon.holes).map(line)) }
    return switch geometry {
    case .point(let point): ["point": position(point)]
    case .lineString(let points): ["line": line(points)]
    case .multiLineString(let lines): ["lines": .array(lines.map(line))]
    case .polygon(let polygon): ["polygons": .array([rings(polygon)])]
    case .multiPolygon(let polygons): ["polygons": .array(polygons.map(rings))]
    }
  }
}
