import Foundation
import TestSupport
import Testing

@Suite("What is not in the house")
struct HygieneTests {
  private static let folders = [
    "Sources", "Tests", "Benchmarks", "packs", "courses", "templates", "docs", "scripts", ".ci",
  ]

  private static let textExtensions: Set<String> = [
    "", "c", "css", "csv", "geojson", "h", "html", "js", "json", "md", "modulemap", "py", "sh", "swift", "txt", "yaml",
    "yml",
  ]

  /// Built from pieces, or this file would find itself.
  private static let foreignPaths = ["/wo" + "rk/", "/ho" + "me/", "/ro" + "ot/", "/Us" + "ers/", "/private/" + "var/"]

  @Test("no text names a folder of somebody's machine", arguments: folders)
  func machinePaths(folder: String) {
    for file in House.files(beneath: folder, withExtensions: Self.textExtensions) {
      for (index, line) in House.text(of: file).split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        for path in Self.foreignPaths {
          // Only at the start of a path: the same word deeper in a path or in a web address is something else.
          let pattern = "(?<![A-Za-z0-9_.~-])" + NSRegularExpression.escapedPattern(for: path) + "[A-Za-z0-9]"
          let found = String(line).range(of: pattern, options: .regularExpression) != nil
          #expect(!found, "\(House.name(file)):\(index + 1) contains a path of a machine: \(line)")
        }
      }
    }
  }

  @Test("no source forces, gives up or postpones")
  func noShortcuts() {
    let shortcuts = ["try" + "!", "fatal" + "Error(", "as" + "!", "TO" + "DO", "FIX" + "ME"]
    for file in House.files(beneath: "Sources", withExtensions: ["swift"]) {
      for (index, line) in House.text(of: file).split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        for word in shortcuts {
          #expect(!line.contains(word), "\(House.name(file)):\(index + 1) contains \(word)")
        }
      }
    }
  }

  @Test("no command prints past a full disk: answers go through Console, which says when they did not arrive")
  func answers() {
    let commands = House.files(beneath: "Sources/twinbench", withExtensions: ["swift"])
    #expect(commands.count > 20)
    for file in commands {
      #expect(House.text(of: file).firstMatch(of: /(?m)(?:^|\W)print\(/) == nil, "\(House.name(file))")
    }
  }

  /// Folders named Localizations that hold the texts of the interface.
  static let localizationFolders = Set(
    ["Sources", "packs", "courses", "templates"].flatMap { House.files(beneath: $0, withExtensions: ["json"]) }
      .map { $0.deletingLastPathComponent() }.filter { $0.lastPathComponent == "Localizations" }
  ).sorted { $0.path < $1.path }

  @Test(
    "Dutch and English texts have the same keys and the same blanks",
    .enabled(if: !localizationFolders.isEmpty, "there are no localisation files"), arguments: localizationFolders)
  func localizations(folder: URL) throws {
    // nl.json, or one file for each room of the interface: page.nl.json, map.nl.json.
    func texts(_ language: String) throws -> [String: String] {
      let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).filter {
        $0.lastPathComponent == "\(language).json" || $0.lastPathComponent.hasSuffix(".\(language).json")
      }
      #expect(!files.isEmpty, "\(House.name(folder)) has no texts in \(language)")
      return try files.reduce(into: [:]) { all, file in
        let texts = try JSONDecoder().decode([String: String].self, from: Data(contentsOf: file))
        all.merge(texts) { first, _ in
          Issue.record("\(House.name(file)) repeats a key")
          return first
        }
      }
    }
    let (nl, en) = (try texts("nl"), try texts("en"))
    #expect(Set(nl.keys) == Set(en.keys))
    for key in Set(nl.keys).intersection(en.keys) {
      func blanks(_ text: String?) -> [String] { (text ?? "").matches(of: /\{\w*\}/).map { String($0.0) }.sorted() }
      #expect(blanks(nl[key]) == blanks(en[key]), "\(House.name(folder)), \(key)")
    }
  }

  private static let products = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent()

  private static func exists(_ product: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: products.appendingPathComponent(product).path)
  }

  /// GDAL brings over a hundred libraries, and each of them reads foreign bytes: they belong in the confined worker.
  @Test(
    "the command line links neither GDAL nor Cairo",
    .enabled(if: exists("twinbench"), "twinbench is not built beside the tests"))
  func commandLineLinks() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/ldd")
    process.arguments = [Self.products.appendingPathComponent("twinbench").path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(text.contains("libc.so"))
    for library in ["libgdal", "libcairo", "libproj"] {
      #expect(!text.contains(library), "twinbench links \(library)")
    }
  }
}
