import AreaTestSupport
import Areas
import Essentials
import Foundation
import Geometry
@testable import Scenarios
import Synchronization
import TestSupport
import Testing

@Suite("Running a scenario")
struct ScenarioRunTests {
  @Test("measures its cards before and after: a tree cools and costs money")
  func indicators() throws {
    let run = try ScenarioRun.run(SmallScenario.inputs(), cache: NoRunCache(), context: WorkContext())
    #expect(run.indicators.map(\.id) == ["petMean", "flooded", "cost"])
    let pet = try #require(run.indicators.first)
    #expect(pet.after.value < pet.before.value)
    let (before, after) = try (#require(pet.before.score), #require(pet.after.score))
    #expect(after > before)
    #expect(run.indicators[2].before.value == 0)
    #expect(run.indicators[2].after.value == run.cost.construction)
  }

  @Test("with an empty plan changes nothing and computes each model once")
  func emptyPlan() throws {
    let run = try ScenarioRun.run(
      SmallScenario.inputs(measures: []), cache: NoRunCache(), context: WorkContext())
    for result in run.indicators { #expect(result.change == 0 && result.verdict == .same, "\(result.id)") }
    #expect(run.indicators.count == 3)
    #expect(Set(run.nodes.map(\.key)).count == 2)
  }

  @Test("gives the same bytes with one thread and with two")
  func threads() throws {
    let inputs = try SmallScenario.inputs()
    let one = try ScenarioRun.run(inputs, cache: NoRunCache(), context: WorkContext(threads: 1))
    let two = try ScenarioRun.run(inputs, cache: NoRunCache(), context: WorkContext(threads: 2))
    for (a, b) in zip(one.nodes, two.nodes) {
      #expect(a.outputs.layers.mapValues(\.digest) == b.outputs.layers.mapValues(\.digest))
    }
    #expect(one.indicators == two.indicators)
  }

  @Test("takes a second run from the cache, and after a changed event computes only what depends on it")
  func cache() throws {
    try TestFolders.withTemporaryFolder { folder in
      let cache = FolderRunCache(folder: folder)
      let first = try ScenarioRun.run(SmallScenario.inputs(), cache: cache, context: WorkContext())
      #expect(first.nodes.allSatisfy { !$0.fromCache })
      let second = try ScenarioRun.run(SmallScenario.inputs(), cache: cache, context: WorkContext())
      #expect(second.nodes.allSatisfy { $0.fromCache })
      #expect(second.indicators == first.indicators)
      #expect(second.nodes.map(\.outputs.balance) == first.nodes.map(\.outputs.balance))
      let changed = try ScenarioRun.run(
        SmallScenario.inputs(events: ["hete-dag-2015-07-01", "wolkbreuk-70mm-1u"]), cache: cache,
        context: WorkContext())
      #expect(changed.nodes.map(\.fromCache) == [true, true, false, false])
    }
  }

  @Test("computes anew what the cache holds damaged")
  func damagedCache() throws {
    try TestFolders.withTemporaryFolder { folder in
      let cache = FolderRunCache(folder: folder)
      let first = try ScenarioRun.run(SmallScenario.inputs(), cache: cache, context: WorkContext())
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
        let file = folder.appendingPathComponent(name)
        var data = try Data(contentsOf: file)
        data[data.count / 2] ^= 1
        try data.write(to: file)
      }
      let again = try ScenarioRun.run(SmallScenario.inputs(), cache: cache, context: WorkContext())
      #expect(again.nodes.allSatisfy { !$0.fromCache })
      #expect(again.indicators == first.indicators)
    }
  }

  @Test("refuses a plan that cannot stand, with every reason")
  func refused() throws {
    let onRoof = SmallArea.measure("x", "tree", .point(Point(155_002, 463_018)))
    let away = SmallArea.measure("y", "tree", .point(Point(156_002, 463_018)))
    let error = #expect(throws: PlanRefused.self) {
      try ScenarioRun.run(
        SmallScenario.inputs(measures: [onRoof, away]), cache: NoRunCache(), context: WorkContext())
    }
    #expect(error?.problems.map(\.code) == ["plan.wrongSpot", "plan.outsideArea"])
    #expect(error?.diagnostic.what.nl.contains("Ook:") == true)
  }

  @Test("tells the first problems of a plan that is wrong everywhere, and how many more there are")
  func manyProblems() {
    let problem = Diagnostic(
      "plan.outsideArea", what: LocalizedText(verbatim: "Fout."), remedy: LocalizedText(verbatim: "Mend"))
    let refused = PlanRefused(problems: Array(repeating: problem, count: 5000)).diagnostic
    #expect(refused.what.nl.count < 200)
    #expect(refused.what.nl.hasSuffix("En nog 4991."))
    #expect(!PlanRefused(problems: [problem, problem]).diagnostic.what.nl.contains("En nog"))
  }

