import CGEOS
import Essentials

/// Overlays and predicates by GEOS. Safe on any thread.
extension Geometry {
  /// Whether the geometry obeys Simple Features, with the reason and the place where not.
  /// - Throws: `GeometryError.operationFailed`.
  public func validity() throws -> GeometryValidity {
    // Simple Features calls an empty geometry valid; nothing here has a use for one.
    if paths.isEmpty || paths.contains(where: \.isEmpty) {
      return .invalid(reason: LocalizedText(nl: "De geometrie is leeg", en: "The geometry is empty"), at: nil)
    }
    return try GEOSContext.run { context in
      let geometry: OpaquePointer
      // GEOS refuses to build rings of fewer than three different positions instead of judging them.
      do {
        geometry = try context.geometry(self)
      } catch GeometryError.operationFailed(_, let reason) {
        return .invalid(reason: GeometryValidity.words(reason), at: points.first)
      }
      var reason: UnsafeMutablePointer<CChar>?
      var location: OpaquePointer?
      let answer = GEOSisValidDetail_r(context.handle, geometry, 0, &reason, &location)
      defer {
        if let reason { GEOSFree_r(context.handle, reason) }
        if let location { GEOSGeom_destroy_r(context.handle, location) }
      }
      if try context.truth(answer, "isValid") { return .valid }
      var x = 0.0
      var y = 0.0
      let known =
        location.map {
          GEOSGeomGetX_r(context.handle, $0, &x) == 1 && GEOSGeomGetY_r(context.handle, $0, &y) == 1
        } ?? false
      return .invalid(
        reason: GeometryValidity.words(reason.map { String(cString: $0) } ?? "?"), at: known ? Point(x, y) : nil)
    }
  }

  /// m² that both cover.
  /// - Throws: `GeometryError.operationFailed`, for invalid polygons among others.
  public func intersectionArea(with other: Geometry) throws -> Double {
    guard let box = boundingBox, let otherBox = other.boundingBox, box.intersects(otherBox) else { return 0 }
    return try GEOSContext.run { context in
      let a = try context.geometry(self)
      let b = try context.geometry(other)
      let overlap = try context.own(GEOSIntersection_r(context.handle, a, b), "intersection")
      var area = 0.0
      guard GEOSArea_r(context.handle, overlap, &area) == 1 else { throw context.failure("area") }
      return area
    }
  }

  /// The area that both cover; nil where they have no area in common.
  /// - Throws: `GeometryError.operationFailed`.
  public func intersection(with other: Geometry) throws -> Geometry? {
    try overlay(other, "intersection") { GEOSIntersection_r($0, $1, $2) }
  }

  /// The area that either covers; nil where neither has area.
  /// - Throws: `GeometryError.operationFailed`.
  public func union(with other: Geometry) throws -> Geometry? {
    try overlay(other, "union") { GEOSUnion_r($0, $1, $2) }
  }

  /// The area of this one that the other does not cover; nil where nothing is left.
  /// - Throws: `GeometryError.operationFailed`.
  public func difference(from other: Geometry) throws -> Geometry? {
    try overlay(other, "difference") { GEOSDifference_r($0, $1, $2) }
  }

  private func overlay(
    _ other: Geometry, _ name: String,
    _ operation: (GEOSContextHandle_t, OpaquePointer, OpaquePointer) -> OpaquePointer?
  ) throws -> Geometry? {
    try GEOSContext.run { context in
      let a = try context.geometry(self)
      let b = try context.geometry(other)
      return Geometry(
        polygons: try context.polygons(of: context.own(operation(context.handle, a, b), name)))
    }
  }

  /// Whether they share at least one position (touching counts).
  /// - Throws: `GeometryError.operationFailed`.
  public func intersects(_ other: Geometry) throws -> Bool {
    guard let box = boundingBox, let otherBox = other.boundingBox, box.intersects(otherBox) else { return false }
    return try predicate(other, "intersects") { GEOSIntersects_r($0, $1, $2) }
  }

  /// Whether no position of `other` is outside this one and their interiors meet (Simple Features `contains`).
  /// - Throws: `GeometryError.operationFailed`.
  public func contains(_ other: Geometry) throws -> Bool {
    guard let box = boundingBox, let otherBox = other.boundingBox, box.contains(otherBox) else { return false }
    return try predicate(other, "contains") { GEOSContains_r($0, $1, $2) }
  }

  private func predicate(
    _ other: Geometry, _ name: String, _ test: (GEOSContextHandle_t, OpaquePointer, OpaquePointer) -> CChar
  ) throws -> Bool {
    try GEOSContext.run { context in
      let a = try context.geometry(self)
      let b = try context.geometry(other)
      return try context.truth(test(context.handle, a, b), name)
    }
  }

  /// The shortest distance, m; 0 where they meet.
  /// - Throws: `GeometryError.operationFailed`, for empty geometries among others.
  public func distance(to other: Geometry) throws -> Double {
    guard boundingBox != nil, other.boundingBox != nil else {
      throw GeometryError.operationFailed(operation: "distance", reason: "empty geometry")
    }
    return try GEOSContext.run { context in
      let a = try context.geometry(self)
      let b = try context.geometry(other)
      var distance = 0.0
      guard GEOSDistance_r(context.handle, a, b, &distance) == 1 else { throw context.failure("distance") }
      return distance
    }
  }

  /// Everything within `metres` of the geometry, with round ends and corners; negative shrinks areas.
  /// - Parameter quadrantSegments: chords in a quarter circle.
  /// - Returns: nil where nothing is left.
  /// - Throws: `GeometryError.operationFailed`.
  public func buffer(_ metres: Double, quadrantSegments: Int = 8) throws -> Geometry? {
    try GEOSContext.run { context in
      let geometry = try context.geometry(self)
      let result = try context.own(
        GEOSBuffer_r(context.handle, geometry, metres, Int32(clamping: max(1, quadrantSegments))), "buffer")
      return Geometry(polygons: try context.polygons(of: result))
    }
  }

  /// One polygon or a multipolygon; nil for none.
  public init?(polygons: [Polygon]) {
    guard let first = polygons.first else { return nil }
    self = polygons.count == 1 ? .polygon(first) : .multiPolygon(polygons)
  }
}

/// The geometry library that answers.
public enum GEOSLibrary {
  /// Such as `3.11.1-CAPI-1.17.1`.
  public static var version: String { GEOSversion().map { String(cString: $0) } ?? "?" }
}
