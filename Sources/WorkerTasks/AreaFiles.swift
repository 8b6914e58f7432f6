import Areas
import Essentials
import Foundation
import GeoFormats
import Geometry
import Grids

/// Reads an area's files through GDAL.
struct AreaFiles: LayerReader {
  /// The file on disk for a path relative to `area/`; nil if there is none.
  let locate: (String) -> URL?

  func raster(_ file: String) throws -> Grid<Float> { try named(file) { try RasterFile.read($0) } }

  func codes(_ file: String) throws -> Grid<UInt8> { try named(file) { try RasterFile.readCodes($0) } }

  func features(_ file: String) throws -> FeatureSet { try named(file) { try VectorFile.read($0).features } }

  /// Stored files have hashes for names; errors name the file as the pack does.
  private func named<R>(_ file: String, _ read: (URL) throws -> R) throws -> R {
    let path = "area/\(file)"
    guard let url = locate(file) else { throw FileError.missing(path: path) }
    do { return try read(url) } catch let error as any DiagnosableError {
      var diagnostic = error.diagnostic
      diagnostic.location.file = path
      throw diagnostic
    }
  }
}
