import AreaTestSupport
import Essentials
import Foundation
@testable import Indicators
import Testing

@Suite("An indicator card")
struct IndicatorCardTests {
  static let text = """
    id: proef
    version: 1.0.0
    theme: {nl: Hitte, en: Heat}
    title: {nl: Proef, en: Trial}
    question: {nl: Hoe warm?, en: How warm?}
    goal: {nl: Koel, en: Cool}
    proxyFor: {nl: Hitte, en: Heat}
    doesNotShow: {nl: Binnen, en: Indoors}
    unit: "%"
    decimals: 1
    better: lower
    steps:
      warm: heat.pet > 35 °C
      public: before(publicSpace)
    formula: share(warm in public)
    inWords: {nl: Aandeel, en: Share}
    norms:
      source: {nl: Zelf, en: Own}
      status: teachingValue
      values:
        A2: [100, 80, 50, 20]
        A5: {values: [100, 90, 70, 40], status: oneSource, source: {nl: Boek, en: Book}}
    band:
      minus: 5
      plus: 7
      source: {nl: Zelf, en: Own}
      status: teachingValue
    sources: [{nl: Boek, en: Book}]
    status: oneSource
    pitfalls: [{nl: Pas op, en: Beware}]
    """

  static func card(_ changes: (String, String)...) throws -> IndicatorCard {
    let text = changes.reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
    return try IndicatorCard(YAMLDocument.parse(text, file: "proef.yaml"))
  }

  static func code(_ body: () throws -> Void) -> (code: String, line: Int?, column: Int?) {
    do {
      try body()
      return ("no error", nil, nil)
    } catch {
      let diagnostic = Diagnostic(from: error)
      return (diagnostic.code, diagnostic.location.line, diagnostic.location.column)
    }
  }

  @Test("gives value, score and change in its own unit, with every step explained")
  func result() throws {
    let result = try Self.card().evaluate(
      before: SmallInputs.inputs(withPlan: false), after: SmallInputs.inputs(withPlan: true), areaType: "A2")
    // 14 of 17 columns above 35 °C, and 10 when 2 K cooler.
    #expect(abs(result.before.value - 100 * 14.0 / 17) < 1e-9)
    #expect(abs(result.after.value - 100 * 10.0 / 17) < 1e-9)
    #expect(abs(result.change + 100 * 4.0 / 17) < 1e-9)
    #expect(result.before.belowFloor && !result.after.belowFloor)
    let score = try #require(result.after.score)
    #expect(abs(score - (4 + 2 * (80 - 1000.0 / 17) / 30)) < 1e-9)
    let clause = try #require(result.explanationAfter.parts.first)
    #expect(clause.parts[0].text == "warm" && clause.parts[0].parts[0].text == "heat.pet > 35 °C")
    let again = try JSONDecoder().decode(IndicatorResult.self, from: JSONValue(encoding: result).canonicalData())
    #expect(again == result)
  }

  @Test("has a norm of its own by type of area, and no score where it has none")
  func areaTypes() throws {
    let (before, after) = (try SmallInputs.inputs(withPlan: false), try SmallInputs.inputs(withPlan: true))
    let business = try Self.card().evaluate(before: before, after: after, areaType: "A5")
    #expect(business.norm?.status == .oneSource && business.norm?.source.en == "Book")
    for type in ["A7", nil] {
      let other = try Self.card().evaluate(before: before, after: after, areaType: type)
      #expect(other.norm == nil && other.after.score == nil && !other.after.belowFloor)
    }
    let all = try Self.card(("A2: [", "all: [")).evaluate(before: before, after: after, areaType: nil)
    #expect(all.after.score != nil)
  }

