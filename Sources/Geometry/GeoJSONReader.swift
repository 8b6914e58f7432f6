import Essentials
import Foundation

/// One reading of one GeoJSON text.
struct GeoJSONReader {
  let file: String?

  func read(_ data: Data) throws -> FeatureSet {
    let root = try object(parse(data), "")
    let type = try text(root["type"], "type")
    switch type {
    case "FeatureCollection":
      let list = try array(root["features"], "features")
      try requireRDNew(root["crs"])
      return FeatureSet(
        features: try list.enumerated().map { index, value in
          let path = "features[\(index)]"
          let raw = try object(value, path)
          return try feature(raw, FeaturePlace(file: file, index: index, id: id(of: raw)), path + ".")
        })
    case "Feature":
      try requireRDNew(root["crs"])
      return FeatureSet(features: [try feature(root, FeaturePlace(file: file, id: id(of: root)), "")])
    default:
      let place = FeaturePlace(file: file)
      guard Self.types.contains(type) else { throw GeometryError.unsupportedType(place, found: type) }
      try requireRDNew(root["crs"])
      return FeatureSet(features: [Feature(geometry: try geometry(root, place, ""))])
    }
  }

  // Objects

  private func requireRDNew(_ crs: Any?) throws {
    guard let crs = try presentObject(crs, "crs") else { throw GeometryError.missingCRS(file: file) }
    let name = (crs["properties"] as? [String: Any])?["name"] as? String
    guard let name, Self.isRDNew(name) else { throw GeometryError.wrongCRS(file: file, found: name ?? "?") }
  }

  /// `EPSG:28992`, `urn:ogc:def:crs:EPSG::28992` (with or without a version) and the same for 7415.
  static func isRDNew(_ name: String) -> Bool {
    let parts = name.split(separator: ":", omittingEmptySubsequences: false).map { $0.lowercased() }
    guard let code = parts.last.flatMap({ Int($0) }), RDNew.isHorizontally(epsg: code) else { return false }
    return parts.count == 2 && parts[0] == "epsg"
      || parts.count == 7 && parts[..<5] == ["urn", "ogc", "def", "crs", "epsg"]
  }

  private func feature(_ raw: [String: Any], _ place: FeaturePlace, _ path: String) throws -> Feature {
    let type = try text(raw["type"], path + "type")
    guard type == "Feature" else { throw GeometryError.unsupportedType(place, found: type) }
    guard let shape = try presentObject(raw["geometry"], path + "geometry") else {
      throw GeometryError.missingGeometry(place)
    }
    let properties = try presentObject(raw["properties"], path + "properties") ?? [:]
    let geometry = try geometry(shape, place, path + "geometry.")
    return Feature(id: place.id, geometry: geometry, properties: try properties.mapValues(property))
  }

  /// A text, or a number as its text.
  private func id(of raw: [String: Any]) throws -> String? {
    switch try json(raw["id"]) {
    case .null: nil
    case .string(let text): text
    case let value: String(decoding: try value.canonicalData(), as: UTF8.self)
    }
  }

  private func property(_ value: Any) throws -> PropertyValue {
    let value = try json(value)
    return switch value {
    case .null: .null
    case .bool(let flag): .bool(flag)
    case .number(let number): .number(number)
    case .string(let text): .text(text)
    case .array, .object: .text(String(decoding: try value.canonicalData(), as: UTF8.self))
    }
  }

  // Swift's own types come first throughout: asking them whether they are an `NSNumber` or `NSNull` converts them.
  private func json(_ value: Any?) throws -> JSONValue {
    switch value {
    case let text as String: .string(text)
    case let members as [String: Any]: .object(try members.mapValues(json))
    case let items as [Any]: .array(try items.map(json))
    case let number as NSNumber: Self.isBoolean(number) ? .bool(number.boolValue) : .number(number.doubleValue)
    default: .null
    }
  }

  // Coordinates

  private static let types: Set<String> = [
    "Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon",
  ]

  private func geometry(_ raw: [String: Any], _ place: FeaturePlace, _ path: String) throws -> Geometry {
    let type = try text(raw["type"], path + "type")
    guard Self.types.contains(type) else { throw GeometryError.unsupportedType(place, found: type) }
    let path = path + "coordinates"
    let list = try array(raw["coordinates"], path)
    let geometry: Geometry =
      switch type {
      case "Point": .point(try point(list, place, path))
      case "LineString": .lineString(try points(list, place, path))
      case "Polygon": .polygon(try polygon(list, place, path))
      case "MultiPoint": .multiPoint(try points(list, place, path))
      case "MultiLineString": .multiLineString(try parts(list, path) { try points($0, place, $1) })
      default: .multiPolygon(try parts(list, path) { try polygon($0, place, $1) })
      }
    try geometry.requireUsable(place)
    return geometry
  }

