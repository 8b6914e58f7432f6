import CGDAL
import Geometry

/// Versions of the libraries that files pass through. Equal bytes mean equal versions, so receipts record them.
public struct GeoLibraryVersions: Hashable, Codable, Sendable {
  public var gdal: String
  public var proj: String
  public var geos: String

  /// The libraries of this process.
  public static var current: GeoLibraryVersions {
    var major: Int32 = 0
    var minor: Int32 = 0
    var patch: Int32 = 0
    OSRGetPROJVersion(&major, &minor, &patch)
    return GeoLibraryVersions(
      gdal: GDALVersionInfo("RELEASE_NAME").map { String(cString: $0) } ?? "?", proj: "\(major).\(minor).\(patch)",
      geos: GEOSLibrary.version)
  }
}
