import AreaTestSupport
import Essentials
import Foundation
import Testing

@testable import Areas

@Suite("Measure cards")
struct MeasureCardTests {
  static let text = """
    id: bench
    version: 1.0.0
    title: {nl: Bank, en: Bench}
    description: {nl: Een bank., en: A bench.}
    geometry: point
    group: surface
    properties:
      width: {title: {nl: Breedte, en: Width}, unit: m, default: 2, minimum: 1, maximum: 4}
    allowedOn: [voetpad]
    effects:
      - {layer: manning, operation: max, value: 0.05, diameter: width}
    cost:
      construction: {amount: 900, per: piece, source: {nl: bron, en: source}, status: teachingValue}
      maintenance: {amount: 10, per: piece, source: {nl: bron, en: source}, status: teachingValue}
    sources: [{nl: bron, en: source}]
    notModelled: {nl: niets, en: nothing}
    """

  func card(replacing old: String = "", with new: String = "") throws -> MeasureCard {
    try MeasureCard(
      YAMLDocument.parse(old.isEmpty ? Self.text : Self.text.replacing(old, with: new), file: "bench.yaml"))
  }

  @Test("are read with their properties, effects and cost")
  func read() throws {
    let card = try card()
    #expect(card.properties.map(\.id) == ["width"])
    #expect(card.effects[0].diameter == .property("width"))
    #expect(card.construction.amount == 900)
  }

  @Test("may warn of models, each with a text in both languages")
  func caveats() throws {
    #expect(try card().caveats.isEmpty)
    let warned = try card(
      replacing: "notModelled:",
      with: "caveats:\n  - {model: heat, text: {nl: telt niet mee, en: does not count}}\nnotModelled:")
    #expect(warned.caveats.map(\.model) == ["heat"])
    #expect(warned.caveats.map(\.text) == [LocalizedText(nl: "telt niet mee", en: "does not count")])
    #expect(throws: YAMLError.self) { () throws in
      _ = try card(replacing: "notModelled:", with: "caveats: [{model: heat, text: {nl: half}}]\nnotModelled:")
    }
    #expect(try SmallArea.catalogue().cards.allSatisfy { card in card.caveats.contains { $0.model == "heat" } })
  }

  @Test("of the base pack are all readable and have their own digest")
  func basePack() throws {
    let cards = try SmallArea.catalogue().cards
    let folder = SmallArea.basePack.appendingPathComponent("measures")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    #expect(Set(files.map { $0.deletingPathExtension().lastPathComponent }) == Set(cards.map(\.id)))
    #expect(Set(cards.map(\.digest)).count == cards.count)
  }

  @Test(
    "are refused with file, line and key",
    arguments: [
      ("amount: 900", "amount: -900", "yaml.outOfRange", 13, "cost.construction.amount"),
      ("layer: manning", "layer: gravity", "yaml.notAChoice", 11, "effects.0.layer"),
      ("geometry: point", "geometry: blob", "yaml.notAChoice", 5, "geometry"),
      ("version: 1.0.0", "versoin: 1.0.0", "yaml.unknownKey", 2, "versoin"),
      ("value: 0.05", "value: thick", "yaml.notAChoice", 11, "effects.0.value"),
      ("default: 2", "default: 9", "yaml.outOfRange", 8, "properties.width.default"),
    ])
  func refused(old: String, new: String, code: String, line: Int, key: String) throws {
    let error = #expect(throws: YAMLError.self) { try card(replacing: old, with: new) }
    let diagnostic = try #require(error?.diagnostic)
    #expect(diagnostic.code == code)
    #expect(diagnostic.location.file == "bench.yaml")
    #expect(diagnostic.location.line == line)
    #expect(diagnostic.location.key == key)
  }

  @Test("with broken YAML name the line")
  func malformed() throws {
    let error = #expect(throws: YAMLError.self) { try card(replacing: "group: surface", with: "group: [surface") }
    #expect(error?.diagnostic.code == "yaml.malformed")
    #expect((error?.diagnostic.location.line ?? 0) >= 6)
  }

  @Test("that name a land cover which the table does not have are refused")
  func unknownClass() throws {
    let classes = try SmallArea.classes()
    let slip = try MeasureCatalogue([try card(replacing: "allowedOn: [voetpad]", with: "allowedOn: [voetpat]")])
    let error = #expect(throws: AreaError.self) { try slip.validate(against: classes) }
    #expect(error?.diagnostic.code == "measures.unknownClass")
    try SmallArea.catalogue().validate(against: classes)
  }

  @Test("of the same id and version in two files are refused")
  func twice() throws {
    #expect(throws: AreaError.self) { try MeasureCatalogue([try card(), try card()]) }
  }
}
