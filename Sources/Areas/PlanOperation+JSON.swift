import Essentials
import Foundation
import Geometry

/// The form in which programs exchange single operations: `{"place": Feature}`, `{"reshape": {"measure": ID,
/// "geometry": Geometry}}`, `{"setProperties": {"measure": ID, "properties": {...}}}`, `{"remove": ID}`,
/// `{"undo": OPERATION}`, `{"batch": [...]}`. Shapes are GeoJSON in RD New; between programs that know this, they do not
/// say so themselves.
extension PlanOperation {
  /// - Throws: `GeometryError` for coordinates that GeoJSON in RD New cannot hold.
  public func exchangeForm() throws -> JSONValue {
    switch self {
    case .place(let measure): ["place": try Self.feature(of: measure)]
    case .reshape(let id, let geometry): ["reshape": ["measure": .string(id), "geometry": try Self.json(geometry)]]
    case .setProperties(let id, let properties):
      ["setProperties": ["measure": .string(id), "properties": .object(properties.mapValues { .number($0) })]]
    case .remove(let id): ["remove": .string(id)]
    case .undo(let id): ["undo": .string(id)]
    case .batch(let operations): ["batch": .array(try operations.map { try $0.exchangeForm() })]
    }
  }

  /// - Throws: `YAMLError` with the key; `GeometryError`; `PlanError.badFeature`, `.badBatch`.
  public init(_ document: JSONDocument) throws { try self.init(document, isInBatch: false) }

  private init(_ document: JSONDocument, isInBatch: Bool) throws {
    let members = try document.members(allowing: [
      "place", "reshape", "setProperties", "remove", "undo", "batch",
    ])
    guard members.values.count == 1, let kind = members.values.keys.first else {
      throw YAMLError.wrongKind(
        document.location, expected: LocalizedText(nl: "precies één bewerking", en: "exactly one operation"))
    }
    let body = try members.required(kind)
    switch kind {
    case "place": self = .place(try Self.measure(body))
    case "reshape":
      let parts = try body.members(allowing: ["measure", "geometry"])
      self = .reshape(
        measure: try parts.required("measure").string(), try Self.geometry(parts.required("geometry")))
    case "setProperties":
      let parts = try body.members(allowing: ["measure", "properties"])
      let properties = try parts.required("properties")
      let numbers = try properties.members().values.keys.sorted().map { name in
        (name, try properties.members().required(name).number())
      }
      self = .setProperties(
        measure: try parts.required("measure").string(), Dictionary(uniqueKeysWithValues: numbers))
    case "remove": self = .remove(measure: try body.string())
    case "undo" where !isInBatch: self = .undo(operation: try body.string())
    case "batch" where !isInBatch:
      self = .batch(try body.list().map { try PlanOperation($0, isInBatch: true) })
    default: throw PlanError.badBatch
    }
  }

  private static let crs: JSONValue = ["type": "name", "properties": ["name": .string(RDNew.urn)]]

  private static func feature(of measure: Measure) throws -> JSONValue {
    try JSONValue(parsing: PlanGeoJSON.data(of: [measure]))["features"]?.arrayValue?.first ?? .null
  }

  private static func json(_ geometry: Geometry) throws -> JSONValue {
    let set = FeatureSet(features: [Feature(geometry: geometry)])
    return try JSONValue(parsing: GeoJSON.write(set))["features"]?.arrayValue?.first?["geometry"] ?? .null
  }

  private static func measure(_ document: JSONDocument) throws -> Measure {
    guard let id = try document.members(allowing: ["type", "id", "geometry", "properties"])["id"] else {
      throw YAMLError.missingKey(document.location, name: "id")
    }
    _ = try id.string()
    let collection: JSONValue = ["type": "FeatureCollection", "crs": crs, "features": [document.value]]
    guard let measure = try PlanGeoJSON.measures(from: collection.canonicalData(), file: "").first else {
      throw YAMLError.missingKey(document.location, name: "place")
    }
    return measure
  }

  private static func geometry(_ document: JSONDocument) throws -> Geometry {
    var members = try document.members(allowing: ["type", "coordinates"]).values
    members["crs"] = crs
    guard let feature = try GeoJSON.read(JSONValue.object(members).canonicalData()).features.first else {
      throw YAMLError.missingKey(document.location, name: "coordinates")
    }
    return feature.geometry
  }
}
