import Areas
import Essentials
import Foundation
import Scenarios
import TwinPacks

/// Reads everything in a pack source that the engine would read, so that a mistake is found by its author and not by a
/// student: layers that do not co-register or have holes, cards, events and tables with errors.
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
      try check { cards.append(try MeasureCard(YAMLDocument.read(source.appendingPathComponent(name), named: name))) }
    }
    try check {
      let catalogue = try MeasureCatalogue(cards)
      if let classes { try catalogue.validate(against: classes) }
    }
    for name in try files(in: source, "data/events") {
      try check { _ = try Event(YAMLDocument.read(source.appendingPathComponent(name), named: name)) }
    }
    let areaFolder = source.appendingPathComponent("area")
    let manifest = areaFolder.appendingPathComponent("area.yaml")
    if FileManager.default.fileExists(atPath: manifest.path) {
      try check {
        let files = AreaFiles { name in
          let url = areaFolder.appendingPathComponent(name)
          return FileManager.default.fileExists(atPath: url.path) ? url : nil
        }
        _ = try Area.load(
          AreaManifest(YAMLDocument.read(manifest, named: "area/area.yaml")), classes: classes, from: files)
      }
    }
    return problems
  }

  /// YAML files of a folder, by name.
  private func files(in source: URL, _ folder: String) throws -> [String] {
    let path = source.appendingPathComponent(folder).path
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".yaml") }.sorted()
      .map { "\(folder)/\($0)" }
  }
}
