import Areas
import Essentials
import Foundation
import GeoFormats
import Grids
import Indicators
import Jobs
import ModelKit
import Scenarios

/// Writes a run's folder: `table.json`, `table.csv`, `indicators.json`, `plan.geojson`, `layers/`, `maps/`,
/// `receipt.json`.
struct ResultWriter {
  let run: ScenarioRun
  let folder: URL
  let language: Language

  func write(computationSeconds: Double, _ context: WorkContext) throws -> RunSummary {
    for name in ["layers", "maps"] {
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent(name), withIntermediateDirectories: true)
    }
    try writeLayers(context.part(0...0.5))
    let maps = try MapWriter(run: run, folder: folder.appendingPathComponent("maps"), language: language)
      .write(context.part(0.5...0.95))
    let summary = RunSummary(run, maps: maps.map { "maps/\($0)" })
    try put(JSONValue(encoding: summary.table).prettyData(), "table.json")
    try put(Data(Self.csv(summary.rows).utf8), "table.csv")
    try put(JSONValue(encoding: ["indicators": summary.indicators]).prettyData(), "indicators.json")
    try put(PlanGeoJSON.data(of: run.inputs.plan), "plan.geojson")
    let receipt = try Receipt(run, computationSeconds: computationSeconds, threads: context.threads)
    try put(JSONValue(encoding: receipt).prettyData(), "receipt.json")
    context.progress(1, LocalizedText(nl: "Klaar", en: "Done"))
    return summary
  }

  private func put(_ data: Data, _ name: String) throws {
    try AtomicPublication.write(data, to: folder.appendingPathComponent(name))
  }

  // MARK: Layers

  /// `heat-pet-before.tif`, `-after` and `-change`; land cover and terrain with the plan.
  private func writeLayers(_ context: WorkContext) throws {
    for (index, model) in Engine.models.map(\.description).enumerated() {
      guard let before = run.result(model.id, .before), let after = run.result(model.id, .after) else { continue }
      for description in model.outputs {
        try context.checkCancellation()
        guard let a = before.outputs.layers[description.id], let b = after.outputs.layers[description.id] else {
          continue
        }
        let change = Grid<Float>(a.frame, filling: { out in for i in 0..<a.count { out[i] = b[i] - a[i] } })
        for (grid, name) in [(a, "before"), (b, "after"), (change, "change")] {
          try RasterFile.write(
            grid, to: folder.appendingPathComponent("layers/\(model.id)-\(description.id)-\(name).tif"),
            unit: description.unit, description: description.title[language])
        }
      }
      context.progress(
        Double(index + 1) / Double(Engine.models.count), LocalizedText(nl: "Lagen schrijven", en: "Writing layers"))
    }
    for variant in Variant.allCases {
      guard let layers = run.layers[variant] else { continue }
      let colours = Dictionary(
        run.inputs.classes.classes.map { ($0.code, $0.colour) },
        uniquingKeysWith: { first, _ in first })
      try RasterFile.write(
        codes: layers.landCover, to: folder.appendingPathComponent("layers/land-cover-\(variant.rawValue).tif"),
        description: LocalizedText(nl: "Landgebruik", en: "Land cover")[language], colours: colours)
      if let terrain = layers.layers["terrain"] {
        try RasterFile.write(
          terrain, to: folder.appendingPathComponent("layers/terrain-\(variant.rawValue).tif"), unit: "m",
          description: LocalizedText(nl: "Maaiveld", en: "Ground level")[language])
      }
    }
  }

  // MARK: Tables

  /// RFC 4180 for programs: numbers with a point, whole; empty where there is nothing.
  private static func csv(_ rows: [RunSummary.Row]) -> String {
    func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }
    func listed(_ texts: [LocalizedText], _ language: Language) -> String {
      quoted(texts.map { $0[language] }.joined(separator: "; "))
    }
    let head = [
      "id", "title_nl", "title_en", "unit", "before", "after", "change", "verdict", "score_before", "score_after",
      "band_minus", "band_plus", "band_of", "change_lowest", "change_highest", "formula", "in_words_nl", "in_words_en",
      "source_nl", "source_en",
      "status", "does_not_show_nl", "does_not_show_en",
    ]
    let lines = rows.map { row -> [String] in
      [
        row.id, quoted(row.title.nl), quoted(row.title.en), quoted(row.unit.symbol), "\(row.before)", "\(row.after)",
        "\(row.change)", row.verdict.rawValue, row.scoreBefore.map { "\($0)" } ?? "",
        row.scoreAfter.map { "\($0)" } ?? "", row.band.map { "\($0.minus)" } ?? "",
        row.band.map { "\($0.plus)" } ?? "", row.band?.kind.rawValue ?? "",
        row.changeLowest.map { "\($0)" } ?? "", row.changeHighest.map { "\($0)" } ?? "", quoted(row.formula),
        quoted(row.inWords.nl), quoted(row.inWords.en), listed(row.sources, .nl), listed(row.sources, .en),
        row.status.rawValue, quoted(row.doesNotShow.nl), quoted(row.doesNotShow.en),
      ]
    }
    return ([head] + lines).map { $0.joined(separator: ",") + "\r\n" }.joined()
  }
}
