import Application
import ArgumentParser
import Classroom
import Essentials
import Foundation
import Workbench

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve the workbench to browsers.")

  @Option(help: "The address to listen on: 127.0.0.1 for this computer only, 0.0.0.0 for the network.")
  var host: String = "127.0.0.1"

  @Option(help: "The port to listen on; 0 for any free one.")
  var port: Int = 8080

  @Flag(help: "Serve plain HTTP on a local network (classroom mode); every page says what that means.")
  var classroom = false

  @Option(help: "PEM file with the TLS certificate and its chain.")
  var tlsCertificate: String?

  @Option(help: "PEM file with the key of the TLS certificate.")
  var tlsKey: String?

  @Option(help: "The address that students type, such as https://twinbench.school.nl (default: this computer's).")
  var address: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port must be between 0 and 65535.") }
    guard (tlsCertificate == nil) == (tlsKey == nil) else {
      throw ValidationError("--tls-certificate and --tls-key belong together.")
    }
    guard !classroom || tlsCertificate == nil else {
      throw ValidationError("--classroom is for plain HTTP; leave it out when there is a certificate.")
    }
  }

  func run() async throws {
    do {
      let installation = try common.installation()
      let lock = try ServingLock(folder: installation.home)
      defer { withExtendedLifetime(lock) {} }
      let workplace = try Workplace(installation: installation)
      // The server itself stops at the first Ctrl-C or SIGTERM and finishes what it is answering. Who listens for news
      // is let go, and a browser that keeps its connection cannot hold it up for ever.
      let limit = Interruption {
        Task { await workplace.endListening() }
        DispatchQueue.global().asyncAfter(deadline: .now() + 10) { Foundation.exit(EXIT_SUCCESS) }
      }
      defer { limit.end() }
      let server = try WorkbenchServer(workplace: workplace, configuration: serverConfiguration)
      let needsTeacher = try await !workplace.database.hasTeacher()
      try await server.run { port in announce(server, port: port, needsTeacher: needsTeacher) }
    } catch is CancellationError {
      throw CommandFinished(code: 130)
    } catch {
      common.report(error)
      throw CommandFinished(code: 1)
    }
  }

  private var serverConfiguration: ServerConfiguration {
    let tls: ServerConfiguration.TLS? =
      if let tlsCertificate, let tlsKey {
        .init(certificate: URL(fileURLWithPath: tlsCertificate), key: URL(fileURLWithPath: tlsKey))
      } else {
        nil
      }
    return ServerConfiguration(host: host, port: port, tls: tls, classroomMode: classroom, address: address)
  }

  /// What a person at this terminal must know.
  private func announce(_ server: WorkbenchServer, port: Int, needsTeacher: Bool) {
    struct Announcement: Encodable {
      var addresses: [String]
      var port: Int
      var setUpWord: String?
    }
    let addresses = server.addresses(port: port)
    if common.json {
      try? common.printJSON(
        Announcement(addresses: addresses, port: port, setUpWord: needsTeacher ? server.setUpWord.grouped : nil))
      return
    }
    var lines = [
      LocalizedText(nl: "De werkbank staat klaar op:", en: "The workbench is ready at:")[common.language]
    ]
    lines += addresses.map { "  \($0)" }
    if needsTeacher {
      lines.append(
        LocalizedText(
          nl: "Maak de eerste docent op \(addresses[0])/setup met het startwoord \(server.setUpWord.grouped)",
          en: "Make the first teacher at \(addresses[0])/setup with the set-up word \(server.setUpWord.grouped)")[
            common.language])
    }
    if classroom {
      lines.append(
        LocalizedText(
          nl: "Klaslokaalmodus: de verbinding is niet versleuteld; zie \(addresses[0])/classroom-mode",
          en: "Classroom mode: the connection is not encrypted; see \(addresses[0])/classroom-mode")[common.language])
    }
    lines.append(LocalizedText(nl: "Stop met Ctrl-C.", en: "Stop with Ctrl-C.")[common.language])
    try? common.printText(lines.joined(separator: "\n"))
  }
}
