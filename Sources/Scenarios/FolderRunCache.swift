import Essentials
import Foundation
import Grids
import ModelKit

/// Files in a folder: `KEY.run` with the outputs of a node and, where they were asked for, `KEY.frames` with its steps
/// of time. Each is a header, grids, and a hash over both, so that a damaged file is a miss.
public struct FolderRunCache: RunCache {
  private struct Header: Codable {
    var frame: GridFrame
    var layers: [String]
    var scalars: [String: Double]
    var balance: [BalanceTerm]
    var warnings: [Diagnostic]
  }

  private struct FramesHeader: Codable {
    struct Step: Codable {
      var layer: String
      var label: LocalizedText
      var sun: SolarAngles?
    }

    var frame: GridFrame
    var steps: [Step]
  }

  private let folder: URL

  public init(folder: URL) { self.folder = folder }

  private func file(_ key: Digest, _ ending: String) -> URL { folder.appendingPathComponent("\(key.hex).\(ending)") }

  // MARK: Outputs

  public func outputs(for key: Digest) -> ModelOutputs? {
    guard let (header, cells) = GridBundle.read(Header.self, file(key, "run")),
      let grids = cells.grids(header.layers.count, header.frame)
    else { return nil }
    return ModelOutputs(
      layers: Dictionary(zip(header.layers, grids), uniquingKeysWith: { first, _ in first }), scalars: header.scalars,
      balance: header.balance, warnings: header.warnings)
  }

  public func store(_ outputs: ModelOutputs, for key: Digest) throws {
    let ids = outputs.layers.keys.sorted()
    guard let frame = ids.first.flatMap({ outputs.layers[$0]?.frame }) else { return }
    let header = Header(
      frame: frame, layers: ids, scalars: outputs.scalars, balance: outputs.balance, warnings: outputs.warnings)
    try put(GridBundle.data(header, frame, ids.compactMap { id in outputs.layers[id].map { (id, $0) } }), key, "run")
  }

  // MARK: Steps of time

  public func frames(for key: Digest) -> [String: [LayerFrame]]? {
    guard let (header, cells) = GridBundle.read(FramesHeader.self, file(key, "frames")),
      let grids = cells.grids(header.steps.count, header.frame)
    else { return nil }
    var frames: [String: [LayerFrame]] = [:]
    for (step, grid) in zip(header.steps, grids) {
      frames[step.layer, default: []].append(LayerFrame(label: step.label, grid: grid, sun: step.sun))
    }
    return frames
  }

  public func store(frames: [String: [LayerFrame]], for key: Digest) throws {
    let all = frames.keys.sorted().flatMap { id in (frames[id] ?? []).map { (id: id, frame: $0) } }
    guard let frame = all.first?.frame.grid.frame else { return }
    let header = FramesHeader(
      frame: frame, steps: all.map { .init(layer: $0.id, label: $0.frame.label, sun: $0.frame.sun) })
    try put(GridBundle.data(header, frame, all.map { ($0.id, $0.frame.grid) }), key, "frames")
  }

  private func put(_ data: Data, _ key: Digest, _ ending: String) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try AtomicPublication.write(data, to: file(key, ending))
  }
}

/// The bytes of such a file: length of the header, header as canonical JSON, cells as little-endian `Float`, SHA-256.
private enum GridBundle {
  private static let hashLength = 32

  /// - Throws: `GridError.framesDiffer` for a grid that lies elsewhere.
  static func data(
    _ header: some Encodable, _ frame: GridFrame, _ grids: [(name: String, grid: Grid<Float>)]
  ) throws -> Data {
    let json = try JSONValue(encoding: header).canonicalData()
    var data = Data((0..<4).map { UInt8(truncatingIfNeeded: json.count >> ($0 * 8)) })
    data.append(json)
    for (name, grid) in grids {
      try frame.requireSame(as: grid.frame, name)
      grid.withCells { cells in data.append(UnsafeBufferPointer(start: cells, count: grid.count)) }
    }
    data.append(contentsOf: Digest.sha256(data).bytes)
    return data
  }

  static func read<Header: Decodable>(_ type: Header.Type, _ file: URL) -> (header: Header, cells: Data)? {
    guard let data = try? Data(contentsOf: file), data.count > hashLength + 4 else { return nil }
    let body = data.prefix(data.count - hashLength)
    guard Digest.sha256(body).bytes == Array(data.suffix(hashLength)) else { return nil }
    let length = body.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    guard body.count >= 4 + length,
      let header = try? JSONDecoder().decode(type, from: body.dropFirst(4).prefix(length))
    else { return nil }
    return (header, body.dropFirst(4 + length))
  }
}

extension Data {
  /// So many grids of one frame, one after the other; nil where the bytes do not fit.
  fileprivate func grids(_ number: Int, _ frame: GridFrame) -> [Grid<Float>]? {
    let bytes = frame.count * MemoryLayout<Float>.stride
    guard count == bytes * number else { return nil }
    return (0..<number).map { index in
      let start = startIndex + index * bytes
      return Grid<Float>(
        frame,
        filling: { out in
          _ = copyBytes(to: UnsafeMutableRawBufferPointer(start: out, count: bytes), from: start..<start + bytes)
        })
    }
  }
}
