import Essentials
import Foundation

/// GeoJSON in RD New: RFC 7946's objects with the `crs` member of GeoJSON 2008, as QGIS and the Dutch registers
/// exchange it. Nothing is guessed: a file without the member is in degrees and is refused.
public enum GeoJSON {
  /// Reads a FeatureCollection, a Feature or a bare geometry. Heights (third numbers) are dropped; nested
  /// attributes become JSON text.
  /// - Parameter file: the name to use in errors.
  /// - Throws: `GeometryError` naming the feature by index and id.
  public static func read(_ data: Data, file: String? = nil) throws -> FeatureSet {
    try GeoJSONReader(file: file).read(data)
  }

  /// The same set gives the same bytes: members in canonical order (RFC 8785), one feature a line, coordinates in
  /// metres to the millimetre, a final newline. Opens in QGIS.
  /// - Throws: `GeometryError` for another coordinate system, coordinates outside RD New, lines and rings that are
  ///   too short, and attributes that JSON cannot hold.
  public static func write(_ set: FeatureSet) throws -> Data {
    guard set.epsg == RDNew.epsg else { throw GeometryError.wrongCRS(file: nil, found: "EPSG:\(set.epsg)") }
    // `crs` comes first because streaming readers want it before the features.
    var out = Data("{\"crs\":{\"properties\":{\"name\":\"\(RDNew.urn)\"},\"type\":\"name\"},\"features\":[".utf8)
    for (index, feature) in set.features.enumerated() {
      out.append(contentsOf: (index == 0 ? "\n" : ",\n").utf8)
      try append(feature, place: FeaturePlace(index: index, id: feature.id), to: &out)
    }
    out.append(contentsOf: "\n],\"type\":\"FeatureCollection\"}\n".utf8)
    return out
  }

  private static func append(_ feature: Feature, place: FeaturePlace, to out: inout Data) throws {
    try feature.geometry.requireUsable(place)
    out.append(contentsOf: "{\"geometry\":".utf8)
    try append(feature.geometry, to: &out)
    if let id = feature.id {
      out.append(contentsOf: ",\"id\":".utf8)
      out.append(contentsOf: JSONValue.quoted(id).utf8)
    }
    out.append(contentsOf: ",\"properties\":".utf8)
    var members: [String: JSONValue] = [:]
    for (name, value) in feature.properties {
      if let number = value.number, !number.isFinite {
        throw GeometryError.unwritableProperty(place, name: name)
      }
      members[name] = value.json
    }
    out.append(try JSONValue.object(members).canonicalData())
    out.append(contentsOf: ",\"type\":\"Feature\"}".utf8)
  }

  private static func append(_ geometry: Geometry, to out: inout Data) throws {
    let (coordinates, type): (String, String) =
      switch geometry {
      case .point(let p): (try text(p), "Point")
      case .lineString(let line): (try text(line), "LineString")
      case .polygon(let p): (try text(p), "Polygon")
      case .multiPoint(let points): (try text(points), "MultiPoint")
      case .multiLineString(let lines): (try list(lines) { try text($0) }, "MultiLineString")
      case .multiPolygon(let polygons): (try list(polygons) { try text($0) }, "MultiPolygon")
      }
    out.append(contentsOf: "{\"coordinates\":\(coordinates),\"type\":\"\(type)\"}".utf8)
  }

  private static func list<T>(_ items: [T], _ text: (T) throws -> String) rethrows -> String {
    "[" + (try items.map(text)).joined(separator: ",") + "]"
  }

  private static func text(_ points: [Point]) throws -> String { try list(points) { try text($0) } }

  private static func text(_ polygon: Polygon) throws -> String {
    try list(polygon.rings) { ring in try text(ring + ring.prefix(1)) }
  }

  private static func text(_ point: Point) throws -> String {
    let (x, y) = try point.millimetres
    return "[\(metres(x)),\(metres(y))]"
  }

  /// Millimetres as a decimal number of metres without needless zeros, by integer arithmetic only.
  static func metres(_ millimetres: Int64) -> String {
    let size = millimetres.magnitude
    var text = (millimetres < 0 ? "-" : "") + "\(size / 1000)"
    var fraction = size % 1000
    if fraction > 0 {
      var digits = 3
      while fraction % 10 == 0 {
        fraction /= 10
        digits -= 1
      }
      let shown = "\(fraction)"
      text += "." + String(repeating: "0", count: digits - shown.count) + shown
    }
    return text
  }
}

extension PropertyValue {
  /// As JSON. Text that came from a list or an object stays text.
  public var json: JSONValue {
    switch self {
    case .null: .null
    case .bool(let flag): .bool(flag)
    case .number(let number): .number(number)
    case .text(let text): .string(text)
    }
  }
}

extension Geometry {
  /// Refuses what no reader or writer should pass on: empty, NaN, outside RD New, too short.
  /// - Throws: `GeometryError` with `place`.
  public func requireUsable(_ place: FeaturePlace = FeaturePlace()) throws {
    let paths = paths
    guard !paths.isEmpty, !paths.contains(where: \.isEmpty) else { throw GeometryError.emptyGeometry(place) }
    let needed =
      switch self {
      case .point, .multiPoint: 1
      case .lineString, .multiLineString: 2
      case .polygon, .multiPolygon: 3
      }
    for path in paths {
      guard path.count >= needed else {
        // Rings are counted as a file holds them, with the closing position.
        let closing = needed == 3 ? 1 : 0
        throw GeometryError.tooFewPositions(place, found: path.count + closing, needed: needed + closing)
      }
      for point in path {
        guard point.x.isFinite, point.y.isFinite else { throw GeometryError.notFinite(place) }
        guard RDNew.extent.contains(point) else { throw GeometryError.outsideRD(place, point) }
      }
    }
  }
}
