import ArgumentParser
import Essentials
import Foundation

struct PackBuild: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Make a .twinpack from a pack source. Same source, same bytes.")

  @Argument(help: "Folder with pack.yaml.")
  var source: String

  @Option(name: [.short, .long], help: "The archive to write (default: FOLDER.twinpack here).")
  var output: String?

  @Option(help: "Folder of real layers, for sources whose area is imported.")
  var data: String?

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let source = URL(fileURLWithPath: source, isDirectory: true)
    let data = data.map { URL(fileURLWithPath: $0, isDirectory: true) }
    let output = URL(fileURLWithPath: output ?? "\(source.lastPathComponent).twinpack")
    let contents = try await common.carryOut { installation, progress in
      try await installation.buildPack(source: source, output: output, data: data, progress: progress)
    }
    if common.json {
      try common.printJSON(contents.identity)
    } else {
      try common.printText(
        "\(output.path)\n\(contents.identity.name)@\(contents.identity.version)  \(contents.identity.digest)")
    }
  }
}
