import ArgumentParser
import Essentials

struct PackList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List the installed packs.")

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let packs = try await common.carryOut { installation, _ in try installation.packs() }
    if common.json {
      try common.printJSON(packs.map(\.identity))
    } else if packs.isEmpty {
      try common.printText(
        LocalizedText(nl: "Er zijn nog geen pakketten.", en: "There are no packs yet.")[common.language])
    } else {
      let rows = packs.map {
        ["\($0.identity.name)@\($0.identity.version)", $0.manifest.title[common.language], "\($0.files.count)"]
      }
      let head = [
        LocalizedText(nl: "pakket", en: "pack"), LocalizedText(nl: "titel", en: "title"),
        LocalizedText(nl: "bestanden", en: "files"),
      ].map { $0[common.language] }
      try common.printText(Console.table([head] + rows))
    }
  }
}
