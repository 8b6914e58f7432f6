import ArgumentParser
import Essentials
import Foundation
import Indicators
import Jobs
import Scenarios

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a scenario: before and after, as table, layers, maps and receipt.")

  @Argument(help: "A scenario.yaml.")
  var scenario: String

  @Option(name: [.short, .long], help: "The folder to write (default: runs/NAME here).")
  var output: String?

  @Flag(help: "Compute everything anew.")
  var noCache = false

  @Option(help: "Show how an indicator came about, by its id; may be given more than once; all for every indicator.")
  var explain: [String] = []

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let file = URL(fileURLWithPath: scenario)
    let name = file.standardizedFileURL.deletingLastPathComponent().lastPathComponent
    let folder = URL(fileURLWithPath: output ?? "runs/\(name)", isDirectory: true)
    let language = common.language
    let useCache = !noCache
    let start = ContinuousClock.now
    let summary = try await common.carryOut { installation, progress in
      try await installation.run(
        scenarioFile: file, output: folder, language: language, useCache: useCache, progress: progress)
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    if common.json {
      try common.printJSON(summary)
    } else {
      let report = RunReport(summary: summary, language: language, folder: folder, seconds: seconds)
      try common.printText(report.text)
      for result in try explained(of: summary) {
        try common.printText("\n" + IndicatorReport(result: result, language: language).text)
      }
    }
  }

  /// The indicators asked for, in the order of the table.
  private func explained(of summary: RunSummary) throws -> [IndicatorResult] {
    let known = summary.indicators.map(\.id)
    for id in explain where id != "all" && !known.contains(id) {
      common.report(ScenarioError.unknownIndicator(id, known: known))
      throw CommandFinished(code: 1)
    }
    return summary.indicators.filter { explain.contains("all") || explain.contains($0.id) }
  }
}
