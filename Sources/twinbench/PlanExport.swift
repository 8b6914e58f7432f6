import Areas
import ArgumentParser
import Essentials
import Foundation

struct PlanExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Make GeoJSON in RD New from a plan log; it opens in QGIS.")

  @Argument(help: "A plan log.")
  var file: String

  @Option(name: [.short, .long], help: "The .geojson to write.")
  var output: String

  @Option(help: "Language of texts: nl or en.")
  var language: Language = .nl

  func run() throws {
    try PlanFiles.reporting(in: language) {
      let log = try PlanLogFile.read(PlanFiles.read(file), file: file)
      try AtomicPublication.write(PlanGeoJSON.data(of: log.state), to: URL(fileURLWithPath: output))
    }
  }
}
