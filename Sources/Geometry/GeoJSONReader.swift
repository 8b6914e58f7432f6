import Essentials
import Foundation

/// One reading of one GeoJSON text.
struct GeoJSONReader {
  let file: String?

  func read(_ data: Data) throws -> FeatureSet {
    let document: Document
    do {
      document = try JSONDecoder().decode(Document.self, from: data)
    } catch let error as DecodingError {
      throw malformed(error, data)
    }
    try requireRDNew(document)
    let features: [Feature]
    switch document.content {
    case .collection(let raw):
      features = try raw.enumerated().map { index, feature in
        try Self.feature(feature, FeaturePlace(file: file, index: index, id: feature.id))
      }
    case .feature(let raw):
      features = [try Self.feature(raw, FeaturePlace(file: file, id: raw.id))]
    case .geometry(let raw):
      let place = FeaturePlace(file: file)
      features = [Feature(geometry: try Self.geometry(raw, place))]
    case .unknown(let type):
      throw GeometryError.unsupportedType(FeaturePlace(file: file), found: type)
    }
    return FeatureSet(features: features)
  }

  private func requireRDNew(_ document: Document) throws {
    switch document.crs {
    case nil, .some(.null): throw GeometryError.missingCRS(file: file)
    case .some(let crs):
      guard let name = crs["properties"]?["name"]?.stringValue else {
        throw GeometryError.wrongCRS(file: file, found: "?")
      }
      guard Self.isRDNew(name) else { throw GeometryError.wrongCRS(file: file, found: name) }
    }
  }

  /// `EPSG:28992`, `urn:ogc:def:crs:EPSG::28992` (with or without a version) and the same for 7415.
  static func isRDNew(_ name: String) -> Bool {
    let parts = name.split(separator: ":", omittingEmptySubsequences: false).map { $0.lowercased() }
    guard let code = parts.last.flatMap({ Int($0) }), RDNew.isHorizontally(epsg: code) else { return false }
    return parts.count == 2 && parts[0] == "epsg"
      || parts.count == 7 && parts[..<5] == ["urn", "ogc", "def", "crs", "epsg"]
  }

  private static func feature(_ raw: RawFeature, _ place: FeaturePlace) throws -> Feature {
    guard raw.type == "Feature" else { throw GeometryError.unsupportedType(place, found: raw.type) }
    guard let geometry = raw.geometry else { throw GeometryError.missingGeometry(place) }
    let properties = try (raw.properties ?? [:]).mapValues(Self.property)
    return Feature(id: raw.id, geometry: try Self.geometry(geometry, place), properties: properties)
  }

  private static func property(_ value: JSONValue) throws -> PropertyValue {
    switch value {
    case .null: .null
    case .bool(let flag): .bool(flag)
    case .number(let number): .number(number)
    case .string(let text): .text(text)
    case .array, .object: .text(String(decoding: try value.canonicalData(), as: UTF8.self))
    }
  }

  private static func geometry(_ raw: RawGeometry, _ place: FeaturePlace) throws -> Geometry {
    let geometry: Geometry
    switch raw {
    case .point(let p): geometry = .point(try point(p, place))
    case .lineString(let line): geometry = .lineString(try points(line, place))
    case .polygon(let rings): geometry = .polygon(try polygon(rings, place))
    case .multiPoint(let list): geometry = .multiPoint(try points(list, place))
    case .multiLineString(let lines): geometry = .multiLineString(try lines.map { try points($0, place) })
    case .multiPolygon(let list): geometry = .multiPolygon(try list.map { try polygon($0, place) })
    case .unknown(let type): throw GeometryError.unsupportedType(place, found: type)
    }
    try geometry.requireUsable(place)
    return geometry
  }

  private static func polygon(_ rings: [[[Double]]], _ place: FeaturePlace) throws -> Polygon {
    let open = try rings.map { ring in
      let closed = try points(ring, place)
      guard closed.count >= 4 else {
        throw GeometryError.tooFewPositions(place, found: closed.count, needed: 4)
      }
      guard closed.first == closed.last else { throw GeometryError.ringNotClosed(place) }
      return Array(closed.dropLast())
    }
    guard let exterior = open.first else { throw GeometryError.emptyGeometry(place) }
    return Polygon(exterior: exterior, holes: Array(open.dropFirst()))
  }

  private static func points(_ list: [[Double]], _ place: FeaturePlace) throws -> [Point] {
    try list.map { try point($0, place) }
  }

