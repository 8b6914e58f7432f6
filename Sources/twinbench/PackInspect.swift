import ArgumentParser
import Essentials

struct PackInspect: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Show what an installed pack says of itself and what it holds.")

  @Argument(help: "publisher/name or publisher/name@version.")
  var pack: String

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let name = pack
    let contents = try await common.carryOut { installation, _ in try installation.pack(name) }
    if common.json {
      try common.printJSON(contents)
      return
    }
    let manifest = contents.manifest
    let language = common.language
    func line(_ nl: String, _ en: String, _ value: String) -> [String] {
      [LocalizedText(nl: nl, en: en)[language], value]
    }
    var rows = [
      line("pakket", "pack", "\(contents.identity.name)@\(contents.identity.version)"),
      line("titel", "title", manifest.title[language]),
      line("vingerafdruk", "digest", contents.identity.digest.hex),
      line("licentie", "licence", manifest.licence),
      line("makers", "authors", manifest.authors.map(\.name).joined(separator: ", ")),
      line("datum", "date", manifest.date),
    ]
    if manifest.synthetic {
      rows.append(
        line("let op", "note", LocalizedText(nl: "verzonnen gebied", en: "made-up area")[language]))
    }
    for dependency in manifest.dependencies {
      rows.append(line("bouwt op", "builds on", "\(dependency.name)@\(dependency.version)"))
    }
    let width = rows.map { $0[0].count }.max() ?? 0
    for row in rows { try common.printText(row[0].padding(toLength: width + 2, withPad: " ", startingAt: 0) + row[1]) }
    try common.printText("\n" + manifest.description[language] + "\n")
    try common.printText(Console.table(contents.files.map { [$0.path, "\($0.size)"] }))
  }
}