  @Test("stops when asked to")
  func cancelled() throws {
    let token = CancellationToken()
    token.cancel()
    #expect(throws: CancellationError.self) {
      try ScenarioRun.run(
        SmallScenario.inputs(), cache: NoRunCache(), context: WorkContext(cancellation: token))
    }
  }

  @Test("says how far it is")
  func progress() throws {
    let seen = Mutex<[Double]>([])
    let context = WorkContext(report: { progress in seen.withLock { $0.append(progress.fraction) } })
    _ = try ScenarioRun.run(SmallScenario.inputs(), cache: NoRunCache(), context: context)
    let fractions = seen.withLock { $0 }
    #expect(fractions == fractions.sorted())
    #expect(fractions.count >= 4)
  }
}

@Suite("The digest of a scenario")
struct ScenarioDigestTests {
  @Test("does not depend on ids and the plan's name")
  func ids() throws {
    var renamed = SmallScenario.tree
    renamed.id = "andere-naam"
    let a = try SmallScenario.inputs().digest()
    let b = try SmallScenario.inputs(measures: [renamed, SmallScenario.lawn], notes: "plan-2").digest()
    #expect(a == b)
  }

  @Test("does not care whether a default is written out")
  func defaults() throws {
    let bare = SmallArea.measure("t", "tree", .point(Point(155_008.5, 463_008.5)))
    let full = SmallArea.measure(
      "t", "tree", .point(Point(155_008.5, 463_008.5)), ["height": 10, "crownDiameter": 7])
    #expect(
      try SmallScenario.inputs(measures: [bare]).digest() == SmallScenario.inputs(measures: [full]).digest())
  }

  @Test(
    "changes with a millimetre, an order, a property, a parameter, an event",
    arguments: 0..<5)
  func changes(_ change: Int) throws {
    var tree = SmallScenario.tree
    var measures = [tree, SmallScenario.lawn]
    var events = ["hete-dag-2015-07-01", "bui08"]
    var parameters = ["rain": ["dryingMinutes": 10.0]]
    switch change {
    case 0:
      tree.geometry = .point(Point(155_008.501, 463_008.5))
      measures[0] = tree
    case 1: measures.swapAt(0, 1)
    case 2:
      tree.properties["height"] = 9
      measures[0] = tree
    case 3: parameters["rain"] = ["dryingMinutes": 11]
    default: events[1] = "wolkbreuk-70mm-1u"
    }
    let changed = try SmallScenario.inputs(measures: measures, events: events, parameters: parameters).digest()
    #expect(try changed != SmallScenario.inputs().digest())
  }
}

@Suite("Events and scenarios as files")
struct ScenarioFileTests {
  @Test(
    "Every event of the base pack is readable",
    arguments: ["hete-dag-2015-07-01", "wolkbreuk-70mm-1u", "wolkbreuk-90mm-1u", "bui08"])
  func events(_ name: String) throws {
    let event = try SmallScenario.event(name)
    #expect(event.id == name)
    if event.kind == "rain" {
      let total: Double = (event.series["rainDepth"] ?? []).reduce(0, +)
      let totals: [String: Double] = ["wolkbreuk-70mm-1u": 70, "wolkbreuk-90mm-1u": 90, "bui08": 19.8]
      let expected = try #require(totals[name])
      #expect(abs(total - expected) < 0.001)
    }
  }

  @Test("An event with ragged series is refused with its line")
  func ragged() throws {
    let text = """
      id: x
      version: 1.0.0
      kind: rain
      title: {nl: x, en: x}
      description: {nl: x, en: x}
      source: {nl: x, en: x}
      status: verified
      series:
        intervalMinutes: [5, 5]
        rainDepth: [1]
      """
    let error = #expect(throws: EventError.self) { try Event(YAMLDocument.parse(text, file: "x.yaml")) }
    #expect(error?.diagnostic.location.line == 9)
  }

  @Test("An event that does not change in time needs no series")
  func withoutSeries() throws {
    let text = """
      {id: x, version: 1.0.0, kind: rain, title: {nl: x, en: x}, description: {nl: x, en: x}, source: {nl: x, en: x}, \
      status: verified}
      """
    #expect(try Event(YAMLDocument.parse(text, file: "x.yaml")).series.isEmpty)
    let error = #expect(throws: EventError.self) {
      try Event(YAMLDocument.parse(text.replacing("verified}", with: "verified, series: {}}"), file: "x.yaml"))
    }
    #expect(error?.diagnostic.code == "event.ragged")
  }

  @Test("A scenario without events, or with a slip in a key, is refused with file and line")
  func scenario() throws {
    let text = "title: {nl: a, en: a}\narea: a/b\nevents: []\n"
    let empty = #expect(throws: YAMLError.self) { try Scenario(YAMLDocument.parse(text, file: "s.yaml")) }
    #expect(empty?.diagnostic.location.line == 3)
    let slip = #expect(throws: YAMLError.self) {
      try Scenario(YAMLDocument.parse(text.replacing("area:", with: "aera:"), file: "s.yaml"))
    }
    #expect(slip?.diagnostic.code == "yaml.unknownKey")
    #expect(slip?.diagnostic.location.line == 2)
  }
}
