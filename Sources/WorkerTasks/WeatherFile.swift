import Archives
import Essentials
import Foundation

/// A text of observations, alone or as the only file of a zip.
enum WeatherFile {
  /// Ten years of one station are 13 MB.
  private static let mostBytes = 256 << 20

  /// - Throws: `TaskError.weatherTooLarge`, `.weatherNotAlone`; `ArchiveError`, `FileError`, `CancellationError`.
  static func text(_ file: URL, limits: ArchiveLimits, context: WorkContext) throws -> [UInt8] {
    guard let handle = try? FileHandle(forReadingFrom: file) else { throw FileError.missing(path: file.path) }
    defer { try? handle.close() }
    let start = (try? handle.read(upToCount: 4)) ?? Data()
    if Array(start.prefix(2)) == Array("PK".utf8) {
      var limits = limits
      limits.entryBytes = min(limits.entryBytes, mostBytes)
      let collector = Collector(file: file.path)
      _ = try ArchiveReader.read(file, limits: limits, context: context, sink: collector)
      return collector.bytes
    }
    let size = (try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int) ?? 0
    guard size <= mostBytes else { throw TaskError.weatherTooLarge(file.path) }
    do { return try Array(Data(contentsOf: file)) } catch { throw FileError.missing(path: file.path) }
  }

  private final class Collector: ArchiveSink {
    let file: String
    private(set) var bytes: [UInt8] = []
    private var files = 0

    init(file: String) { self.file = file }

    func begin(_ entry: ZipStructure.Entry) throws {
      guard !entry.isFolder else { return }
      files += 1
      guard files == 1 else { throw TaskError.weatherNotAlone(file) }
      bytes.reserveCapacity(entry.size)
    }

    func receive(_ block: UnsafeRawBufferPointer) throws { bytes.append(contentsOf: block) }

    func end(_ entry: ArchiveEntry) throws {}
  }
}
