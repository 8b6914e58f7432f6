/// Geometries as whole numbers, for digests: two drawings that agree to the millimetre are the same.
extension Point {
  /// x and y in whole millimetres, halves away from zero.
  /// - Throws: `GeometryError.notFinite` for NaN, infinity and numbers that do not fit.
  public var millimetres: (x: Int64, y: Int64) {
    get throws {
      guard let mx = Int64(exactly: (x * 1000).rounded()), let my = Int64(exactly: (y * 1000).rounded()) else {
        throw GeometryError.notFinite(FeaturePlace())
      }
      return (mx, my)
    }
  }
}

extension Geometry {
  /// The geometry in integer millimetres: a code of the kind, then counts, then x, y, x, y, ...
  ///
  /// Counts stand before what they count, so that no two geometries share a form: `[0, x, y]` point;
  /// `[1, n, x, y, ...]` line; `[2, rings, n, x, y, ..., n, ...]` polygon; `[3, polygons, rings, n, ...]`
  /// multipolygon; `[4, lines, n, ...]` multiline; `[5, n, x, y, ...]` multipoint.
  /// - Throws: `GeometryError.notFinite`.
  public var millimetreCoordinates: [Int64] {
    get throws {
      var out: [Int64] = []
      func append(_ points: [Point]) throws {
        out.append(Int64(points.count))
        for point in points {
          let (x, y) = try point.millimetres
          out.append(x)
          out.append(y)
        }
      }
      func append(_ polygon: Polygon) throws {
        out.append(Int64(polygon.rings.count))
        for ring in polygon.rings { try append(ring) }
      }
      switch self {
      case .point(let point):
        let (x, y) = try point.millimetres
        out = [0, x, y]
      case .lineString(let points):
        out = [1]
        try append(points)
      case .polygon(let polygon):
        out = [2]
        try append(polygon)
      case .multiPolygon(let polygons):
        out = [3, Int64(polygons.count)]
        for polygon in polygons { try append(polygon) }
      case .multiLineString(let lines):
        out = [4, Int64(lines.count)]
        for line in lines { try append(line) }
      case .multiPoint(let points):
        out = [5]
        try append(points)
      }
      return out
    }
  }
}
