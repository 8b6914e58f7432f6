import AreaTestSupport
import Areas
import Essentials
import Foundation
import Geometry
import Indicators
import ModelKit
import Scenarios
import Synchronization
import Testing

@Suite("Formulas on a run")
struct FormulasOfRunsTests {
  private static let made = Result {
    try ScenarioRun.run(SmallScenario.inputs(), cache: NoRunCache(), context: WorkContext())
  }

  private func formula(_ text: String) throws -> Formula {
    try Formula(text, at: Diagnostic.Location(file: "x.yaml", line: 1, column: 1))
  }

  private func value(_ text: String, _ variant: Variant = .after) throws -> Double {
    try #require(try Self.made.get().evaluate(formula(text), in: variant).quantity).value
  }

  @Test("see the layers of the land and of the models, in both variants")
  func layers() throws {
    let run = try Self.made.get()
    let pet = try #require(run.result("heat", .after)?.outputs.layers["pet"])
    var (sum, count) = (0.0, 0)
    for index in 0..<pet.count where !pet[index].isNaN {
      sum += Double(pet[index])
      count += 1
    }
    #expect(abs(try value("mean(heat.pet in everywhere)") - sum / Double(count)) < 1e-9)
    #expect(try value("maximum(canopyHeight)", .before) < value("maximum(canopyHeight)"))
    #expect(try value("maximum(before(canopyHeight))") == value("maximum(canopyHeight)", .before))
    #expect(try value("mean(rain.maximumDepth)") >= 0)
  }

  @Test("see the cost and the number of measures, which are 0 without a plan")
  func scalars() throws {
    let run = try Self.made.get()
    #expect(try value("plan.constructionCost") == run.cost.construction)
    #expect(try value("plan.maintenanceCost") == run.cost.maintenancePerYear)
    #expect(try value("plan.measures") == 2)
    for name in ["constructionCost", "maintenanceCost", "measures"] { #expect(try value("plan.\(name)", .before) == 0) }
  }

  @Test("know before a run what they will know in it")
  func symbols() throws {
    let known = try Self.made.get().formulaInputs(.after).symbols
    let symbols = Engine.symbols(kinds: ["heat", "rain"], classes: try SmallArea.classes())
    #expect(symbols.layers == known.layers)
    #expect(symbols.masks == known.masks)
    #expect(symbols.landCoverClasses == known.landCoverClasses)
    #expect(symbols.scalars == known.scalars)
    for name in [
      "terrain", "canopyHeight", "vegetation", "roofStorage", "infiltrationDecay", "heat.pet", "rain.wetDuration",
    ] {
      #expect(symbols.layers[name] != nil, "\(name)")
    }
    #expect(Engine.symbols(kinds: ["rain"]).layers["heat.pet"] == nil)
    #expect(Engine.symbols().zones == nil)
    #expect(Engine.symbols(area: SmallArea.area).zones == [])
  }

  @Test("fit what the models give, in every card of the base pack")
  func cards() throws {
    let folder = SmallArea.basePack.appendingPathComponent("indicators")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(files.count > 15)
    let symbols = try Engine.symbols(classes: SmallArea.classes())
    for file in files {
      try IndicatorCard(YAMLDocument.read(folder.appendingPathComponent(file), named: file)).check(symbols)
    }
  }

  @Test("of cards that need an event which the scenario lacks are left out without a word")
  func otherWeather() throws {
    let run = try ScenarioRun.run(
      SmallScenario.inputs(events: ["bui08"]), cache: NoRunCache(), context: WorkContext())
    #expect(run.indicators.map(\.id) == ["flooded", "cost"])
    #expect(!run.warnings.contains { $0.code.hasPrefix("indicator") })
  }

  @Test("may be about sets of features that only this area has, in any function")
  func ownFeatures() throws {
    let names = ["benches", "sheds"]
    let cards = try [
      SmallScenario.card("benches", unit: "1", "count(benches)"),
      SmallScenario.card("wetSheds", unit: "1", "count(sheds where facadeDepth(sheds, rain.maximumDepth) > 0 m)"),
    ]
    var inputs = try SmallScenario.inputs(indicators: cards)
    for name in names { inputs.area.features[name] = inputs.area.features["buildings"] }
    let run = try ScenarioRun.run(inputs, cache: NoRunCache(), context: WorkContext())
    #expect(run.indicators.map(\.id) == cards.map(\.id))
    #expect(run.indicators.first?.before.value == 1)
    #expect(!run.warnings.contains { $0.code.hasPrefix("indicator") })
  }

  @Test("of cards that this area has nothing for are left out with a warning that names the card")
  func nothingToMeasure() throws {
    let card = try SmallScenario.card("roadLength", unit: "m", "sum(length(roads))")
    let run = try ScenarioRun.run(
      SmallScenario.inputs(indicators: [card]), cache: NoRunCache(), context: WorkContext())
    #expect(run.indicators.isEmpty)
    let warning = try #require(run.warnings.first { $0.what.en.contains("roadLength") })
    #expect(warning.severity == .warning)
  }

  @Test(
    "with a slip stop the run before a model has run, at the character in the card",
    arguments: [
      ("mean(haet.pet)", "haet.pet"), ("mean(heat.pet) + 3 m", "+ 3 m"), ("area(heat.pet > 3 m)", "3 m"),
    ])
  func slip(_ row: (text: String, wrong: String)) throws {
    let card = try SmallScenario.card("x", unit: "°C", row.text)
    let inputs = try SmallScenario.inputs(indicators: [card])
    let error = #expect(throws: FormulaError.self) {
      try ScenarioRun.run(inputs, cache: UnusedCache(), context: WorkContext())
    }
    let place = try #require(error?.diagnostic.location)
    #expect(place.file == "indicators/x.yaml")
    #expect(place.line == 12)
    // The formula stands in quotes behind its key.
    let start =
      "formula: '".count
      + row.text.distance(
        from: row.text.startIndex, to: try #require(row.text.range(of: row.wrong)).lowerBound)
    let column = try #require(place.column)
    #expect((start...start + row.wrong.count + 1).contains(column), "column \(column), expected about \(start + 1)")
  }

  /// Says so when a model's result is looked for.
  private struct UnusedCache: RunCache {
    func outputs(for key: Digest) -> ModelOutputs? {
      Issue.record("a model was about to run")
      return nil
    }

    func store(_ outputs: ModelOutputs, for key: Digest) {}
  }
}

@Suite("What each kind of measure adds")
struct ContributionTests {
  private let formulas = Result {
    try [
      "pet": Formula("mean(heat.pet in before(publicSpace))", at: .init()),
      "cost": Formula("plan.constructionCost", at: .init()),
    ]
  }

