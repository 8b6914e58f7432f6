import Application
import ArgumentParser
import Essentials
import Foundation
import Workbench

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve the workbench to browsers.")

  @Option(help: "The port to listen on.")
  var port: Int = 8080

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let port = port
    try await common.carryOut { installation, _ in
      try await WorkbenchServer(workplace: Workplace(installation: installation)).run(host: "127.0.0.1", port: port)
    }
  }
}
