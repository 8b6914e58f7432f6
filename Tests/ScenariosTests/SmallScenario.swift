import AreaTestSupport
import Areas
import Essentials
import Foundation
import Geometry
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
    parameters: [String: [String: Double]] = ["rain": ["dryingMinutes": 10]], notes: String = "plan-1"
  ) throws -> ScenarioInputs {
    var area = SmallArea.area
    let house = Feature(id: "huis-1", geometry: SmallArea.rectangle(rows: 0..<6, columns: 0..<17))
    area.features["buildings"] = FeatureSet(features: [house])
    return ScenarioInputs(
      title: LocalizedText(verbatim: "Test"), area: area, classes: try SmallArea.classes(),
      catalogue: try SmallArea.catalogue(), events: try events.map { try event($0) },
      plan: Plan(id: notes, measures: measures), level: .run, parameters: parameters,
      packs: [PackPin(name: "test/small", version: "1.0.0", digest: Digest.sha256("small"))])
  }
}