  private func run(_ measures: [Measure], cache: some RunCache = NoRunCache()) throws -> ScenarioRun {
    try ScenarioRun.run(SmallScenario.inputs(measures: measures), cache: cache, context: WorkContext())
  }

  @Test("is the difference that leaving it out makes")
  func leaveOneOut() throws {
    let formulas = try formulas.get()
    let whole = try run([SmallScenario.tree, SmallScenario.lawn])
    let found = try whole.contributions(to: formulas, cache: NoRunCache(), context: WorkContext())
    #expect(found.map(\.card) == ["tree", "lawn"])
    #expect(found.map(\.count) == [1, 1])
    for (contribution, rest) in zip(found, [SmallScenario.lawn, SmallScenario.tree]) {
      let without = try run([rest])
      for (id, formula) in formulas {
        let expected = try #require(whole.evaluate(formula).value) - #require(without.evaluate(formula).value)
        #expect(contribution.changes[id] == expected, "\(contribution.card) \(id)")
      }
      #expect(!contribution.title.nl.isEmpty)
    }
    #expect(try #require(found[0].changes["pet"]) < 0)
    #expect(try #require(found[0].changes["cost"]) + #require(found[1].changes["cost"]) == whole.cost.construction)
  }

  @Test("takes all measures of a kind out together")
  func kinds() throws {
    var second = SmallScenario.tree
    second.id = "boom-2"
    second.geometry = .point(Point(155_014.5, 463_002.5))
    let whole = try run([SmallScenario.tree, second])
    let found = try whole.contributions(to: formulas.get(), cache: NoRunCache(), context: WorkContext())
    #expect(found.map(\.count) == [2])
    let before = try #require(whole.evaluate(formulas.get()["pet"] ?? Formula("1", at: .init()), in: .before).value)
    let after = try #require(whole.evaluate(formulas.get()["pet"] ?? Formula("1", at: .init())).value)
    #expect(found[0].changes["pet"] == after - before)
  }

