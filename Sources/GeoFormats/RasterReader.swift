import CGDAL
import Foundation
import Geometry
import Grids

/// One reading of one raster.
struct RasterReader {
  private let source: SourceFile
  private let band: GDALRasterBandH
  private let messages: GDALLibrary.Messages
  let description: RasterFile.Description

  private var frame: GridFrame { description.frame }

  init(_ url: URL, cellLimit: Int, _ messages: GDALLibrary.Messages) throws {
    source = try SourceFile(url, .raster, messages)
    self.messages = messages
    let file = source.file
    let bands = Int(GDALGetRasterCount(source.dataset))
    guard bands == 1, let band = GDALGetRasterBand(source.dataset, 1) else {
      throw GeoFormatError.severalBands(file: file, count: bands)
    }
    self.band = band
    let type = GDALGetRasterDataType(band)
    guard GDALDataTypeIsComplex(type) == 0, type != GDT_Unknown else {
      throw GeoFormatError.complexNumbers(file: file)
    }
    let columns = Int(GDALGetRasterXSize(source.dataset))
    let rows = Int(GDALGetRasterYSize(source.dataset))
    // A small file can claim a huge raster, or one huge block.
    var blockWidth: Int32 = 0
    var blockHeight: Int32 = 0
    GDALGetBlockSize(band, &blockWidth, &blockHeight)
    guard columns * rows <= cellLimit, Int(blockWidth) * Int(blockHeight) <= max(cellLimit, 1 << 22) else {
      throw GeoFormatError.tooLarge(
        file: file, columns: max(columns, Int(blockWidth)), rows: max(rows, Int(blockHeight)), limit: cellLimit)
    }
    try GDALLibrary.requireRDNew(GDALGetSpatialRef(source.dataset), file: file)
    let frame = try Self.frame(source.dataset, columns: columns, rows: rows, file: file)
    description = RasterFile.Description(
      frame: frame, unit: GDALGetRasterUnitType(band).map { String(cString: $0) } ?? "",
      text: GDALGetDescription(band).map { String(cString: $0) } ?? "",
      numberType: GDALGetDataTypeName(type).map { String(cString: $0) } ?? "?")
  }

  private static func frame(_ dataset: GDALDatasetH, columns: Int, rows: Int, file: String) throws -> GridFrame {
    var t = [Double](repeating: 0, count: 6)
    guard GDALGetGeoTransform(dataset, &t) == CE_None, t.allSatisfy(\.isFinite) else {
      throw GeoFormatError.noGeoreference(file: file)
    }
    guard t[2] == 0, t[4] == 0, t[1] > 0, t[5] < 0 else { throw GeoFormatError.notNorthUp(file: file) }
    let most = Double(max(columns, rows))
    // Half a millimetre over the whole raster is noise of the file, more is another shape.
    guard abs(t[1] + t[5]) * most < 0.0005 else {
      throw GeoFormatError.notSquare(file: file, width: t[1], height: -t[5])
    }
    // Frames must be equal to meet, so noise in the last digits goes: never more than half a millimetre in place.
    func snapped(_ value: Double, tolerance: Double) -> Double {
      let whole = (value * 1000).rounded() / 1000
      return abs(whole - value) < tolerance ? whole : value
    }
    let frame = GridFrame(
      epsg: RDNew.epsg, west: snapped(t[0], tolerance: 0.0005), north: snapped(t[3], tolerance: 0.0005),
      cellSize: snapped(t[1], tolerance: 0.0005 / most), columns: columns, rows: rows)
    guard RDNew.extent.contains(frame.boundingBox) else { throw GeoFormatError.outsideRD(file: file, frame: frame) }
    return frame
  }

  func readNumbers() throws -> Grid<Float> {
    try Grid<Float>(
      frame,
      filling: { out in
        try rows { row, values in
          let line = out + row * frame.columns
          for column in 0..<frame.columns {
            let value = Float(values[column])
            guard !value.isInfinite else {
              throw GeoFormatError.notFinite(file: source.file, row: row, column: column)
            }
            line[column] = value
          }
        }
      })
  }

  func readCodes(noData: UInt8) throws -> Grid<UInt8> {
    try Grid<UInt8>(
      frame,
      filling: { out in
        try rows { row, values in
          let line = out + row * frame.columns
          for column in 0..<frame.columns {
            let value = values[column]
            if value.isNaN {
              line[column] = noData
            } else if let code = UInt8(exactly: value) {
              line[column] = code
            } else {
              throw GeoFormatError.notACode(file: source.file, row: row, column: column, value: value)
            }
          }
        }
      })
  }

  /// Calls `body` for each row from the north, with NaN where there is no data. Rows go as `Double`, which holds
  /// every number type exactly enough to compare with NoData.
  private func rows(_ body: (_ row: Int, _ values: UnsafePointer<Double>) throws -> Void) throws {
    var hasNoData: Int32 = 0
    let noData = GDALGetRasterNoDataValue(band, &hasNoData)
    var hasScale: Int32 = 0
    var hasOffset: Int32 = 0
    let scale = GDALGetRasterScale(band, &hasScale)
    let offset = GDALGetRasterOffset(band, &hasOffset)
    let isScaled = (hasScale != 0 && scale != 1) || (hasOffset != 0 && offset != 0)
    let mask = GDALGetMaskFlags(band) & Int32(GMF_PER_DATASET) != 0 ? GDALGetMaskBand(band) : nil
    let isFloat = GDALGetRasterDataType(band) == GDT_Float32

    let columns = frame.columns
    var blockWidth: Int32 = 0
    var blockHeight: Int32 = 0
    GDALGetBlockSize(band, &blockWidth, &blockHeight)
    let stripe = max(1, min(Int(blockHeight), 1 + 4_000_000 / max(1, columns)))
    var values = [Double](repeating: 0, count: stripe * columns)
    var shown = [UInt8](repeating: 255, count: mask == nil ? 0 : stripe * columns)
    for top in stride(from: 0, to: frame.rows, by: stripe) {
      let count = min(stripe, frame.rows - top)
      try readBlock(band, top: top, count: count, into: &values, GDT_Float64)
      if let mask { try readBlock(mask, top: top, count: count, into: &shown, GDT_Byte) }
      for index in 0..<count * columns {
        let value = values[index]
        // Some writers give NoData with more digits than a Float32 holds.
        let isNoData = hasNoData != 0 && (value == noData || isFloat && Float(value) == Float(noData))
        if isNoData || mask != nil && shown[index] == 0 {
          values[index] = .nan
        } else if isScaled {
          values[index] = value * (hasScale != 0 ? scale : 1) + (hasOffset != 0 ? offset : 0)
        }
      }
      try values.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        for row in 0..<count { try body(top + row, base + row * columns) }
      }
    }
  }

  private func readBlock<T>(
    _ band: GDALRasterBandH, top: Int, count: Int, into values: inout [T], _ type: GDALDataType
  ) throws {
    let columns = Int32(frame.columns)
    let result = values.withUnsafeMutableBytes {
      GDALRasterIO(
        band, GF_Read, 0, Int32(top), columns, Int32(count), $0.baseAddress, columns, Int32(count), type, 0, 0)
    }
    guard result == CE_None else {
      throw GeoFormatError.readFailed(file: source.file, reason: messages.reason)
    }
  }
}

extension GridFrame {
  var boundingBox: BoundingBox { BoundingBox(west: west, south: south, east: east, north: north) }
}
