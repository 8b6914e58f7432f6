import AreaTestSupport
import Essentials
import Foundation
@testable import Indicators
import TestSupport
import Testing

@Suite("The indicator cards of the base pack")
struct CardFilesTests {
  static let folder = SmallArea.basePack.appendingPathComponent("indicators")

  static let all = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()

  /// Those about layers that the small area has here; whether every card fits every model is tested with the models.
  static let files = all.filter { file in
    (try? card(file).isComputable(with: SmallInputs.inputs(withPlan: true).symbols)) ?? true
  }

  @Test("are mostly about layers that these tests have")
  func covered() {
    #expect(Self.files.count > 15 && Self.files.count * 2 > Self.all.count)
  }

  static func card(_ file: String) throws -> IndicatorCard {
    try IndicatorCard(YAMLDocument.read(folder.appendingPathComponent(file), named: "indicators/\(file)"))
  }

  @Test("are read, and fit the layers, classes and attributes that areas have", arguments: files)
  func check(file: String) throws {
    let card = try Self.card(file)
    #expect(card.id + ".yaml" == file)
    let symbols = try SmallInputs.inputs(withPlan: true).symbols
    try card.check(symbols)
    #expect(card.isComputable(with: symbols))
    #expect(!card.sources.isEmpty && !card.pitfalls.isEmpty)
  }

  @Test("have nothing to measure where the small area is too small for a place of 200 m², and say so")
  func tooSmall() throws {
    let inputs = try SmallInputs.inputs(withPlan: true)
    for file in Self.tooLarge {
      let error = #expect(throws: FormulaError.self) {
        try Self.card(file).evaluate(before: inputs, after: inputs, areaType: "A2")
      }
      #expect(error?.diagnostic.code == "indicator.nothingToMeasure")
    }
  }

  /// Cards about something that the small area has no room for.
  static let tooLarge = ["heat-shelter-distance.yaml"]

  @Test(
    "give a value with an explanation in both situations, and the same twice",
    arguments: files.filter { !tooLarge.contains($0) })
  func evaluate(file: String) throws {
    let card = try Self.card(file)
    let (before, after) = (try SmallInputs.inputs(withPlan: false), try SmallInputs.inputs(withPlan: true))
    let result = try card.evaluate(before: before, after: after, areaType: "A2")
    #expect(result.explanationAfter.text == card.formula.text)
    #expect(
      try JSONValue(encoding: result).digest()
        == JSONValue(encoding: card.evaluate(before: before, after: after, areaType: "A2")).digest())
    #expect((result.norm != nil) == (result.after.score != nil))
    for score in [result.before.score, result.after.score].compactMap({ $0 }) { #expect((1...10).contains(score)) }
  }

  @Test("need the event whose layers they read")
  func needs() throws {
    var land = try SmallInputs.inputs(withPlan: true).symbols
    land.layers = land.layers.filter { !$0.key.contains(".") }
    var heat = land
    heat.layers.merge(try SmallInputs.inputs(withPlan: true).symbols.layers.filter { $0.key.hasPrefix("heat.") }) {
      _, new in new
    }
    for file in Self.files {
      let card = try Self.card(file)
      let text = ([card.formula] + card.steps.map(\.formula)).map(\.text).joined()
      #expect(card.isComputable(with: land) != (text.contains("rain.") || text.contains("heat.")), "\(file)")
      #expect(card.isComputable(with: heat) != text.contains("rain."), "\(file)")
    }
  }

  @Test("use a language whose page names every function and every unit")
  func page() throws {
    let page = try String(
      contentsOf: TestFolders.repository.appendingPathComponent("docs/indicator-format.md"), encoding: .utf8)
    for function in Formula.functions {
      #expect(page.contains("`\(function.name)("), "\(function.name)")
      #expect(!function.summary.nl.isEmpty && !function.summary.en.isEmpty && function.usage.hasPrefix(function.name))
    }
    for unit in UnitOfMeasure.knownSymbols { #expect(page.contains("`\(unit)`"), "\(unit)") }
  }
}
