import ArgumentParser
import Essentials
import Foundation

struct PackVerify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check an archive from end to end without installing it.")

  @Argument(help: "A .twinpack file.")
  var file: String

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let file = URL(fileURLWithPath: file)
    let contents = try await common.carryOut { installation, progress in
      try await installation.verifyPack(file, progress: progress)
    }
    if common.json {
      try common.printJSON(contents)
    } else {
      let words = LocalizedText(nl: "in orde", en: "valid")[common.language]
      try common.printText(
        "\(contents.identity.name)@\(contents.identity.version)  \(contents.identity.digest)  \(words)")
    }
  }
}
