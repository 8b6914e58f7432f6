import CGDAL
import Essentials
import Foundation
import Geometry
import Grids

/// Rasters on disk: one band, RD New, north up, square cells. Reads GeoTIFF (also COG) and Esri ASCII grids by their
/// content; writes GeoTIFF.
public enum RasterFile {
  /// The largest raster that is read unless told otherwise: 100 million cells, 400 MB as `Float`.
  public static let standardCellLimit = 100_000_000

  /// What a raster says of itself.
  public struct Description: Hashable, Sendable {
    public var frame: GridFrame
    /// Empty where the file names none.
    public var unit: String
    /// Empty where the file has none.
    public var text: String
    /// GDAL's name of the number type: `Byte`, `Float32`, ...
    public var numberType: String
  }

  /// The place and the labels of a raster, without its cells.
  /// - Throws: as `read`.
  public static func describe(_ url: URL, cellLimit: Int = standardCellLimit) throws -> Description {
    try GDALLibrary.quietly { try RasterReader(url, cellLimit: cellLimit, $0).description }
  }

  /// Any number type as `Float`, scale and offset applied, NoData and masked cells as NaN.
  /// - Throws: `FileError`, or `GeoFormatError` saying what about the file will not do.
  public static func read(_ url: URL, cellLimit: Int = standardCellLimit) throws -> Grid<Float> {
    try GDALLibrary.quietly { try RasterReader(url, cellLimit: cellLimit, $0).readNumbers() }
  }

  /// Whole numbers from 0 to 255; NoData and masked cells become `noData`.
  /// - Throws: as `read`; `GeoFormatError.notACode` with the cell.
  public static func readCodes(
    _ url: URL, noData: UInt8 = 0, cellLimit: Int = standardCellLimit
  ) throws -> Grid<UInt8> {
    try GDALLibrary.quietly { try RasterReader(url, cellLimit: cellLimit, $0).readCodes(noData: noData) }
  }

  /// Writes a GeoTIFF whole or not at all. The same grid and labels give the same bytes with the same library
  /// versions (`GeoLibraryVersions`).
  /// - Parameters:
  ///   - unit: such as `m` or `degC`; becomes the band's unit.
  ///   - description: becomes the band's description.
  /// - Throws: `FileError` (disk full among others), `GeoFormatError.outsideRD`, `.wrongCRS`, `.writeFailed`.
  public static func write(
    _ grid: Grid<Float>, to url: URL, unit: String = "", description: String = ""
  ) throws {
    try AtomicPublication.write(data(grid, unit: unit, description: description, name: url.path), to: url)
  }

  /// Writes codes as a GeoTIFF of bytes.
  /// - Parameter colours: a colour for each code that has one; black for the others. Empty: no colour table.
  /// - Throws: as `write`.
  public static func write(
    codes grid: Grid<UInt8>, to url: URL, description: String = "", colours: [UInt8: Colour] = [:]
  ) throws {
    let data = try data(codes: grid, description: description, colours: colours, name: url.path)
    try AtomicPublication.write(data, to: url)
  }

  /// The bytes of the GeoTIFF: tiles of 256 x 256, deflate with the floating-point predictor, NoData NaN.
  /// - Parameter name: the file to name in errors.
  /// - Throws: as `write`.
  public static func data(
    _ grid: Grid<Float>, unit: String = "", description: String = "", name: String = ""
  ) throws -> Data {
    try GDALLibrary.quietly { messages in
      try RasterWriter(file: name, frame: grid.frame, unit: unit, description: description, messages)
        .data(grid, type: GDT_Float32, padding: .nan, predictor: 3) { GDALSetRasterNoDataValue($0, .nan) }
    }
  }

  /// The bytes of a GeoTIFF of codes, without NoData: every code has a meaning.
  /// - Throws: as `write`.
  public static func data(
    codes grid: Grid<UInt8>, description: String = "", colours: [UInt8: Colour] = [:], name: String = ""
  ) throws -> Data {
    try GDALLibrary.quietly { messages in
      try RasterWriter(file: name, frame: grid.frame, unit: "", description: description, messages)
        .data(grid, type: GDT_Byte, padding: 0, predictor: 2) { band in
          if colours.isEmpty { return CE_None }
          let table = GDALCreateColorTable(GPI_RGB)
          defer { GDALDestroyColorTable(table) }
          for code in UInt8.min...UInt8.max {
            let colour = colours[code] ?? Colour(red: 0, green: 0, blue: 0)
            var entry = GDALColorEntry(c1: Int16(colour.red), c2: Int16(colour.green), c3: Int16(colour.blue), c4: 255)
            GDALSetColorEntry(table, Int32(code), &entry)
          }
          return GDALSetRasterColorTable(band, table)
        }
    }
  }
}
