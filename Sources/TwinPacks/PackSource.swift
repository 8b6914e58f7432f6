import Archives
import Essentials
import Foundation

/// A folder from which a pack is built, or a course, which travels in the same container.
public struct PackSource: Sendable {
  /// What may stand beside `pack.yaml`.
  public static let folders = ["area", "data", "indicators", "measures", "models", "exercises", "lessons", "scenarios"]
  /// In a course, in place of `pack.yaml`, which is made from it.
  public static let courseFileName = "course.yaml"
  /// What may stand beside `course.yaml`.
  public static let courseFolders = ["assignments", "exercises", "figures", "lessons", "plans", "submissions"]

  /// One file of the source.
  public struct File: Hashable, Sendable {
    /// From the source folder, with `/`.
    public let path: String
    public let url: URL
    public let size: Int
  }

  public let folder: URL
  public let manifest: PackManifest
  /// Every file except `pack.yaml`, by path in byte order; `course.yaml` is one of them.
  public let files: [File]

  public var isCourse: Bool { files.contains { $0.path == Self.courseFileName } }

  /// Reads `pack.yaml` or `course.yaml` and lists the files.
  /// - Throws: `PackError.source` for what does not belong, `ArchiveError.name` for names that would not survive on
  ///   every computer, and what `PackManifest.read` throws.
  public static func open(_ folder: URL) throws -> PackSource {
    let coursePlace = folder.appendingPathComponent(courseFileName)
    let isCourse = FileManager.default.fileExists(atPath: coursePlace.path)
    let manifest =
      try isCourse
      ? PackManifest(course: YAMLDocument.read(coursePlace).mapping())
      : PackManifest.read(folder.appendingPathComponent(PackManifest.fileName))
    let allowed = isCourse ? courseFolders : folders
    var files: [File] = []
    for name in try names(in: folder) {
      let place = folder.appendingPathComponent(name)
      guard !name.hasPrefix(".") else { throw PackError.source(path: place.path, .hidden) }
      switch try kind(of: place) {
      case .file where name == PackManifest.fileName && !isCourse: break
      case .file(let size) where name == courseFileName: files.append(File(path: name, url: place, size: size))
      case .folder where allowed.contains(name):
        try list(place, path: name, top: manifest.reference.folderName, into: &files)
      case .file, .folder:
        throw PackError.source(path: place.path, isCourse ? .unknownInCourse : .unknownTopLevel)
      }
    }
    if manifest.extent == nil, let inArea = files.first(where: { $0.path.hasPrefix("area/") }) {
      throw PackError.source(path: inArea.url.deletingLastPathComponent().path, .areaWithoutExtent)
    }
    files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return PackSource(folder: folder, manifest: manifest, files: files)
  }

  private enum Kind {
    case file(size: Int)
    case folder
  }

  private static func list(_ folder: URL, path: String, top: String, into files: inout [File]) throws {
    for name in try names(in: folder) {
      let place = folder.appendingPathComponent(name)
      let inner = "\(path)/\(name)"
      guard !name.hasPrefix(".") else { throw PackError.source(path: place.path, .hidden) }
      guard !name.contains("%") else { throw PackError.source(path: place.path, .percent) }
      if let fault = ArchivePath.fault(in: "\(top)/data/\(inner)") {
        throw ArchiveError.name(file: folder.path, entry: inner, fault: fault)
      }
      switch try kind(of: place) {
      case .file(let size): files.append(File(path: inner, url: place, size: size))
      case .folder: try list(place, path: inner, top: top, into: &files)
      }
    }
  }

  private static func names(in folder: URL) throws -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    } catch {
      throw FileError.missing(path: folder.path)
    }
  }

  /// Links and special files are refused, so that nothing from outside the folder gets in.
  private static func kind(of place: URL) throws -> Kind {
    var status = stat()
    guard lstat(place.path, &status) == 0 else { throw FileError.system(path: place.path, reason: errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file(size: Int(status.st_size))
    case S_IFDIR: return .folder
    case S_IFLNK: throw PackError.source(path: place.path, .link)
    default: throw PackError.source(path: place.path, .special)
    }
  }
}