  @Test("runs only the models that are asked for, and none again that the cache holds")
  func onlyWhatIsNeeded() throws {
    let whole = try run([SmallScenario.tree, SmallScenario.lawn])
    let cache = CountingCache()
    let formulas = try formulas.get()
    let first = try whole.contributions(to: formulas, cache: cache, context: WorkContext())
    #expect(cache.stored == 2)
    let again = try whole.contributions(to: formulas, cache: cache, context: WorkContext())
    #expect(cache.stored == 2)
    #expect(again == first)
    // Leaving out the only kind gives the situation without plan, which has been run.
    let single = try run([SmallScenario.tree])
    _ = try single.contributions(to: formulas, cache: cache, context: WorkContext())
    #expect(cache.stored == 2)
    _ = try whole.contributions(
      to: ["cost": Formula("plan.constructionCost", at: .init())], cache: cache, context: WorkContext())
    #expect(cache.stored == 2)
  }

  @Test("can be asked of indicators, in their units, but not of unknown ones")
  func indicators() throws {
    let whole = try run([SmallScenario.tree, SmallScenario.lawn])
    let byCard = try whole.contributions(toIndicators: ["petMean"], cache: NoRunCache(), context: WorkContext())
    let byFormula = try whole.contributions(to: formulas.get(), cache: NoRunCache(), context: WorkContext())
    #expect(byCard.map { $0.changes["petMean"] } == byFormula.map { $0.changes["pet"] })
    let error = #expect(throws: ScenarioError.self) {
      try whole.contributions(toIndicators: ["petMaen"], cache: NoRunCache(), context: WorkContext())
    }
    #expect(error?.diagnostic.remedy.en.contains("petMean") == true)
  }

  @Test("of a formula that gives no number is refused; of an empty plan there is none; a stop is obeyed")
  func edges() throws {
    let whole = try run([SmallScenario.tree])
    #expect(throws: ScenarioError.self) {
      try whole.contributions(
        to: ["pet": Formula("heat.pet", at: .init())], cache: NoRunCache(), context: WorkContext())
    }
    #expect(try run([]).contributions(to: formulas.get(), cache: NoRunCache(), context: WorkContext()).isEmpty)
    let token = CancellationToken()
    token.cancel()
    #expect(throws: CancellationError.self) {
      try whole.contributions(to: formulas.get(), cache: NoRunCache(), context: WorkContext(cancellation: token))
    }
  }

  /// A cache in memory that counts what it is given.
  private final class CountingCache: RunCache {
    private let known = Mutex<[Digest: ModelOutputs]>([:])
    var stored: Int { known.withLock { $0.count } }

    func outputs(for key: Digest) -> ModelOutputs? { known.withLock { $0[key] } }
    func store(_ outputs: ModelOutputs, for key: Digest) { known.withLock { $0[key] = outputs } }
  }
}

@Suite("What may be said of a change")
struct VerdictTests {
  private func verdict(_ more: String, decimals: Int = 2, better: String = "lower") throws -> Verdict {
    let card = try SmallScenario.card(
      "petMean", unit: "°C", decimals: decimals, better: better, "mean(heat.pet)", more: more)
    let run = try ScenarioRun.run(
      SmallScenario.inputs(events: ["hete-dag-2015-07-01"], indicators: [card]), cache: NoRunCache(),
      context: WorkContext())
    return try #require(run.indicators.first).verdict
  }

  @Test("is better, unless the change is smaller than the band or than what is shown")
  func verdicts() throws {
    #expect(try verdict("") == .better)
    #expect(try verdict("", decimals: 0) == .same)
    let band = "band: {minus: SIZE, plus: SIZE, source: {nl: x, en: x}, status: teachingValue}"
    #expect(try verdict(band.replacing("SIZE", with: "10")) == .withinBand)
    #expect(try verdict(band.replacing("SIZE", with: "0.001")) == .better)
    #expect(try verdict("", better: "higher") == .worse)
    #expect(try verdict("", better: "context") == .undirected)
  }
}
