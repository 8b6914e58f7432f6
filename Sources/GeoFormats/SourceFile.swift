import CGDAL
import Essentials
import Foundation

/// A geodata file on disk, opened for reading by its content whatever its name is.
final class SourceFile {
  enum Kind {
    case raster, vector

    var drivers: [String] {
      switch self {
      case .raster: ["GTiff", "AAIGrid"]
      case .vector: ["GPKG", "GeoJSON", "ESRI Shapefile"]
      }
    }
  }

  let dataset: GDALDatasetH
  let file: String

  /// - Throws: `FileError` when it is not there, `GeoFormatError.cannotOpen`.
  init(_ url: URL, _ kind: Kind, _ messages: GDALLibrary.Messages) throws {
    file = url.path
    let path = url.standardizedFileURL.path
    // GDAL gives these prefixes meaning: archives, networks, memory.
    guard url.isFileURL, path.hasPrefix("/"), !path.hasPrefix("/vsi") else {
      throw GeoFormatError.cannotOpen(file: file, kind: kind, reason: "not a file on disk")
    }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw FileError.missing(path: file)
    }
    guard !isFolder.boolValue else {
      throw GeoFormatError.cannotOpen(file: file, kind: kind, reason: "a folder")
    }
    let isGeoPackage = kind == .vector && Self.isGeoPackage(path)
    // Without the extension GDAL 3.6 refuses GeoPackages of a version newer than it knows, unless told what it is.
    let name = isGeoPackage && !path.lowercased().hasSuffix(".gpkg") && !path.contains(":") ? "GPKG:\(path)" : path
    let flags =
      UInt32(GDAL_OF_READONLY) | UInt32(GDAL_OF_VERBOSE_ERROR)
      | UInt32(kind == .raster ? GDAL_OF_RASTER : GDAL_OF_VECTOR)
    let handle = GDALLibrary.withStrings(isGeoPackage ? ["GPKG"] : kind.drivers) { drivers in
      // Immutable: no lock, journal or shared-memory file appears beside a package that is only read.
      GDALLibrary.withStrings(isGeoPackage ? ["IMMUTABLE=YES", "LIST_ALL_TABLES=NO"] : []) { options in
        name.withCString { GDALOpenEx($0, flags, constant(drivers), constant(options), nil) }
      }
    }
    guard let handle else { throw GeoFormatError.cannotOpen(file: file, kind: kind, reason: messages.reason) }
    dataset = handle
  }

  deinit { GDALClose(dataset) }

  /// SQLite's magic text, and `GP..` as application id (OGC 12-128r19, requirement 2).
  private static func isGeoPackage(_ path: String) -> Bool {
    guard let handle = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? handle.close() }
    guard let head = try? handle.read(upToCount: 72), head.count == 72 else { return false }
    return head.starts(with: Array("SQLite format 3\0".utf8)) && head[68] == UInt8(ascii: "G")
      && head[69] == UInt8(ascii: "P")
  }
}

/// The list as GDAL's `const char *const *` parameters want it.
func constant(_ list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> UnsafePointer<UnsafePointer<CChar>?>? {
  list.map { UnsafeRawPointer($0).assumingMemoryBound(to: UnsafePointer<CChar>?.self) }
}
