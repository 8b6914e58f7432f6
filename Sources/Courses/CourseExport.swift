import Archives
import Essentials
import Foundation

/// An export: its files, and what became of each part of the course.
public struct CourseExport: Sendable {
  public enum Container: Hashable, Sendable {
    /// A zip with this extension and this entry at its beginning.
    case archive(fileExtension: String, first: String)
    case folder
  }

  public struct File: Hashable, Sendable {
    public let path: String
    public let data: Data

    public init(path: String, data: Data) {
      self.path = path
      self.data = data
    }
  }

  /// What became of one part.
  public struct Remark: Codable, Hashable, Sendable {
    public enum Outcome: String, Codable, Sendable {
      case taken, changed, leftOut
    }

    /// The part's file in the course's source.
    public let source: String
    public let title: LocalizedText
    public let outcome: Outcome
    /// Why it was changed or left out, or how it was taken.
    public let reason: LocalizedText
  }

  /// The file by which an exported folder is known, so that no other folder is ever replaced by a new export.
  public static let marker = "twinbench-export.txt"

  public let container: Container
  /// By path in byte order.
  public let files: [File]
  public let report: [Remark]

  init(container: Container, files: [String: Data], report: [Remark]) {
    self.container = container
    var files = files
    if container == .folder {
      files[Self.marker] = Data(
        """
        Deze map is gemaakt met Twinbench. Een nieuwe export vervangt alles wat erin staat.
        This folder was made with Twinbench. A new export replaces everything in it.

        """.utf8)
    }
    self.files = files.map { File(path: $0.key, data: $0.value) }
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    self.report = report
  }

  /// Writes the archive or the folder, whole or not at all.
  /// - Parameter url: the archive or the folder; what is there is replaced.
  /// - Throws: `ArchiveError`, `FileError`, `CancellationError`.
  public func write(to url: URL, context: WorkContext = WorkContext()) throws {
    switch container {
    case .archive(_, let first):
      let items = files.map { ArchiveWriter.Item(path: $0.path, content: .data($0.data)) }
      try ArchiveWriter.write(items, first: [first], to: url, context: context)
    case .folder:
      try AtomicPublication.folder(at: url) { folder in
        for file in files {
          try context.checkCancellation()
          let place = folder.appendingPathComponent(file.path)
          try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
          try file.data.write(to: place)
        }
      }
    }
  }
}
