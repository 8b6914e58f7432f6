import ArgumentParser
import Essentials
import Foundation

struct PackInstall: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install", abstract: "Check an archive and put it in the library.")

  @Argument(help: "A .twinpack file.")
  var file: String

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let file = URL(fileURLWithPath: file)
    let contents = try await common.carryOut { installation, progress in
      try await installation.installPack(file, progress: progress)
    }
    if common.json {
      try common.printJSON(contents.identity)
    } else {
      let words = LocalizedText(nl: "geïnstalleerd", en: "installed")[common.language]
      try common.printText("\(contents.identity.name)@\(contents.identity.version)  \(words)")
    }
  }
}
