import Foundation
import TestSupport

/// The package as its own files tell it: declared targets, folders, imports.
enum House {
  struct Target: Sendable {
    let name: String
    let folder: String
    /// Targets of this package.
    let dependencies: Set<String>
    /// Modules of other packages.
    let products: Set<String>
  }

  /// The floor of every target: it imports only from floors below its own. docs/architecture.md shows the same table.
  static let floors: [String: Int] = [
    "CArchive": 0, "CCairo": 0, "CCMark": 0, "CConfinement": 0, "CGDAL": 0, "CGEOS": 0, "CPlatform": 0, "CQREncode": 0,
    "CSodium": 0, "CZlib": 0,
    "Elementary": 1, "Essentials": 1,
    "Confinement": 2, "Geometry": 2, "Grids": 2, "Markup": 2,
    "Archives": 3, "GeoFormats": 3, "ModelKit": 3,
    "Areas": 4, "Maps": 4, "TwinPacks": 4, "UrbanClimate": 4,
    "ComfortModel": 5, "HeatModel": 5, "Indicators": 5, "RainModel": 5,
    "Scenarios": 6,
    "Assessment": 7,
    "AreaImport": 8, "AreaSynthesis": 8, "Classroom": 8, "Courses": 8, "Jobs": 8,
    "Application": 9, "WorkerTasks": 9,
    "Workbench": 10,
    "confinement-probe": 11, "twinbench": 11, "twinbench-worker": 11,
  ]

  /// What comes with Swift on every platform that we build for.
  static let systemModules: Set<String> = ["Dispatch", "Foundation", "FoundationXML", "Glibc", "Synchronization"]

  static let manifest = text(of: TestFolders.repository.appendingPathComponent("Package.swift"))

  /// The targets that `Package.swift` declares under `Sources`.
  static let targets: [Target] = declarations(in: manifest).filter { $0.folder.hasPrefix("Sources/") }

  static func text(of file: URL) -> String { (try? String(contentsOf: file, encoding: .utf8)) ?? "" }

  /// Reads `.target(name: ..., dependencies: [...], path: ...)` and its kin.
  static func declarations(in manifest: String) -> [Target] {
    let start = /\.(?:target|executableTarget|systemLibrary)\s*\(/
    return manifest.matches(of: start).compactMap { match in
      let body = balanced(manifest[match.range.upperBound...], open: "(", close: ")")
      guard let name = body.firstMatch(of: /^\s*name:\s*"([^"]+)"/)?.1 else { return nil }
      var list = ""
      if let mark = body.firstRange(of: /dependencies:\s*\[/) {
        list = String(balanced(body[mark.upperBound...], open: "[", close: "]"))
      }
      let products = list.matches(of: /\.product\(name:\s*"([^"]+)"[^)]*\)/).map { String($0.1) }
      let own = list.replacing(/\.product\([^)]*\)/, with: "").matches(of: /"([^"]+)"/).map { String($0.1) }
      let path = body.firstMatch(of: /path:\s*"([^"]+)"/).map { String($0.1) } ?? "Sources/\(name)"
      return Target(name: String(name), folder: path, dependencies: Set(own), products: Set(products))
    }
  }

  /// The text up to the bracket that closes the one before it.
  private static func balanced(_ text: Substring, open: Character, close: Character) -> Substring {
    var depth = 1
    for index in text.indices {
      if text[index] == open { depth += 1 }
      if text[index] == close { depth -= 1 }
      if depth == 0 { return text[..<index] }
    }
    return text
  }

  /// The modules that a source imports.
  static func imports(in source: String) -> Set<String> {
    let line =
      /(?m)^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:typealias|struct|class|enum|protocol|let|var|func|actor)\s+)?([A-Za-z_]\w*)/
    return Set(source.matches(of: line).map { String($0.1) })
  }

  /// The module name of a target.
  static func module(of target: String) -> String { target.replacing("-", with: "_") }

  /// Files beneath `folder`, in order; hidden ones and build folders are left out.
  static func files(beneath folder: String, withExtensions extensions: Set<String>? = nil) -> [URL] {
    let root = TestFolders.repository.appendingPathComponent(folder)
    guard let all = FileManager.default.enumerator(at: root, includingPropertiesForKeys: [.isRegularFileKey]) else {
      return []
    }
    var files: [URL] = []
    for case let file as URL in all {
      if file.lastPathComponent.hasPrefix(".") {
        all.skipDescendants()
        continue
      }
      guard (try? file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true else { continue }
      if let extensions, !extensions.contains(file.pathExtension) { continue }
      files.append(file)
    }
    return files.sorted { $0.path < $1.path }
  }

  /// A file as a person names it.
  static func name(_ file: URL) -> String {
    let prefix = TestFolders.repository.path + "/"
    return file.path.hasPrefix(prefix) ? String(file.path.dropFirst(prefix.count)) : file.path
  }
}