  private static func point(_ position: [Double], _ place: FeaturePlace) throws -> Point {
    guard position.count >= 2 else { throw GeometryError.emptyGeometry(place) }
    return Point(position[0], position[1])
  }

  private func malformed(_ error: DecodingError, _ data: Data) -> GeometryError {
    let context: DecodingError.Context? =
      switch error {
      case .dataCorrupted(let context), .typeMismatch(_, let context), .valueNotFound(_, let context): context
      case .keyNotFound(let key, let context):
        .init(codingPath: context.codingPath + [key], debugDescription: "'\(key.stringValue)' is missing")
      @unknown default: nil
      }
    guard let context else {
      return .malformed(file: file, line: nil, column: nil, key: nil, reason: String(describing: error))
    }
    var key = ""
    for part in context.codingPath {
      if let index = part.intValue {
        key += "[\(index)]"
      } else {
        key += (key.isEmpty ? "" : ".") + part.stringValue
      }
    }
    let place = Self.syntaxError(in: data)
    return .malformed(
      file: file, line: place?.line, column: place?.column, key: key.isEmpty ? nil : key,
      reason: place?.reason ?? context.debugDescription)
  }

  /// The place of a syntax error, 1-based; nil when the text is JSON. The decoder does not tell it, the older parser
  /// tells it in words.
  private static func syntaxError(in data: Data) -> (line: Int, column: Int, reason: String)? {
    do {
      _ = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
      return nil
    } catch {
      let reason = (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String ?? String(describing: error)
      guard let offset = reason.firstMatch(of: /character (\d+)/).flatMap({ Int($0.1) }) else { return nil }
      let before = data.prefix(offset)
      let newline = UInt8(ascii: "\n")
      let line = before.reduce(1) { $0 + ($1 == newline ? 1 : 0) }
      let start = before.lastIndex(of: newline).map { $0 + 1 } ?? before.startIndex
      return (line, before.endIndex - start + 1, reason)
    }
  }
}

// The members as they stand in the text, before anything is judged.

private struct Document: Decodable {
  enum Content {
    case collection([RawFeature])
    case feature(RawFeature)
    case geometry(RawGeometry)
    case unknown(String)
  }

  enum CodingKeys: String, CodingKey { case type, crs, features }

  let crs: JSONValue?
  let content: Content

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    crs = try container.decodeIfPresent(JSONValue.self, forKey: .crs)
    let type = try container.decode(String.self, forKey: .type)
    switch type {
    case "FeatureCollection": content = .collection(try container.decode([RawFeature].self, forKey: .features))
    case "Feature": content = .feature(try RawFeature(from: decoder))
    default:
      let geometry = try RawGeometry(from: decoder)
      if case .unknown(let type) = geometry { content = .unknown(type) } else { content = .geometry(geometry) }
    }
  }
}

private struct RawFeature: Decodable {
  enum CodingKeys: String, CodingKey { case type, id, properties, geometry }

  let type: String
  let id: String?
  let properties: [String: JSONValue]?
  let geometry: RawGeometry?

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    type = try container.decode(String.self, forKey: .type)
    switch try container.decodeIfPresent(JSONValue.self, forKey: .id) {
    case nil, .some(.null): id = nil
    case .some(.string(let text)): id = text
    case .some(let value): id = String(decoding: try value.canonicalData(), as: UTF8.self)
    }
    properties = try container.decodeIfPresent([String: JSONValue].self, forKey: .properties)
    geometry = try container.decodeIfPresent(RawGeometry.self, forKey: .geometry)
  }
}

private enum RawGeometry: Decodable {
  case point([Double])
  case lineString([[Double]])
  case polygon([[[Double]]])
  case multiPoint([[Double]])
  case multiLineString([[[Double]]])
  case multiPolygon([[[[Double]]]])
  case unknown(String)

  enum CodingKeys: String, CodingKey { case type, coordinates }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func coordinates<T: Decodable>() throws -> T { try container.decode(T.self, forKey: .coordinates) }
    let type = try container.decode(String.self, forKey: .type)
    self =
      switch type {
      case "Point": .point(try coordinates())
      case "LineString": .lineString(try coordinates())
      case "Polygon": .polygon(try coordinates())
      case "MultiPoint": .multiPoint(try coordinates())
      case "MultiLineString": .multiLineString(try coordinates())
      case "MultiPolygon": .multiPolygon(try coordinates())
      default: .unknown(type)
      }
  }
}
