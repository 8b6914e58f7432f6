import CGDAL
import Essentials
import Geometry

/// GDAL as this house uses it: five formats, no network, no side files, one thread, nothing printed.
enum GDALLibrary {
  /// Sets the process up once; every entry point of the module starts with it.
  static let ready: Void = {
    for (key, value) in [
      // First of all, or the machine's own gdalrc would overrule what follows.
      ("GDAL_CONFIG_FILE", ""),
      // Side files would let a neighbour change what a file means, or leave traces beside it.
      ("GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR"), ("GDAL_PAM_ENABLED", "NO"),
      // No network and no plugins.
      ("GDAL_DRIVER_PATH", "disable"), ("CPL_VSIL_CURL_ALLOWED_EXTENSIONS", "{none}"),
      ("GDAL_HTTP_TIMEOUT", "1"),
      // The same whatever the machine; `CACHEMAX` in MB.
      ("GDAL_NUM_THREADS", "1"), ("GDAL_CACHEMAX", "64"), ("CPL_DEBUG", "OFF"), ("CPL_TIMESTAMP", "OFF"),
      ("GTIFF_IGNORE_READ_ERRORS", "NO"),
    ] {
      CPLSetConfigOption(key, value)
    }
    OSRSetPROJEnableNetwork(0)
    GDALRegister_GTiff()
    GDALRegister_AAIGrid()
    RegisterOGRGeoPackage()
    RegisterOGRGeoJSON()
    RegisterOGRShape()
  }()

  /// What GDAL said during a call.
  final class Messages {
    fileprivate(set) var failures: [String] = []

    /// The first reasons joined, without repeats.
    var reason: String {
      var seen = Set<String>()
      let unique = failures.filter { seen.insert($0).inserted }
      return unique.isEmpty ? "?" : unique.prefix(3).joined(separator: "; ")
    }
  }

  /// Calls `body` with this thread's GDAL messages collected instead of printed.
  static func quietly<R>(_ body: (Messages) throws -> R) rethrows -> R {
    ready
    let messages = Messages()
    CPLPushErrorHandlerEx(
      { level, _, text in
        guard let text, let data = CPLGetErrorHandlerUserData(), level.rawValue >= CE_Failure.rawValue else { return }
        let messages = Unmanaged<Messages>.fromOpaque(data).takeUnretainedValue()
        // A damaged file can complain at every block.
        if messages.failures.count < 20 { messages.failures.append(String(cString: text)) }
      }, Unmanaged.passUnretained(messages).toOpaque())
    defer { CPLPopErrorHandler() }
    return try withExtendedLifetime(messages) { try body(messages) }
  }

  /// Calls `body` with a NULL-ended list of C strings.
  static func withStrings<R>(
    _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> R
  ) -> R {
    var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    for string in strings { list = CSLAddString(list, string) }
    defer { CSLDestroy(list) }
    return body(list)
  }

  /// Calls `body` with RD New.
  static func withRDNew<R>(file: String, _ body: (OGRSpatialReferenceH) throws -> R) throws -> R {
    guard let system = OSRNewSpatialReference(nil) else {
      throw GeoFormatError.writeFailed(file: file, reason: "OSRNewSpatialReference")
    }
    defer { OSRDestroySpatialReference(system) }
    guard OSRImportFromEPSG(system, Int32(RDNew.epsg)) == OGRERR_NONE else {
      throw GeoFormatError.writeFailed(file: file, reason: "EPSG:\(RDNew.epsg) is not in PROJ's database")
    }
    return try body(system)
  }

  /// Refuses any system that is not RD New in the plane. Heights beside it (EPSG:7415) are welcome.
  static func requireRDNew(_ system: OGRSpatialReferenceH?, file: String) throws {
    guard let system else { throw GeoFormatError.missingCRS(file: file) }
    if let code = OSRGetAuthorityCode(system, "PROJCS").flatMap({ Int(String(cString: $0)) }),
      OSRGetAuthorityName(system, "PROJCS").map({ String(cString: $0).uppercased() }) == "EPSG"
    {
      guard RDNew.isHorizontally(epsg: code) else {
        throw GeoFormatError.wrongCRS(file: file, found: "EPSG:\(code) (\(name(of: system)))")
      }
      return
    }
    // Shapefiles and older tools give the definition without its code. PROJ says 70 for the same definition under
    // another name.
    var count: Int32 = 0
    var confidences: UnsafeMutablePointer<Int32>?
    let matches = OSRFindMatches(system, nil, &count, &confidences)
    defer {
      if let matches { OSRFreeSRSArray(matches) }
      if let confidences { VSIFree(confidences) }
    }
    for index in 0..<Int(count) {
      guard let match = matches?[index], let confidence = confidences?[index], confidence >= 70,
        let code = OSRGetAuthorityCode(match, nil).flatMap({ Int(String(cString: $0)) })
      else { continue }
      if RDNew.isHorizontally(epsg: code) { return }
    }
    throw GeoFormatError.wrongCRS(file: file, found: name(of: system))
  }

  private static func name(of system: OGRSpatialReferenceH) -> String {
    OSRGetName(system).map { String(cString: $0) } ?? "?"
  }
}
