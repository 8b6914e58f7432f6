import Essentials
import Foundation
import Grids
import Jobs

/// Writes grids for the browser into a folder, each under the digest of its bytes.
struct GridFiles {
  let folder: URL

  /// The stored number for no value.
  static let missing = Int(Int16.min)

  /// A tenth of what the unit's own map tells apart, or finer.
  static func step(of unit: String) -> Double {
    switch unit {
    case "Cel", "K": 0.01
    case "min": 0.1
    default: 0.001
    }
  }

  /// In two bytes a cell, in steps of `step` or, where that would not fit, of ten times it and so on.
  /// - Throws: `FileError`.
  func write(_ grid: Grid<Float>, step: Double) throws -> GridReference {
    var largest: Float = 0
    grid.withCells { cells in
      for index in 0..<grid.count where cells[index].isFinite { largest = max(largest, abs(cells[index])) }
    }
    var step = step
    while Double(largest) / step > Double(Int16.max) { step *= 10 }
    let scale = step
    let inverse = Float(1 / scale)
    let count = grid.count
    var data = Data(count: count * MemoryLayout<Int16>.size)
    data.withUnsafeMutableBytes { bytes in
      let out = bytes.bindMemory(to: Int16.self)
      grid.withCells { cells in
        for index in 0..<count {
          let value = cells[index]
          out[index] = value.isFinite ? Int16((value * inverse).rounded()).littleEndian : Int16.min.littleEndian
        }
      }
    }
    return GridReference(
      digest: try put(data, ending: "grid"), encoding: .int16, rows: grid.rows, columns: grid.columns, scale: scale,
      missing: Self.missing)
  }

  /// In one byte a cell.
  /// - Parameters:
  ///   - scale: value = scale * stored.
  /// - Throws: `FileError`.
  func write(codes grid: Grid<UInt8>, scale: Double = 1) throws -> GridReference {
    let data = grid.withCells { Data(bytes: $0, count: grid.count) }
    return GridReference(
      digest: try put(data, ending: "grid"), encoding: .uint8, rows: grid.rows, columns: grid.columns, scale: scale)
  }

  /// A file under its digest; one that is there already is left alone, for its name says what is in it.
  /// - Throws: `FileError`.
  func put(_ data: Data, ending: String) throws -> Digest {
    let digest = Digest.sha256(data)
    let file = folder.appendingPathComponent("\(digest.hex).\(ending)")
    var status = stat()
    // A file of another length is what a full disk or a lost power left.
    if stat(file.path, &status) == 0, status.st_size == data.count { return digest }
    try AtomicPublication.write(data, to: file)
    return digest
  }
}
