import CGDAL
import Geometry

/// From OGR's geometries to ours.
enum OGRShape {
  /// The plane geometry, and whether arcs were turned into chords.
  /// - Throws: `GeometryError` with `place`.
  static func geometry(_ shape: OGRGeometryH, _ place: FeaturePlace) throws -> (geometry: Geometry, wasCurved: Bool) {
    let type = OGR_GT_Flatten(OGR_G_GetGeometryType(shape))
    guard OGR_GT_IsNonLinear(type) != 0 else { return (try linear(shape, place), false) }
    let isCurved = OGR_G_HasCurveGeometry(shape, 1) != 0
    guard let chords = OGR_G_GetLinearGeometry(shape, 4, nil) else {
      throw GeometryError.unsupportedType(place, found: name(shape))
    }
    defer { OGR_G_DestroyGeometry(chords) }
    return (try linear(chords, place), isCurved)
  }

  private static func linear(_ shape: OGRGeometryH, _ place: FeaturePlace) throws -> Geometry {
    switch OGR_GT_Flatten(OGR_G_GetGeometryType(shape)) {
    case wkbPoint: return .point(try points(shape, place)[0])
    case wkbLineString: return .lineString(try points(shape, place))
    case wkbPolygon: return .polygon(try polygon(shape, place))
    case wkbMultiPoint: return .multiPoint(try parts(shape, place) { try points($0, place)[0] })
    case wkbMultiLineString: return .multiLineString(try parts(shape, place) { try points($0, place) })
    case wkbMultiPolygon: return .multiPolygon(try parts(shape, place) { try polygon($0, place) })
    default: throw GeometryError.unsupportedType(place, found: name(shape))
    }
  }

  private static func parts<T>(
    _ shape: OGRGeometryH, _ place: FeaturePlace, _ part: (OGRGeometryH) throws -> T
  ) throws -> [T] {
    try (0..<max(0, OGR_G_GetGeometryCount(shape))).map { index in
      guard let child = OGR_G_GetGeometryRef(shape, index) else { throw GeometryError.emptyGeometry(place) }
      return try part(child)
    }
  }

  private static func polygon(_ shape: OGRGeometryH, _ place: FeaturePlace) throws -> Polygon {
    let rings = try parts(shape, place) { ring in
      let closed = try points(ring, place)
      guard closed.count >= 4 else {
        throw GeometryError.tooFewPositions(place, found: closed.count, needed: 4)
      }
      guard closed.first == closed.last else { throw GeometryError.ringNotClosed(place) }
      return Array(closed.dropLast())
    }
    guard let exterior = rings.first else { throw GeometryError.emptyGeometry(place) }
    return Polygon(exterior: exterior, holes: Array(rings.dropFirst()))
  }

  private static func points(_ shape: OGRGeometryH, _ place: FeaturePlace) throws -> [Point] {
    let count = Int(OGR_G_GetPointCount(shape))
    guard count > 0 else { throw GeometryError.emptyGeometry(place) }
    var x = [Double](repeating: 0, count: count)
    var y = [Double](repeating: 0, count: count)
    let stride = Int32(MemoryLayout<Double>.stride)
    guard Int(OGR_G_GetPoints(shape, &x, stride, &y, stride, nil, 0)) == count else {
      throw GeometryError.emptyGeometry(place)
    }
    return zip(x, y).map { Point($0, $1) }
  }

  private static func name(_ shape: OGRGeometryH) -> String {
    OGR_G_GetGeometryName(shape).map { String(cString: $0) } ?? "?"
  }
}
