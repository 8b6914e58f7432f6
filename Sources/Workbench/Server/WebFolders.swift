import Foundation

/// Where the files for the browser, the views and the texts lie.
public struct WebFolders: Sendable {
  /// Our own modules and styles, served as `app/`.
  var app: URL
  /// Fetched by `scripts/vendor`, served as `vendor/`.
  var vendor: URL
  var localizations: URL
  var views: URL
  /// While somebody works on them: read again when they change, and vendored files may be absent.
  var isSource: Bool

  /// As `scripts/build` lays them out beside the programs.
  public static func installed(_ root: URL) -> WebFolders {
    WebFolders(
      app: root.appendingPathComponent("app"), vendor: root.appendingPathComponent("vendor"),
      localizations: root.appendingPathComponent("localizations"), views: root.appendingPathComponent("views"),
      isSource: false)
  }

  /// Straight from a checkout.
  public static func source(_ repository: URL) -> WebFolders {
    let sources = repository.appendingPathComponent("Sources/Workbench")
    return WebFolders(
      app: sources.appendingPathComponent("Web"), vendor: repository.appendingPathComponent(".build/vendor"),
      localizations: sources.appendingPathComponent("Localizations"), views: sources.appendingPathComponent("Views"),
      isSource: true)
  }

  /// `$TWINBENCH_SOURCE_WEB` (a checkout), `$TWINBENCH_WEB` (an installed folder), or `web/` beside the program.
  public static func standard(
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> WebFolders {
    func folder(_ name: String) -> URL? {
      environment[name].flatMap { $0.isEmpty ? nil : URL(fileURLWithPath: $0) }
    }
    if let repository = folder("TWINBENCH_SOURCE_WEB") { return source(repository) }
    if let named = folder("TWINBENCH_WEB") { return installed(named) }
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return installed(program.deletingLastPathComponent().appendingPathComponent("web"))
  }

  /// The files beneath a folder as (path from it, URL), in order; hidden ones are left out.
  static func files(beneath root: URL) -> [(path: String, url: URL)] {
    let keys: [URLResourceKey] = [.isRegularFileKey]
    guard
      let all = FileManager.default.enumerator(
        at: root, includingPropertiesForKeys: keys, options: [.skipsHiddenFiles])
    else { return [] }
    let prefix = root.standardizedFileURL.path + "/"
    var files: [(path: String, url: URL)] = []
    for case let url as URL in all where (try? url.resourceValues(forKeys: Set(keys)).isRegularFile) == true {
      let path = url.standardizedFileURL.path
      guard path.hasPrefix(prefix) else { continue }
      files.append((String(path.dropFirst(prefix.count)), url))
    }
    return files.sorted { $0.path < $1.path }
  }

  /// Changes when any file does; only looked at where people work on the files.
  var stamp: String {
    [app, vendor, localizations, views].flatMap { Self.files(beneath: $0) }.map { file in
      let attributes = try? FileManager.default.attributesOfItem(atPath: file.url.path)
      let changed = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
      return "\(file.url.path) \(changed)"
    }.joined(separator: "\n")
  }
}
