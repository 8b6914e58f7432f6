import Foundation
import TestSupport
import Testing

/// What people copy from the pages must work.
@Suite("The commands in the documentation")
struct DocumentedCommandsTests {
  private static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("twinbench")

  /// Every Markdown page for people, by its path in the repository.
  static let pages: [String] = {
    let all = FileManager.default.enumerator(atPath: TestFolders.repository.path)?.compactMap { $0 as? String } ?? []
    return all.filter { path in
      path.hasSuffix(".md") && ["docs/", "templates/", "courses/", "packs/"].contains { path.hasPrefix($0) }
    }.sorted() + ["README.md"]
  }()

  /// `twinbench ...` at the start of a line or of inline code, up to its end or to two spaces.
  private static func commands(in text: String) -> [[String]] {
    text.matches(of: /(?m)(?:^|`|\/)twinbench ((?:[^ `\n]| (?! ))+)/)
      .map { $0.1.split(separator: " ").map(String.init) }
  }

  private static func help(_ words: [String]) throws -> (code: Int32, text: String) {
    let process = Process()
    process.executableURL = program
    process.arguments = words + ["--help"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = Pipe()
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  /// The names of a command's subcommands, as its help lists them.
  private static func subcommands(_ help: String) -> [String] {
    guard let start = help.firstRange(of: "SUBCOMMANDS:") else { return [] }
    return help[start.upperBound...].matches(of: /(?m)^  ([a-z]+)/).map { String($0.1) }
  }

  @Test("exist, and have the options that the pages give them", arguments: pages)
  func exist(page: String) throws {
    let text = try String(contentsOf: TestFolders.repository.appendingPathComponent(page), encoding: .utf8)
    for command in Self.commands(in: text) {
      var words: [String] = []
      var help = try Self.help(words)
      for word in command {
        let known = Self.subcommands(help.text)
        if known.isEmpty || word.hasPrefix("-") { break }
        #expect(known.contains(word), "\(page): twinbench \(command.joined(separator: " "))")
        guard known.contains(word) else { break }
        words.append(word)
        help = try Self.help(words)
      }
      for option in command where option.hasPrefix("--") {
        let name = option.prefix { $0 != "=" }
        #expect(help.text.contains(name), "\(page): twinbench \(command.joined(separator: " "))")
      }
    }
  }

  @Test("are found in the pages at all")
  func found() {
    #expect(Self.pages.count > 10)
    let line = "`twinbench run a.yaml --home x`, ./twinbench pack list\ntwinbench grade a.twinsubmission     een cijfer"
    #expect(
      Self.commands(in: line) == [["run", "a.yaml", "--home", "x"], ["pack", "list"], ["grade", "a.twinsubmission"]])
  }
}
