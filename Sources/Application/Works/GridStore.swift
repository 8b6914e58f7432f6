import Essentials
import Foundation

/// The folder of grids, features and figures that browsers fetch by digest. Every preview leaves a few grids there, so
/// the oldest go when it grows too large; what areas are drawn with stays.
actor GridStore {
  enum Kind: String {
    case grid
    case features = "geojson"
    case figure = "svg"
    case area = "area.json"
  }

  /// Bytes of grids from which on the oldest are removed, down to half of it.
  private static let mostBytes = 2 << 30
  /// What was looked at so recently is kept anyway, s.
  private static let youngest: TimeInterval = 15 * 60

  private let folder: URL
  private var permanent: Set<String> = []

  init(folder: URL) { self.folder = folder }

  /// A file's bytes.
  /// - Throws: `WorkError.notFound`.
  nonisolated func data(_ kind: Kind, _ digest: Digest) throws -> Data {
    let file = folder.appendingPathComponent("\(digest.hex).\(kind.rawValue)")
    guard let data = try? Data(contentsOf: file, options: .mappedIfSafe) else { throw WorkError.notFound }
    return data
  }

  /// Says that grids are in use again.
  func touch(_ digests: [Digest]) {
    let now = Date()
    for digest in digests {
      let file = folder.appendingPathComponent("\(digest.hex).grid")
      try? FileManager.default.setAttributes([.modificationDate: now], ofItemAtPath: file.path)
    }
  }

  /// Names grids that are never removed.
  func keep(_ digests: [Digest]) { permanent.formUnion(digests.map { "\($0.hex).grid" }) }

  /// Removes the grids that were not used for the longest, if there are too many.
  /// - Returns: whether any were removed.
  func sweep(mostBytes: Int = mostBytes, youngest: TimeInterval = youngest) -> Bool {
    let keys: Set<URLResourceKey> = [.fileSizeKey, .contentModificationDateKey]
    let files =
      (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: Array(keys))) ?? []
    var grids: [(file: URL, size: Int, date: Date)] = files.compactMap { file in
      guard file.pathExtension == "grid", let values = try? file.resourceValues(forKeys: keys) else { return nil }
      return (file, values.fileSize ?? 0, values.contentModificationDate ?? .distantPast)
    }
    var total = grids.reduce(0) { $0 + $1.size }
    guard total > mostBytes else { return false }
    grids.sort { ($0.date, $0.file.path) < ($1.date, $1.file.path) }
    let limit = Date().addingTimeInterval(-youngest)
    for grid in grids where total > mostBytes / 2 && grid.date < limit {
      guard !permanent.contains(grid.file.lastPathComponent) else { continue }
      try? FileManager.default.removeItem(at: grid.file)
      total -= grid.size
    }
    return true
  }
}
