import CGEOS

/// One thread's own GEOS: the reentrant interface keeps errors and memory apart, so callers on several threads
/// do not meet. Frees every geometry it handed out when `run` ends.
final class GEOSContext {
  let handle: GEOSContextHandle_t
  private(set) var lastMessage = ""
  private var owned: [OpaquePointer] = []

  private init(handle: GEOSContextHandle_t) { self.handle = handle }

  /// Calls `body` with a fresh context.
  static func run<R>(_ body: (GEOSContext) throws -> R) throws -> R {
    guard let handle = GEOS_init_r() else {
      throw GeometryError.operationFailed(operation: "init", reason: "GEOS did not start")
    }
    let context = GEOSContext(handle: handle)
    let pointer = Unmanaged.passUnretained(context).toOpaque()
    _ = GEOSContext_setErrorMessageHandler_r(
      handle,
      { message, data in
        guard let message, let data else { return }
        Unmanaged<GEOSContext>.fromOpaque(data).takeUnretainedValue().lastMessage = String(cString: message)
      }, pointer)
    defer {
      for geometry in context.owned { GEOSGeom_destroy_r(handle, geometry) }
      GEOS_finish_r(handle)
    }
    return try withExtendedLifetime(context) { try body(context) }
  }

  /// Takes ownership of a result, or throws GEOS's reason when there is none.
  func own(_ geometry: OpaquePointer?, _ operation: String) throws -> OpaquePointer {
    guard let geometry else { throw failure(operation) }
    owned.append(geometry)
    return geometry
  }

  func failure(_ operation: String) -> GeometryError {
    .operationFailed(operation: operation, reason: lastMessage.isEmpty ? "GEOS gives no reason" : lastMessage)
  }

  /// GEOS predicates answer 0, 1, or 2 for an exception.
  func truth(_ answer: CChar, _ operation: String) throws -> Bool {
    guard answer == 0 || answer == 1 else { throw failure(operation) }
    return answer == 1
  }

  /// A geometry as GEOS sees it, owned by this context.
  func geometry(_ geometry: Geometry) throws -> OpaquePointer { try own(make(geometry), "geometry") }

  // What `make` returns is not owned yet: collections take ownership of their parts.
  private func make(_ geometry: Geometry) throws -> OpaquePointer {
    switch geometry {
    case .point(let p): return try required(GEOSGeom_createPointFromXY_r(handle, p.x, p.y))
    case .lineString(let points):
      return try required(GEOSGeom_createLineString_r(handle, sequence(points, closed: false)))
    case .polygon(let p): return try make(p)
    case .multiPoint(let points):
      return try collection(GEOS_MULTIPOINT, points.map { try make(.point($0)) })
    case .multiLineString(let lines):
      return try collection(GEOS_MULTILINESTRING, lines.map { try make(.lineString($0)) })
    case .multiPolygon(let polygons):
      return try collection(GEOS_MULTIPOLYGON, polygons.map { try make($0) })
    }
  }

  private func make(_ polygon: Polygon) throws -> OpaquePointer {
    let shell = try required(GEOSGeom_createLinearRing_r(handle, sequence(polygon.exterior, closed: true)))
    var holes: [OpaquePointer?] = try polygon.holes.map {
      try required(GEOSGeom_createLinearRing_r(handle, sequence($0, closed: true)))
    }
    return try required(GEOSGeom_createPolygon_r(handle, shell, &holes, UInt32(holes.count)))
  }

  private func collection(_ type: GEOSGeomTypes, _ parts: [OpaquePointer]) throws -> OpaquePointer {
    var parts: [OpaquePointer?] = parts
    return try required(GEOSGeom_createCollection_r(handle, Int32(type.rawValue), &parts, UInt32(parts.count)))
  }

  private func sequence(_ points: [Point], closed: Bool) throws -> OpaquePointer {
    var flat: [Double] = []
    flat.reserveCapacity((points.count + 1) * 2)
    for point in points + (closed ? Array(points.prefix(1)) : []) {
      flat.append(point.x)
      flat.append(point.y)
    }
    return try required(GEOSCoordSeq_copyFromBuffer_r(handle, flat, UInt32(flat.count / 2), 0, 0))
  }

  private func required(_ pointer: OpaquePointer?) throws -> OpaquePointer {
    guard let pointer else { throw failure("geometry") }
    return pointer
  }

  /// The polygons of a GEOS result; lines and points that an overlay leaves are not areas and are dropped.
  func polygons(of geometry: OpaquePointer) throws -> [Polygon] {
    switch GEOSGeomTypes(UInt32(bitPattern: GEOSGeomTypeId_r(handle, geometry))) {
    case GEOS_POLYGON:
      if GEOSisEmpty_r(handle, geometry) == 1 { return [] }
      let count = GEOSGetNumInteriorRings_r(handle, geometry)
      return [
        Polygon(
          exterior: try ring(GEOSGetExteriorRing_r(handle, geometry)),
          holes: try (0..<max(0, count)).map { try ring(GEOSGetInteriorRingN_r(handle, geometry, $0)) })
      ]
    case GEOS_MULTIPOLYGON, GEOS_GEOMETRYCOLLECTION:
      return try (0..<max(0, GEOSGetNumGeometries_r(handle, geometry))).flatMap { index in
        guard let part = GEOSGetGeometryN_r(handle, geometry, index) else { throw failure("parts") }
        return try polygons(of: part)
      }
    default: return []
    }
  }

  private func ring(_ ring: OpaquePointer?) throws -> [Point] {
    guard let ring, let sequence = GEOSGeom_getCoordSeq_r(handle, ring) else { throw failure("ring") }
    var count: UInt32 = 0
    guard GEOSCoordSeq_getSize_r(handle, sequence, &count) == 1, count > 0 else { throw failure("ring") }
    var flat = [Double](repeating: 0, count: Int(count) * 2)
    guard GEOSCoordSeq_copyToBuffer_r(handle, sequence, &flat, 0, 0) == 1 else { throw failure("ring") }
    return (0..<Int(count) - 1).map { Point(flat[2 * $0], flat[2 * $0 + 1]) }
  }
}