  @Test(
    "scores from 1 to 10, piecewise linear and no further",
    arguments: [
      (120.0, 1.0), (100, 1), (90, 2.5), (80, 4), (65, 5), (50, 6), (35, 8), (20, 10), (0, 10),
    ])
  func scores(value: Double, score: Double) throws {
    let row = try #require(try Self.card().norms?.row(for: "A2"))
    #expect(abs(row.score(value) - score) < 1e-12)
    #expect(row.isBelowFloor(value) == (value > 80))
    let rising = NormTable.Row(worst: -100, floor: -80, base: -50, best: -20, source: row.source, status: row.status)
    #expect(abs(rising.score(-value) - score) < 1e-12)
    #expect(rising.isBelowFloor(-value) == (value > 80))
  }

  @Test("has a band around its value, of the unit or as a share")
  func band() throws {
    let band = try #require(try Self.card().band)
    #expect(band.range(around: 50) == 45...57)
    let share = try #require(try Self.card(("minus: 5", "of: share\n  minus: 0.5")).band)
    #expect(share.range(around: -10) == -15...60)
  }

  @Test(
    "with a mistake is refused at its place",
    arguments: [
      ("A2: [100, 80, 50, 20]", "A2: [100, 50, 80, 20]", "indicator.normNotMonotone", 21, nil),
      ("A2: [100, 80, 50, 20]", "A2: [20, 50, 80, 100]", "indicator.normNotMonotone", 21, nil),
      ("A2: [100, 80, 50, 20]", "A2: [100, 80, 80, 20]", "indicator.normNotMonotone", 21, nil),
      ("A2: [100, 80, 50, 20]", "A2: [100, 80, 50]", "indicator.normCount", 21, nil),
      ("A2: [", "A9: [", "indicator.unknownAreaType", 21, nil),
      ("better: lower", "better: context", "indicator.normWithoutDirection", 18, nil),
      ("better: lower", "better: nicer", "yaml.notAChoice", 11, nil),
      ("unit: \"%\"", "unit: procenten", "unit.unknown", 9, 7),
      ("formula: share(warm in public)", "formula: share(warm in public", "formula.expected", 15, 30),
      ("formula: share(warm in public)", "formule: share(warm in public)", "yaml.unknownKey", 15, 1),
      ("  warm: heat", "  and: heat", "indicator.invalidStepName", 13, nil),
      ("  warm: heat", "  heat.pet: heat", "indicator.invalidStepName", 13, nil),
      ("title: {nl: Proef, en: Trial}", "title: {nl: Proef}", "yaml.missingKey", 4, nil),
    ])
  func mistakes(old: String, new: String, code: String, line: Int, column: Int?) {
    let found = Self.code { _ = try Self.card((old, new)) }
    #expect(found.code == code)
    #expect(found.line == line)
    if let column { #expect(found.column == column) }
  }

  @Test(
    "that does not fit the layers is refused at the character",
    arguments: [
      ("warm: heat.pet > 35 °C", "warm: heat.pte > 35 °C", "formula.unknownName", 13, 9),
      ("warm: heat.pet > 35 °C", "warm: heat.pet > 35 m", "formula.unitMismatch", 13, 20),
      ("share(warm in public)", "share(warm in zone(\"plien\"))", "formula.unknownZone", 15, 29),
      ("share(warm in public)", "warm in public", "indicator.notANumber", 15, 10),
      ("share(warm in public)", "mean(heat.pet in public)", "indicator.wrongUnit", 15, 10),
      ("public: before", "later: share(earlier in before", "formula.expected", 14, 46),
      ("warm in public", "cold in public", "formula.unknownName", 15, 16),
    ])
  func check(old: String, new: String, code: String, line: Int, column: Int) throws {
    let symbols = try SmallInputs.inputs(withPlan: false).symbols
    let found = Self.code { try Self.card((old, new)).check(symbols) }
    #expect(found.code == code)
    #expect(found.line == line)
    #expect(found.column == column)
  }

  @Test("is checked as far as can be before an area is known")
  func unknownArea() throws {
    let symbols = FormulaSymbols(
      layers: ["heat.pet": .degreeCelsius], landCoverClasses: nil, zones: nil,
      features: ["buildings": nil, "roads": nil])
    try Self.card().check(symbols)
    try Self.card(("share(warm in public)", "share(warm in zone(\"wherever\"))")).check(symbols)
    try Self.card(("share(warm in public)", "share(buildings.height > 3 m)")).check(symbols)
    try Self.card(("share(warm in public)", "share(roads.class = \"main\")")).check(symbols)
    #expect(throws: FormulaError.self) {
      try Self.card(("share(warm in public)", "share(buildings.height > 3 s)")).check(symbols)
    }
  }

