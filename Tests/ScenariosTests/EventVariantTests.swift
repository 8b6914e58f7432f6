import AreaTestSupport
import Essentials
import Foundation
import Testing

@testable import Scenarios

@Suite("Variants of events")
struct EventVariantTests {
  private func document(_ text: String) throws -> YAMLDocument { try YAMLDocument.parse(text, file: "warmer.yaml") }

  private func variant(_ changes: String, of base: String = "dag") -> String {
    """
    id: warmer
    version: 1.0.0
    variantOf: \(base)
    title: {nl: Warmer, en: Warmer}
    description: {nl: x, en: x}
    source: {nl: uit het hoofd, en: from memory}
    status: teachingValue
    \(changes)
    """
  }

  private let day = """
    id: dag
    version: 2.0.0
    kind: heat
    title: {nl: Dag, en: Day}
    description: {nl: x, en: x}
    source: {nl: gemeten, en: measured}
    status: verified
    parameters: {temperatureRange: 12, month: 7}
    series: {hourUTC: [11, 12], airTemperature: [28.5, 30], windSpeed: [3, 4]}
    """

  private func events(_ texts: String...) throws -> [Event] {
    try EventFile.events(texts.map { try EventFile(document($0)) })
  }

  private func code(_ texts: String...) -> String? {
    do {
      _ = try EventFile.events(texts.map { try EventFile(document($0)) })
      return nil
    } catch { return Diagnostic(from: error).code }
  }

  @Test("A variant is complete: what it adds is summed, what it sets is replaced, all else is the other event's")
  func sums() throws {
    let found = try events(
      variant("shift: {airTemperature: 1.5, temperatureRange: 2}\nset: {windSpeed: 0, smallestWindSpeed: 0.7}"), day)
    #expect(found.map(\.id) == ["warmer", "dag"])
    #expect(found[0].series == ["hourUTC": [11, 12], "airTemperature": [30, 31.5], "windSpeed": [0, 0]])
    #expect(found[0].parameters == ["temperatureRange": 14, "month": 7, "smallestWindSpeed": 0.7])
    #expect(found[0].kind == "heat" && found[0].variantOf == "dag")
    #expect(found[0].source.nl == "uit het hoofd" && found[0].status == .teachingValue)
    #expect(found[1].series["airTemperature"] == [28.5, 30] && found[1].variantOf == nil)
  }

  @Test("A variant of nothing, of a variant, that changes nothing or changes what is not there is refused")
  func mistakes() throws {
    #expect(code(variant("shift: {airTemperature: 1}")) == "event.unknownBase")
    let other = variant("shift: {airTemperature: 1}", of: "warmer").replacing("id: warmer", with: "id: heter")
    #expect(code(day, variant("shift: {airTemperature: 1}"), other) == "event.unknownBase")
    #expect(code(day, variant("")) == "event.changesNothing")
    #expect(code(day, variant("shift: {airtemperature: 1}")) == "event.unknownQuantity")
    // Nothing to add to: the event leaves this parameter to the model's default.
    #expect(code(day, variant("shift: {meanWindSpeed: 1}")) == "event.unknownQuantity")
    #expect(code(day, variant("set: {windspeed: 0}")) == "event.unknownQuantity")
    #expect(code(day, variant("kind: heat\nshift: {airTemperature: 1}")) == "yaml.unknownKey")
    #expect(code(day, variant("shift: {airTemperature: warm}")) == "yaml.wrongKind")
  }

  @Test("Written as a file and read back, an event is the same")
  func roundTrip() throws {
    var events = try shipped().filter { !$0.series.isEmpty }
    events.append(try #require(self.events(day).first))
    events[0].title.nl = "\"Dag\": 'heet' # 1\n\u{e9}"
    for event in events where event.variantOf == nil {
      let text = event.yaml(leading: ["hourUTC"], note: "a note\nof two lines")
      #expect(try Event(YAMLDocument.parse(text, file: "x.yaml")) == event)
    }
    // What is left out stays out.
    let bare = Event(
      id: "a", version: "1.0.0", kind: "rain", title: events[0].title, description: events[0].title,
      source: events[0].title, status: .verified, parameters: [:], series: [:])
    #expect(try Event(YAMLDocument.parse(bare.yaml(), file: "x.yaml")) == bare)
  }

  @Test("A mistake in a variant is pointed at, also before the other event's pack is known")
  func place() throws {
    let files = try [day, variant("set:\n  windspeed: 0")].map { try EventFile(document($0)) }
    let error = #expect(throws: EventError.self) { try EventFile.check(files) }
    #expect(error?.diagnostic.location.line == 9)
    try EventFile.check([try EventFile(document(variant("shift: {airTemperature: 1}")))])
  }

  /// All events that the base pack ships.
  private func shipped() throws -> [Event] {
    let folder = SmallArea.basePack.appendingPathComponent("data/events")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
    return try EventFile.events(
      names.sorted().map { try EventFile(YAMLDocument.read(folder.appendingPathComponent($0))) })
  }

  @Test("The base pack's first hot day is the standard's: seven hours count, and there is a night")
  func referenceDay() throws {
    let event = try #require(shipped().first { $0.kind == "heat" })
    #expect(event.id == "hete-dag-2015-07-01")
    let counts = try #require(event.series["counts"])
    let hours = try #require(event.series["hourUTC"])
    #expect(zip(hours, counts).filter { $1 == 1 }.map(\.0) == [10, 11, 12, 13, 14, 15, 16])
    #expect(hours == Array(stride(from: 1.0, through: 23, by: 1)))
    #expect(try #require(event.series["sunAltitude"]).count { $0 < 0 } == 7)
  }

  @Test("The shipped variants run, and say what their figures are worth")
  func shippedVariants() throws {
    let found = try shipped()
    let warmer = try #require(found.first { $0.id == "hete-dag-2050" })
    let still = try #require(found.first { $0.id == "hete-dag-windstil" })
    #expect(warmer.status == .teachingValue && still.status == .uncertain)
    let base = try #require(found.first { $0.id == warmer.variantOf })
    func pet(_ event: Event) throws -> Double {
      var inputs = try SmallScenario.inputs(measures: [], events: [])
      inputs.events = [event]
      inputs.indicators = [try SmallScenario.card("petMean", unit: "°C", "mean(heat.pet in before(publicSpace))")]
      let run = try ScenarioRun.run(inputs, cache: NoRunCache(), context: WorkContext())
      return try #require(run.result("heat", .before)?.outputs.scalars["meanPET"])
    }
    let now = try pet(base)
    // 1.25 per degree of air, and somewhat more by the wet bulb and the walls.
    #expect(try (2.5...3.2).contains(pet(warmer) - now))
    // In the open the day's wind is worth some eleven degrees in the sun, between houses less.
    let difference = try pet(still) - now
    #expect(difference > 1 && difference < 14)
  }
}
