import Essentials
import Foundation
import Grids
import ModelKit

/// Keeps the outputs of run-graph nodes by their key.
public protocol RunCache: Sendable {
  /// The stored outputs, or nil where there are none or they are damaged.
  func outputs(for key: Digest) -> ModelOutputs?
  func store(_ outputs: ModelOutputs, for key: Digest) throws
}

/// Keeps nothing.
public struct NoRunCache: RunCache {
  public init() {}
  public func outputs(for key: Digest) -> ModelOutputs? { nil }
  public func store(_ outputs: ModelOutputs, for key: Digest) {}
}

/// One file per node in a folder: header, layers, and a hash over both, so that a damaged file is a miss.
public struct FolderRunCache: RunCache {
  private struct Header: Codable {
    var frame: GridFrame
    var layers: [String]
    var scalars: [String: Double]
    var balance: [BalanceTerm]
    var warnings: [Diagnostic]
  }

  private static let hashLength = 32
  private let folder: URL

  public init(folder: URL) { self.folder = folder }

  private func file(_ key: Digest) -> URL { folder.appendingPathComponent("\(key.hex).run") }

  public func outputs(for key: Digest) -> ModelOutputs? {
    guard let data = try? Data(contentsOf: file(key)), data.count > Self.hashLength + 4 else { return nil }
    let body = data.prefix(data.count - Self.hashLength)
    guard Digest.sha256(body).bytes == Array(data.suffix(Self.hashLength)) else { return nil }
    let length = body.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    guard body.count >= 4 + length,
      let header = try? JSONDecoder().decode(Header.self, from: body.dropFirst(4).prefix(length))
    else { return nil }
    let cells = body.dropFirst(4 + length)
    let bytes = header.frame.count * MemoryLayout<Float>.stride
    guard cells.count == bytes * header.layers.count else { return nil }
    var layers: [String: Grid<Float>] = [:]
    for (index, id) in header.layers.enumerated() {
      let start = cells.startIndex + index * bytes
      layers[id] = Grid<Float>(
        header.frame,
        filling: { out in
          _ = cells.copyBytes(
            to: UnsafeMutableRawBufferPointer(start: out, count: bytes), from: start..<start + bytes)
        })
    }
    return ModelOutputs(
      layers: layers, scalars: header.scalars, balance: header.balance, warnings: header.warnings)
  }

  public func store(_ outputs: ModelOutputs, for key: Digest) throws {
    let ids = outputs.layers.keys.sorted()
    guard let frame = ids.first.flatMap({ outputs.layers[$0]?.frame }) else { return }
    let header = Header(
      frame: frame, layers: ids, scalars: outputs.scalars, balance: outputs.balance, warnings: outputs.warnings)
    let json = try JSONValue(encoding: header).canonicalData()
    var data = Data((0..<4).map { UInt8(truncatingIfNeeded: json.count >> ($0 * 8)) })
    data.append(json)
    for id in ids {
      guard let grid = outputs.layers[id] else { continue }
      try frame.requireSame(as: grid.frame, id)
      grid.withCells { cells in
        data.append(UnsafeBufferPointer(start: cells, count: grid.count))
      }
    }
    data.append(contentsOf: Digest.sha256(data).bytes)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try AtomicPublication.write(data, to: file(key))
  }
}
