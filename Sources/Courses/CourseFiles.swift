import Essentials
import Foundation

/// The files of a course, wherever they lie: a folder, or an installed archive.
public struct CourseFiles: Sendable {
  /// From the course's root with `/` between folders, in byte order.
  public let paths: [String]
  private let content: @Sendable (String) throws -> Data

  /// - Parameter content: the bytes of a file in `paths`.
  public init(paths: [String], content: @escaping @Sendable (String) throws -> Data) {
    self.paths = paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    self.content = content
  }

  /// Largest file that a course reads.
  public static let mostFileBytes = 4 << 20

  /// The files below a folder. Hidden files and links are passed over.
  /// - Throws: `FileError.missing` when it is no folder.
  public static func folder(_ url: URL) throws -> CourseFiles {
    let root = url.standardizedFileURL
    var paths: [String] = []
    try list(root, path: "", into: &paths)
    return CourseFiles(paths: paths) { path in try read(root.appendingPathComponent(path), named: path) }
  }

  /// The bytes of one file of a course.
  /// - Parameter path: what messages call it.
  /// - Throws: `FileError.missing`, `CourseError.fileTooLarge`.
  public static func read(_ url: URL, named path: String) throws -> Data {
    // Opening a pipe would wait for a writer that never comes.
    let descriptor = open(url.path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError.missing(path: path) }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    defer { try? handle.close() }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw FileError.missing(path: path)
    }
    let data = try handle.read(upToCount: mostFileBytes + 1) ?? Data()
    guard data.count <= mostFileBytes else { throw CourseError.fileTooLarge(path: path, limit: mostFileBytes) }
    return data
  }

  private static func list(_ folder: URL, path: String, into paths: inout [String]) throws {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    } catch {
      throw FileError.missing(path: folder.path)
    }
    for name in names where !name.hasPrefix(".") {
      let place = folder.appendingPathComponent(name)
      let inner = path.isEmpty ? name : "\(path)/\(name)"
      switch try FileManager.default.attributesOfItem(atPath: place.path)[.type] as? FileAttributeType {
      case .typeRegular: paths.append(inner)
      case .typeDirectory: try list(place, path: inner, into: &paths)
      default: continue
      }
    }
  }

  public func contains(_ path: String) -> Bool { paths.contains(path) }

  /// - Throws: `FileError.missing`, `CourseError.fileTooLarge`.
  public func data(_ path: String) throws -> Data {
    guard contains(path) else { throw FileError.missing(path: path) }
    return try content(path)
  }

  /// - Throws: the same, and `YAMLError`.
  public func document(_ path: String) throws -> YAMLDocument {
    guard let text = String(data: try data(path), encoding: .utf8) else { throw YAMLError.notUTF8(file: path) }
    return try YAMLDocument.parse(text, file: path)
  }
}
