import Areas
import Essentials
import Foundation
import Grids
import Indicators
import Scenarios
import TwinPacks

/// Reads everything in a pack source that the engine would read, so that a mistake is found by its author and not by a
/// student: layers that do not co-register or have holes, cards, formulas, events and tables with errors.
struct ContentLinter: PackLinter {
  func lint(_ source: URL) throws -> [Diagnostic] {
    var problems: [Diagnostic] = []
    func check(_ body: () throws -> Void) throws {
      do { try body() } catch let error as any DiagnosableError { problems.append(error.diagnostic) }
    }

    let table = source.appendingPathComponent("data/landcover.yaml")
    var classes: LandCoverTable?
    if FileManager.default.fileExists(atPath: table.path) {
      try check { classes = try LandCoverTable(YAMLDocument.read(table, named: "data/landcover.yaml")) }
    }
    var cards: [MeasureCard] = []
    for name in try files(in: source, "measures") {
      try check {
        let card = try MeasureCard(YAMLDocument.read(source.appendingPathComponent(name), named: name))
        cards.append(card)
        for caveat in card.caveats where Engine.model(for: caveat.model) == nil {
          throw TaskError.caveatUnknownModel(caveat.model, file: name, known: Engine.kinds)
        }
      }
    }
    try check {
      let catalogue = try MeasureCatalogue(cards)
      if let classes { try catalogue.validate(against: classes) }
    }
    var events: [EventFile] = []
    for name in try files(in: source, "data/events") {
      try check { events.append(try EventFile(YAMLDocument.read(source.appendingPathComponent(name), named: name))) }
    }
    try check { try EventFile.check(events) }
    var loaded: Area?
    let areaFolder = source.appendingPathComponent("area")
    let manifest = areaFolder.appendingPathComponent("area.yaml")
    if FileManager.default.fileExists(atPath: manifest.path) {
      try check {
        let files = AreaFiles { name in
          let url = areaFolder.appendingPathComponent(name)
          return FileManager.default.fileExists(atPath: url.path) ? url : nil
        }
        let area = try AreaManifest(YAMLDocument.read(manifest, named: "area/area.yaml"))
        loaded = try Area.load(area, classes: classes, from: files)
        try requireStatedExtent(of: area.frame, in: source)
      }
    }
    let symbols = Engine.symbols(classes: classes, area: loaded)
    var indicators: [String: String] = [:]
    for name in try files(in: source, "indicators") {
      try check {
        let card = try IndicatorCard(YAMLDocument.read(source.appendingPathComponent(name), named: name))
        if let other = indicators.updateValue(name, forKey: card.id) {
          throw TaskError.indicatorTwice(card.id, other, name)
        }
        try card.check(symbols)
      }
    }
    return problems
  }

  /// What `pack.yaml` says of the place, for catalogues and maps, must be where the layers lie.
  private func requireStatedExtent(of frame: GridFrame, in source: URL) throws {
    guard let extent = try PackManifest.read(source.appendingPathComponent(PackManifest.fileName)).extent else {
      return
    }
    let stated = [extent.west, extent.south, extent.east, extent.north]
    let found = [frame.west, frame.south, frame.east, frame.north]
    guard zip(stated, found).allSatisfy({ abs($0 - $1) < frame.cellSize / 2 }) else {
      throw TaskError.extentDiffers(stated: stated, found: found)
    }
  }

  /// YAML files of a folder, by name.
  private func files(in source: URL, _ folder: String) throws -> [String] {
    let path = source.appendingPathComponent(folder).path
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".yaml") }.sorted()
      .map { "\(folder)/\($0)" }
  }
}
