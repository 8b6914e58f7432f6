import Essentials
import Foundation

/// Which packs are installed: the one place that knows how the library keeps its records. Today a record is a file,
/// `packs/PUBLISHER/NAME/VERSION/contents.json`, and appears with one rename.
struct PackIndex: Sendable {
  let root: URL

  private static let recordName = "contents.json"

  /// Every installed pack by name and version; folders without a whole record do not count.
  func identities() throws -> [PackIdentity] {
    var found: [PackIdentity] = []
    for publisher in try names(in: root) {
      for name in try names(in: root.appendingPathComponent(publisher)) {
        guard let name = PackName("\(publisher)/\(name)") else { continue }
        for version in try versions(of: name) {
          if let contents = try contents(of: PackReference(name: name, version: version)) {
            found.append(contents.identity)
          }
        }
      }
    }
    return found
  }

  /// The versions of a pack that have a folder, oldest first.
  func versions(of name: PackName) throws -> [SemanticVersion] {
    try names(in: folder(of: name)).compactMap { SemanticVersion($0) }.sorted()
  }

  /// The record of one version; nil when it is not installed.
  func contents(of reference: PackReference) throws -> PackContents? {
    let file = record(of: reference)
    guard let data = FileManager.default.contents(atPath: file.path) else {
      if FileManager.default.fileExists(atPath: file.path) { throw PackError.libraryDamaged(path: file.path) }
      return nil
    }
    do {
      return try JSONDecoder().decode(PackContents.self, from: data)
    } catch {
      throw PackError.libraryDamaged(path: file.path)
    }
  }

  /// Adds a record, durable and in one step.
  func insert(_ contents: PackContents) throws {
    let file = record(of: contents.identity.reference)
    let folder = file.deletingLastPathComponent()
    let levels = [
      root.appendingPathComponent(contents.identity.name.publisher), self.folder(of: contents.identity.name), folder,
    ]
    do {
      for level in levels {
        guard mkdir(level.path, 0o755) == 0 || errno == EEXIST else {
          throw FileError.system(path: level.path, reason: errno)
        }
      }
      try AtomicPublication.write(contents.jsonData(), to: file)
    } catch {
      // Only empty folders go this way.
      for level in levels.reversed() { rmdir(level.path) }
      throw error
    }
  }

  /// Removes what killed installs left among the records.
  func removeLeftovers() throws {
    for publisher in try names(in: root) {
      for name in try names(in: root.appendingPathComponent(publisher)) {
        let folder = root.appendingPathComponent(publisher).appendingPathComponent(name)
        for version in try names(in: folder) {
          let place = folder.appendingPathComponent(version)
          AtomicPublication.removeLeftovers(in: place)
          // Only an empty folder goes this way.
          rmdir(place.path)
        }
      }
    }
  }

  private func folder(of name: PackName) -> URL {
    root.appendingPathComponent(name.publisher).appendingPathComponent(name.name)
  }

  private func record(of reference: PackReference) -> URL {
    folder(of: reference.name).appendingPathComponent(reference.version.description)
      .appendingPathComponent(Self.recordName)
  }

  private func names(in folder: URL) throws -> [String] {
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }.sorted()
  }
}