  @Test("computes a chain of steps that double each other once each, and refuses more than thirty")
  func manySteps() throws {
    func chain(_ count: Int) -> (String, String) {
      let steps = (1..<count).map { "  step\($0): \($0 == 1 ? "mean(heat.shade)" : "step\($0 - 1) + step\($0 - 1)")\n" }
      return ("  public: before(publicSpace)\n", steps.joined() + "  public: before(publicSpace)\n")
    }
    let (before, after) = (try SmallInputs.inputs(withPlan: false), try SmallInputs.inputs(withPlan: true))
    let card = try Self.card(chain(29), ("share(warm in public)", "step28 - before(step28) + share(warm in public)"))
    let result = try card.evaluate(before: before, after: after, areaType: nil)
    #expect(abs(result.after.value - 100 * 10.0 / 17) < 1e-6)
    #expect(try JSONValue(encoding: result).canonicalData().count < 60_000)
    #expect(Self.code { _ = try Self.card(chain(30)) }.code == "indicator.tooManySteps")
  }

  @Test("with another word in it has another digest, and the same text the same")
  func digest() throws {
    #expect(try Self.card().digest == Self.card().digest)
    #expect(try Self.card().digest != Self.card(("How warm?", "How hot?")).digest)
  }
}

@Suite("A scoreboard")
struct ScoreboardTests {
  @Test("leaves out a card with nothing to measure, with a warning that names card and reason")
  func leftOut() throws {
    let (before, after) = (try SmallInputs.inputs(withPlan: false), try SmallInputs.inputs(withPlan: true))
    let dry = try IndicatorCardTests.card(("share(warm in public)", "share(warm in landCover(\"wadi\"))"))
    let elsewhere = try IndicatorCardTests.card(("share(warm in public)", "share(warm in zone(\"markt\"))"))
    let treeless = try IndicatorCardTests.card(("share(warm in public)", "share(trees.height > 3 m)"))
    for card in [dry, elsewhere, treeless] {
      let board = try Scoreboard([card], before: before, after: after, areaType: "A2")
      #expect(board.results.isEmpty)
      let warning = try #require(board.warnings.first)
      #expect(warning.severity == .warning && warning.code == "indicator.leftOut" && board.warnings.count == 1)
      #expect(warning.what.nl.contains("Proef") && warning.what.nl.contains("(proef)"))
    }
  }

  @Test("passes over cards of events that the scenario does not have")
  func otherEvents() throws {
    let inputs = try SmallInputs.inputs(withPlan: false)
    let noise = try IndicatorCardTests.card(("heat.pet", "noise.level"))
    let board = try Scoreboard([noise, IndicatorCardTests.card()], before: inputs, after: inputs, areaType: "A2")
    #expect(board.results.map(\.id) == ["proef"] && board.warnings.isEmpty)
  }

  @Test("refuses two cards of one id, and a card with a mistake")
  func refused() throws {
    let inputs = try SmallInputs.inputs(withPlan: false)
    let card = try IndicatorCardTests.card()
    #expect(throws: IndicatorError.duplicateCard("proef")) {
      try Scoreboard([card, card], before: inputs, after: inputs, areaType: nil)
    }
    let mistaken = try IndicatorCardTests.card(("> 35 °C", "> 35 m"))
    #expect(throws: FormulaError.self) { try Scoreboard([mistaken], before: inputs, after: inputs, areaType: nil) }
  }
}
