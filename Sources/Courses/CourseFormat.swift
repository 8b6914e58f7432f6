import Archives
import Essentials
import Foundation

/// A form in which a course leaves the building: one type in one file of `Formats/`. Nothing else in the house knows a
/// format by name.
public protocol CourseFormat: Sendable {
  /// What a person types: `cc11`.
  static var id: String { get }
  static var title: LocalizedText { get }

  /// Makes the files. The course has been checked and has no errors.
  /// - Throws: `CourseError`, `MarkupError`.
  static func export(_ course: Course, options: ExportOptions) throws -> CourseExport
}

/// What a person may choose about an export.
public struct ExportOptions: Hashable, Sendable {
  /// Where the school's Twinbench server is; nil where there is none, and then assignments are handed in as files.
  public let address: String?
  /// Which languages to write, in this order; never empty, none twice.
  public let languages: [Language]

  public init(languages: [Language] = Language.allCases) {
    self.languages = Self.unique(languages)
    address = nil
  }

  /// - Throws: `CourseError.address` when it is no web address of a server.
  public init(address: String, languages: [Language] = Language.allCases) throws {
    guard let url = URL(string: address), url.scheme == "https" || url.scheme == "http", url.host?.isEmpty == false,
      url.query == nil, url.fragment == nil, url.user == nil,
      address.unicodeScalars.allSatisfy({ $0.isASCII && $0.value > 0x20 && !"\"<>\\^`{|}".unicodeScalars.contains($0) })
    else { throw CourseError.address(address) }
    self.address = address.hasSuffix("/") ? String(address.dropLast()) : address
    self.languages = Self.unique(languages)
  }

  private static func unique(_ languages: [Language]) -> [Language] {
    let known = languages.enumerated().filter { index, language in !languages[..<index].contains(language) }
    return known.isEmpty ? Language.allCases : known.map(\.element)
  }

  /// Where an assignment is opened. Its identity is in the path, because learning platforms drop parameters of a link
  /// when they import it.
  public func launchAddress(course: CourseManifest, assignment: String) -> String? {
    address.map {
      "\($0)/launch/\(course.name.publisher)/\(course.name.name)/\(course.version)/\(assignment)"
    }
  }
}

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
