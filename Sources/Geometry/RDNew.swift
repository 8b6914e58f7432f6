/// The Dutch national grid: Amersfoort / RD New, EPSG:28992, metres.
public enum RDNew {
  public static let epsg = 28992

  /// The name that the legacy `crs` member of GeoJSON carries (OGC URN of EPSG:28992).
  public static let urn = "urn:ogc:def:crs:EPSG::28992"

  /// Where coordinates can be Dutch. Wider than the land, narrow enough to catch degrees, swapped axes and
  /// other grids: in RD New every y is larger than every x (Kadaster, Handleiding RDNAPTRANS).
  public static let extent = BoundingBox(west: 0, south: 290_000, east: 300_000, north: 650_000)

  /// Whether an EPSG code is RD New in the plane: 28992 itself, or 7415, RD New with NAP heights.
  public static func isHorizontally(epsg: Int) -> Bool { epsg == 28992 || epsg == 7415 }
}
