import Areas
import ArgumentParser
import Essentials
import Foundation

struct PlanImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Make a plan log from a GeoJSON FeatureCollection in RD New.")

  @Argument(help: "A .geojson file.")
  var file: String

  @Option(name: [.short, .long], help: "The plan log to write.")
  var output: String

  @Option(help: "Language of texts: nl or en.")
  var language: Language = .nl

  func run() throws {
    try PlanFiles.reporting(in: language) {
      let name = URL(fileURLWithPath: output).deletingPathExtension().lastPathComponent
      let log = try PlanGeoJSON.log(from: PlanFiles.read(file), file: file, plan: name)
      try AtomicPublication.write(PlanLogFile.data(of: log), to: URL(fileURLWithPath: output))
    }
  }
}
