import CGDAL
import Foundation
import Geometry
import Grids

/// Makes one GeoTIFF in memory, so that publishing it is one plain write whose errors the system reports.
struct RasterWriter {
  private static let tile = 256

  private let file: String
  private let frame: GridFrame
  private let unit: String
  private let description: String
  private let messages: GDALLibrary.Messages

  init(file: String, frame: GridFrame, unit: String, description: String, _ messages: GDALLibrary.Messages) throws {
    guard frame.epsg == RDNew.epsg else {
      throw GeoFormatError.wrongCRS(file: file, found: "EPSG:\(frame.epsg)")
    }
    guard frame.count > 0, RDNew.extent.contains(frame.boundingBox) else {
      throw GeoFormatError.outsideRD(file: file, frame: frame)
    }
    self.file = file
    self.frame = frame
    self.unit = unit
    self.description = description
    self.messages = messages
  }

  /// - Parameters:
  ///   - padding: what fills tiles beyond the last row and column.
  ///   - predictor: TIFF predictor: 2 for integers, 3 for floating point.
  func data<Cell>(
    _ grid: Grid<Cell>, type: GDALDataType, padding: Cell, predictor: Int, prepare: (GDALRasterBandH) -> CPLErr
  ) throws -> Data {
    let path = "/vsimem/\(UUID().uuidString).tif"
    defer { VSIUnlink(path) }
    try writeTIFF(grid, at: path, type: type, padding: padding, predictor: predictor, prepare: prepare)
    var length: vsi_l_offset = 0
    guard let bytes = VSIGetMemFileBuffer(path, &length, 1) else { throw failure() }
    return Data(bytesNoCopy: bytes, count: Int(length), deallocator: .custom { bytes, _ in VSIFree(bytes) })
  }

  private func writeTIFF<Cell>(
    _ grid: Grid<Cell>, at path: String, type: GDALDataType, padding: Cell, predictor: Int,
    prepare: (GDALRasterBandH) -> CPLErr
  ) throws {
    let options = [
      "TILED=YES", "BLOCKXSIZE=\(Self.tile)", "BLOCKYSIZE=\(Self.tile)", "COMPRESS=DEFLATE", "ZLEVEL=6",
      "PREDICTOR=\(predictor)", "NUM_THREADS=1", "BIGTIFF=IF_SAFER",
    ]
    let created = GDALLibrary.withStrings(options) { options in
      GDALCreate(
        GDALGetDriverByName("GTiff"), path, Int32(frame.columns), Int32(frame.rows), 1, type, options)
    }
    guard let dataset = created else { throw failure() }
    do {
      var transform = [frame.west, frame.cellSize, 0, frame.north, 0, -frame.cellSize]
      try check(GDALSetGeoTransform(dataset, &transform))
      try GDALLibrary.withRDNew(file: file) { try check(GDALSetSpatialRef(dataset, $0)) }
      guard let band = GDALGetRasterBand(dataset, 1) else { throw failure() }
      try check(prepare(band))
      if !unit.isEmpty { try check(GDALSetRasterUnitType(band, unit)) }
      if !description.isEmpty { GDALSetDescription(band, description) }
      try writeTiles(grid, band, padding: padding)
    } catch {
      GDALClose(dataset)
      throw error
    }
    // Closing writes the directory; GDAL 3.6 reports its errors only as messages.
    GDALClose(dataset)
    guard messages.failures.isEmpty else { throw failure() }
  }

  /// Tiles straight to the file in reading order: the block cache would order them by what else it holds.
  private func writeTiles<Cell>(_ grid: Grid<Cell>, _ band: GDALRasterBandH, padding: Cell) throws {
    let side = Self.tile
    var block = [Cell](repeating: padding, count: side * side)
    try grid.withCells { cells in
      for top in stride(from: 0, to: frame.rows, by: side) {
        for left in stride(from: 0, to: frame.columns, by: side) {
          let height = min(side, frame.rows - top)
          let width = min(side, frame.columns - left)
          for row in 0..<side {
            for column in 0..<side {
              let isInside = row < height && column < width
              block[row * side + column] = isInside ? cells[(top + row) * frame.columns + left + column] : padding
            }
          }
          try block.withUnsafeMutableBytes {
            try check(GDALWriteBlock(band, Int32(left / side), Int32(top / side), $0.baseAddress))
          }
        }
      }
    }
  }

  private func check(_ result: CPLErr) throws {
    guard result == CE_None else { throw failure() }
  }

  private func failure() -> GeoFormatError { .writeFailed(file: file, reason: messages.reason) }
}
