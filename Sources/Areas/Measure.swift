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

  /// What counts for results, as JSON: the card's digest, the geometry in whole millimetres, the properties; never
  /// the id, notes or the author.
  /// - Throws: `GeometryError` for coordinates that are no numbers.
  public func scenarioForm(card: MeasureCard) throws -> JSONValue {
    .object([
      "card": .string(card.digest.hex),
      "geometry": .array(try geometry.millimetreCoordinates.map { .number(Double($0)) }),
      "properties": .object(completed(by: card).mapValues { .number($0) }),
    ])
  }
}
