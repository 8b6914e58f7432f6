import AreaTestSupport
import Essentials
import Foundation
import ModelKit
import Testing

@testable import Scenarios

@Suite("Weather for more than one model")
struct FurtherEventTests {
  private func day(_ more: String = "alsoFor: [comfort]") -> String {
    """
    id: dag
    version: 2.0.0
    kind: heat
    \(more)
    title: {nl: Dag, en: Day}
    description: {nl: x, en: x}
    source: {nl: gemeten, en: measured}
    status: verified
    parameters: {temperatureRange: 12, month: 7}
    series: {hourUTC: [11, 12], airTemperature: [28.5, 30], windSpeed: [3, 4]}
    """
  }

  private func file(_ text: String) throws -> EventFile {
    try EventFile(YAMLDocument.parse(text, file: "dag.yaml"))
  }

  @Test("One file gives an event for each model that it names, with an id of its own and the same weather")
  func further() throws {
    let found = try EventFile.events([file(day())])
    #expect(found.map(\.id) == ["dag", "dag-comfort"])
    #expect(found.map(\.kind) == ["heat", "comfort"])
    #expect(found[0].series == found[1].series && found[0].parameters == found[1].parameters)
    #expect(found[1].alsoFor == nil && found[1].title.nl.hasPrefix("Dag: "))
    #expect(try EventFile.events([file(day(""))]).map(\.id) == ["dag"])
  }

  @Test("Parameters that only the first model knows are left out")
  func parameters() throws {
    var event = try #require(EventFile.events([file(day())]).first)
    event.parameters["onlyOfTheFirst"] = 1
    #expect(event.furtherEvents.first?.parameters == ["temperatureRange": 12, "month": 7])
  }

  @Test("A variant of such an event is for the same models")
  func variant() throws {
    let warmer = """
      id: warmer
      version: 1.0.0
      variantOf: dag
      title: {nl: Warmer, en: Warmer}
      description: {nl: x, en: x}
      source: {nl: uit het hoofd, en: from memory}
      status: teachingValue
      shift: {airTemperature: 2}
      """
    let found = try EventFile.events([file(day()), file(warmer)])
    #expect(found.map(\.id) == ["dag", "dag-comfort", "warmer", "warmer-comfort"])
    #expect(found[3].series["airTemperature"] == [30.5, 32] && found[3].variantOf == "dag-comfort")
  }

  @Test("An unknown model, its own, and an id that is taken are refused")
  func mistakes() throws {
    for kind in ["storm", "heat"] {
      let error = #expect(throws: YAMLError.self) { try file(day("alsoFor: [\(kind)]")) }
      #expect(error?.diagnostic.remedy.en.contains("comfort") == true)
    }
    let other = day("").replacing("id: dag", with: "id: dag-comfort")
    let error = #expect(throws: EventError.self) { try EventFile.events([file(day()), file(other)]) }
    #expect(error?.diagnostic.code == "event.idTaken")
  }

  @Test("A scenario that names both runs both models")
  func both() throws {
    let hot = try SmallScenario.event("hete-dag-2015-07-01")
    var inputs = try SmallScenario.inputs(events: [])
    inputs.indicators = []
    inputs.events = try [hot, #require(hot.furtherEvents.first)]
    let run = try ScenarioRun.run(inputs, cache: NoRunCache(), context: WorkContext(threads: 2))
    let standard = try #require(run.result("heat", .before)?.outputs.scalars["meanPET"])
    let comfort = try #require(run.result("comfort", .before)?.outputs)
    #expect(comfort.layers.keys.sorted() == ["outsideRange", "pet", "quality", "tmrt", "utci"])
    // Two ways to the same quantity.
    #expect(abs(try #require(comfort.scalars["meanPET"]) - standard) < 8)
    let cards = try [
      SmallScenario.card("utciMean", unit: "°C", "mean(comfort.utci in before(publicSpace))"),
      SmallScenario.card(
        "both", unit: "K", "mean(comfort.pet in before(publicSpace)) - mean(heat.pet in before(publicSpace))"),
    ]
    inputs.indicators = cards
    let second = try ScenarioRun.run(inputs, cache: NoRunCache(), context: WorkContext(threads: 2))
    #expect(second.indicators.map(\.id) == ["utciMean", "both"])
  }
}
