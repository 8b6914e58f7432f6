import AreaTestSupport
import Areas
import Essentials
import Geometry
import Grids
import Indicators

/// The small area as a formula sees it: two buildings, two roads, a zone, warmth that falls from west to east and water
/// that stands on the carriageway; with the plan it is 2 K cooler and the water 10 cm lower.
enum SmallInputs {
  static let features: [String: FeatureSet] = [
    "buildings": FeatureSet(features: [
      Feature(
        id: "west", geometry: SmallArea.rectangle(rows: 0..<6, columns: 0..<8),
        properties: ["height": .number(9), "use": .text("school"), "residents": .number(0)]),
      Feature(
        id: "oost", geometry: SmallArea.rectangle(rows: 0..<6, columns: 8..<17),
        properties: ["height": .number(6), "use": .text("home"), "residents": .number(12)]),
    ]),
    "roads": FeatureSet(features: [
      Feature(
        id: "weg-1", geometry: .lineString([point(0.5, 11.5), point(16.5, 11.5)]), properties: ["speed": .number(30)]),
      Feature(
        id: "weg-2", geometry: .lineString([point(4.5, 16.5), point(12.5, 16.5)]), properties: ["speed": .number(50)]),
    ]),
    "zones": FeatureSet(features: [
      Feature(id: "plein", geometry: SmallArea.rectangle(rows: 9..<14, columns: 0..<10)),
      // As a reader gives it that numbers the features itself.
      Feature(
        id: "7", geometry: SmallArea.rectangle(rows: 14..<16, columns: 0..<2), properties: ["id": .text("hoek")]),
    ]),
  ]

  /// A point by column and row, in cells.
  static func point(_ column: Double, _ row: Double) -> Point {
    Point(SmallArea.frame.west + column, SmallArea.frame.north - row)
  }

  static func pet(_ row: Int, _ column: Int) -> Float {
    SmallArea.landCover(row, column) == 1 ? .nan : 42 - Float(column) / 2
  }

  static func depth(_ row: Int, _ column: Int) -> Float {
    switch row {
    case 6: 0.30
    case 9..<14: column < 10 ? 0.20 : 0.15
    default: 0
    }
  }

  static func inputs(withPlan: Bool) throws -> FormulaInputs {
    let area = SmallArea.area
    let land = try EffectiveLayers(area: area, classes: SmallArea.classes())
    let frame = SmallArea.frame
    return FormulaInputs(
      frame: frame,
      layers: [
        "terrain": .init(area.surfaces.terrain, .metre), "buildingHeight": .init(area.surfaces.buildingHeight, .metre),
        "canopyHeight": .init(Grid(frame) { row, _ in row >= 14 && withPlan ? 8 : 0 }, .metre),
        "heat.pet": .init(Grid(frame) { pet($0, $1) - (withPlan ? 2 : 0) }, .degreeCelsius),
        "heat.shade": .init(Grid(frame) { _, column in column < 5 ? 1 : 0.25 }, .one),
        "heat.nightHours": try .init(Grid(frame) { row, _ in row > 10 ? 5 : 4 }, UnitOfMeasure("h")),
        "heat.shadeMidsummer": .init(Grid(frame) { _, column in column < 3 ? 1 : 0 }, .one),
        "rain.maximumDepth": .init(Grid(frame) { max(0, depth($0, $1) - (withPlan ? 0.1 : 0)) }, .metre),
      ],
      masks: ["publicSpace": land.publicSpace, "holdsWater": land.holdsWater], landCover: land.landCover,
      classes: try SmallArea.classes(), features: features,
      scalars: [
        "plan.constructionCost": Quantity(withPlan ? 12_500 : 0, .euro),
        "plan.maintenanceCost": Quantity(withPlan ? 400 : 0, .euroPerYear),
        "plan.measures": Quantity(withPlan ? 3 : 0, .one),
      ])
  }

  static func value(_ text: String, withPlan: Bool = false) throws -> Quantity? {
    let formula = try Formula(text, at: .init())
    return try formula.evaluate(inputs(withPlan: withPlan), before: inputs(withPlan: false)).quantity
  }
}
