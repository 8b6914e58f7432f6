import Archives
import Essentials
import Foundation

extension Submission {
  /// A submission holds drawings and numbers; a class of thirty must fit in a mail.
  public static let limits = ArchiveLimits(
    entries: 2 * mostEntries + 3, entryBytes: 8 << 20, totalBytes: 64 << 20, ratio: 200, ratioFreeBytes: 8 << 20)

  /// Reads a `.twinsubmission`. Archives are opened in a confined process only.
  /// - Throws: `ArchiveError`, `FileError`, `AssessmentError`, with file, entry and key.
  public static func read(_ url: URL, named name: String? = nil, context: WorkContext = WorkContext()) throws
    -> Submission
  {
    let sink = Content()
    _ = try ArchiveReader.read(url, limits: limits, context: context, sink: sink)
    return try Submission(files: sink.files, named: name ?? url.path)
  }

  /// Writes a `.twinsubmission`; the same submission gives the same bytes.
  public func write(to url: URL, context: WorkContext = WorkContext()) throws {
    try ArchiveWriter.write(items(), to: url, limits: Self.limits, context: context)
  }

  /// The same to a file that is open for writing and reading, and empty.
  public func write(to handle: FileHandle, named name: String, context: WorkContext = WorkContext()) throws {
    try ArchiveWriter.write(items(), to: handle, named: name, limits: Self.limits, context: context)
  }

  private func items() throws -> [ArchiveWriter.Item] {
    try files().sorted { $0.key < $1.key }.map { ArchiveWriter.Item(path: $0.key, content: .data($0.value)) }
  }

  /// Keeps the files of a small archive in memory.
  private final class Content: ArchiveSink {
    var files: [String: Data] = [:]
    private var data = Data()

    func begin(_ entry: ZipStructure.Entry) { data = Data() }
    func receive(_ bytes: UnsafeRawBufferPointer) { data.append(contentsOf: bytes) }
    func end(_ entry: ArchiveEntry) { if !entry.isFolder { files[entry.path] = data } }
  }
}