  private func parts<T>(_ list: [Any], _ path: String, _ part: ([Any], String) throws -> T) throws -> [T] {
    try list.enumerated().map { index, value in
      let path = "\(path)[\(index)]"
      return try part(array(value, path), path)
    }
  }

  private func polygon(_ rings: [Any], _ place: FeaturePlace, _ path: String) throws -> Polygon {
    let open = try parts(rings, path) { ring, path in
      let closed = try points(ring, place, path)
      guard closed.count >= 4 else {
        throw GeometryError.tooFewPositions(place, found: closed.count, needed: 4)
      }
      guard closed.first == closed.last else { throw GeometryError.ringNotClosed(place) }
      return Array(closed.dropLast())
    }
    guard let exterior = open.first else { throw GeometryError.emptyGeometry(place) }
    return Polygon(exterior: exterior, holes: Array(open.dropFirst()))
  }

  private func points(_ list: [Any], _ place: FeaturePlace, _ path: String) throws -> [Point] {
    try list.indices.map { index in
      try point(array(list[index], "\(path)[\(index)]"), place, "\(path)[\(index)]")
    }
  }

  /// The path is made only when it is needed: there are many positions.
  private func point(_ position: [Any], _ place: FeaturePlace, _ path: @autoclosure () -> String) throws -> Point {
    guard position.count >= 2 else { throw GeometryError.emptyGeometry(place) }
    return Point(try number(position[0], "\(path())[0]"), try number(position[1], "\(path())[1]"))
  }

  // Members of the right kind

  private func object(_ value: Any?, _ path: @autoclosure () -> String) throws -> [String: Any] {
    guard let members = value as? [String: Any] else {
      throw wrong(path(), LocalizedText(nl: "hier hoort een object { }", en: "an object { } is expected here"))
    }
    return members
  }

  /// nil for a member that is absent or null.
  private func presentObject(_ value: Any?, _ path: @autoclosure () -> String) throws -> [String: Any]? {
    if let members = value as? [String: Any] { return members }
    guard let value, !(value is NSNull) else { return nil }
    return try object(value, path())
  }

  private func array(_ value: Any?, _ path: @autoclosure () -> String) throws -> [Any] {
    guard let items = value as? [Any] else {
      throw wrong(path(), LocalizedText(nl: "hier hoort een lijst [ ]", en: "a list [ ] is expected here"))
    }
    return items
  }

  private func text(_ value: Any?, _ path: @autoclosure () -> String) throws -> String {
    guard let text = value as? String else {
      throw wrong(path(), LocalizedText(nl: "hier hoort een tekst", en: "a text is expected here"))
    }
    return text
  }

  private func number(_ value: Any, _ path: @autoclosure () -> String) throws -> Double {
    guard let number = value as? NSNumber, !Self.isBoolean(number) else {
      throw wrong(path(), LocalizedText(nl: "hier hoort een getal", en: "a number is expected here"))
    }
    return number.doubleValue
  }

  /// Foundation keeps `true` as a number of C's type `char`, which no JSON number has.
  private static func isBoolean(_ number: NSNumber) -> Bool { number.objCType[0] == CChar(UInt8(ascii: "c")) }

  private func wrong(_ path: String, _ reason: LocalizedText) -> GeometryError {
    .malformed(file: file, line: nil, column: nil, key: path.isEmpty ? nil : path, reason: reason)
  }

  // Syntax

  private func parse(_ data: Data) throws -> Any {
    do {
      return try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
    } catch {
      let reason = (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String ?? String(describing: error)
      // Foundation tells the place in words, as a count of characters.
      let place = reason.firstMatch(of: /character (\d+)/).flatMap { Int($0.1) }.map { offset in
        let before = data.prefix(offset)
        let newline = UInt8(ascii: "\n")
        let start = before.lastIndex(of: newline).map { $0 + 1 } ?? before.startIndex
        return (line: before.reduce(1) { $0 + ($1 == newline ? 1 : 0) }, column: before.endIndex - start + 1)
      }
      throw GeometryError.malformed(
        file: file, line: place?.line, column: place?.column, key: nil, reason: LocalizedText(verbatim: reason))
    }
  }
}
