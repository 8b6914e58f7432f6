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

  /// The texts of the interface, without their language: `Sources/Workbench/Localizations/page` stands for
  /// `page.nl.json` and `page.en.json`.
  static let localizations = Set(
    ["Sources", "packs", "courses", "templates"].flatMap { House.files(beneath: $0, withExtensions: ["json"]) }
      .filter { $0.deletingLastPathComponent().lastPathComponent == "Localizations" }
      .map { $0.deletingPathExtension().deletingPathExtension().path }
  ).sorted()

  /// What uses them, and whether every used one is there, is looked at by `scripts/web-check`.
  @Test(
    "Dutch and English texts have the same keys and the same blanks",
    .enabled(if: !localizations.isEmpty, "there are no localisation files"), arguments: localizations)
  func bothLanguages(room: String) throws {
    func texts(_ language: String) throws -> [String: String] {
      let data = try Data(contentsOf: URL(fileURLWithPath: "\(room).\(language).json"))
      return try JSONDecoder().decode([String: String].self, from: data)
    }
    let (nl, en) = (try texts("nl"), try texts("en"))
    #expect(Set(nl.keys) == Set(en.keys))
    for key in Set(nl.keys).intersection(en.keys) {
      func blanks(_ text: String?) -> [String] { (text ?? "").matches(of: /\{\w*\}/).map { String($0.0) }.sorted() }
      #expect(Set(blanks(nl[key])) == Set(blanks(en[key])), "\(room), \(key)")
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
