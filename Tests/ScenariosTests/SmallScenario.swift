import AreaTestSupport
import Areas
import Essentials
import Foundation
import Geometry
import Indicators
import Scenarios

/// A plan on the small area, with the base pack's own events and a short drying time.
enum SmallScenario {
  static func event(_ name: String) throws -> Event {
    try Event(YAMLDocument.read(SmallArea.basePack.appendingPathComponent("data/events/\(name).yaml")))
  }

  static let tree = SmallArea.measure(
    "boom", "tree", .point(Point(155_008.5, 463_008.5)), ["height": 8, "crownDiameter": 6])
  static let lawn = SmallArea.measure("gras", "lawn", SmallArea.rectangle(rows: 9..<13, columns: 11..<16))

  static func inputs(
    measures: [Measure] = [tree, lawn], events: [String] = ["hete-dag-2015-07-01", "bui08"],
    parameters: [String: [String: Double]] = ["rain": ["dryingMinutes": 10]], notes: String = "plan-1",
    indicators: [IndicatorCard]? = nil
  ) throws -> ScenarioInputs {
    var area = SmallArea.area
    let house = Feature(id: "huis-1", geometry: SmallArea.rectangle(rows: 0..<6, columns: 0..<17))
    area.features["buildings"] = FeatureSet(features: [house])
    return ScenarioInputs(
      title: LocalizedText(verbatim: "Test"), area: area, classes: try SmallArea.classes(),
      catalogue: try SmallArea.catalogue(), events: try events.map { try event($0) },
      plan: Plan(id: notes, measures: measures), level: .run, parameters: parameters,
      packs: [PackPin(name: "test/small", version: "1.0.0", digest: Digest.sha256("small"))],
      indicators: try indicators ?? Self.indicators(), areaType: "A2")
  }

  /// Heat, water and money, one card each.
  static func indicators() throws -> [IndicatorCard] {
    try [
      card(
        "petMean", unit: "°C", "mean(heat.pet in before(publicSpace))",
        more: "norms: {source: {nl: x, en: x}, status: teachingValue, values: {A2: [46, 41, 35, 23]}}"),
      card("flooded", unit: "m2", decimals: 0, "area(rain.maximumDepth > 5 mm and not holdsWater)"),
      card("cost", unit: "EUR", decimals: 0, "plan.constructionCost"),
    ]
  }

  static func card(
    _ id: String, unit: String, decimals: Int = 2, better: String = "lower", _ formula: String, more: String = ""
  ) throws -> IndicatorCard {
    let text = """
      id: \(id)
      version: 1.0.0
      theme: {nl: proef, en: trial}
      title: {nl: "\(id) nl", en: "\(id) en"}
      question: {nl: vraag, en: question}
      goal: {nl: doel, en: goal}
      proxyFor: {nl: x, en: x}
      doesNotShow: {nl: x, en: x}
      unit: "\(unit)"
      decimals: \(decimals)
      better: \(better)
      formula: '\(formula)'
      inWords: {nl: x, en: x}
      sources: [{nl: x, en: x}]
      status: teachingValue
      pitfalls: []
      \(more)
      """
    return try IndicatorCard(YAMLDocument.parse(text, file: "indicators/\(id).yaml"))
  }
}
