import AreaTestSupport
import Essentials
import Geometry
import Grids
@testable import Indicators
import Testing

@Suite("The value of a formula")
struct FormulaValueTests {
  /// What a formula must come to in the small area, worked out by hand, in the unit given.
  static let expected: [(text: String, value: Double, unit: String)] = [
    // Public space: rows 6 to 19, columns 0 to 16; PET is 42 - column / 2.
    ("mean(heat.pet in publicSpace)", 38, "°C"),
    ("mean(heat.pet in before(publicSpace))", 38, "°C"),
    // Above 35 °C: columns 0 to 13 of 17.
    ("share(heat.pet > 35 °C in publicSpace)", 14.0 / 17, "1"),
    ("share(heat.pet > 35 °C and not heat.pet > 41 °C in publicSpace)", 12.0 / 17, "1"),
    ("percentile(heat.pet in zone(\"plein\"), 90)", 42 - 0.5 * 0.9, "°C"),
    ("minimum(heat.pet in zone(\"plein\"))", 37.5, "°C"),
    ("maximum(heat.pet in zone(\"plein\", \"hoek\"))", 42, "°C"),
    ("mean(heat.pet in zones where zones.id = \"hoek\")", 41.75, "°C"),
    ("mean(heat.pet in landCover(\"water\"))", 42 - 18.0 / 2, "°C"),
    ("count(buildings)", 2, "1"),
    ("count(buildings where buildings.height > 700 cm)", 1, "1"),
    ("count(buildings where buildings.use = \"school\")", 1, "1"),
    ("share(buildings.use != \"school\")", 0.5, "1"),
    ("area(rain.maximumDepth > 15 cm and not holdsWater)", 17 + 50, "m²"),
    ("area(rain.maximumDepth >= 15 cm and not holdsWater)", 17 + 85, "m²"),
    ("area(rain.maximumDepth > 15 cm or landCover(\"water\"))", 60 + 17 + 50, "m²"),
    ("sum(length(roads))", 24, "m"),
    (
      "sum(length(roads) where percentile(rain.maximumDepth per roads, 90) <= 15 cm) / sum(length(roads))", 1.0 / 3, "1"
    ),
    ("sum(length(roads) where roads.speed <= 30 km/h)", 16, "m"),
    ("maximum(maximum(rain.maximumDepth per roads))", 20, "cm"),
    ("mean(share(heat.pet > 35 °C per zones))", 1, "1"),
    ("maximum(maximum(rain.maximumDepth per roads where roads.speed > 40 km/h))", 0, "m"),
    ("sum(area(zones))", 54, "m²"),
    ("sum(area(heat.pet > 40 °C per zones))", 20 + 4, "m²"),
    ("count(buildings where facadeDepth(buildings, rain.maximumDepth) > 15 cm)", 2, "1"),
    ("max(2 m, 150 cm)", 2, "m"),
    ("min(2 m, 150 cm) * 2 + 1 m", 4, "m"),
    ("3 m * 200 cm / (1 ha)", 0.0006, "1"),
    ("50 % * 12 m", 6, "m"),
    ("mean(heat.pet in publicSpace) - 35 °C", 3, "K"),
    ("35 °C + 2 K - 1 K", 36, "°C"),
    ("-5 °C - -7 °C", 2, "K"),
    ("mean(heat.pet - 35 °C in publicSpace)", 3, "K"),
    ("mean(2 * heat.shade in publicSpace)", (5 * 2 + 12 * 0.5) / 17, "1"),
    ("count(zones) + count(heat.pet > 41 °C in publicSpace)", 2 + 28, "1"),
    ("1000 EUR / 50 m2", 20, "€/m²"),
  ]

  @Test("is what it says in words", arguments: expected)
  func values(text: String, value: Double, unit: String) throws {
    let found = try #require(try SmallInputs.value(text))
    let converted = try found.converted(to: UnitOfMeasure(unit)).value
    #expect(abs(converted - value) <= 1e-6 * max(1, abs(value)), "\(converted) \(found.unit)")
  }

  @Test("looks at the situation without plan inside before(...)")
  func before() throws {
    let text = "before(mean(heat.pet in publicSpace)) - mean(heat.pet in publicSpace)"
    #expect(try SmallInputs.value(text, withPlan: true) == Quantity(2, .kelvin))
    #expect(try SmallInputs.value(text, withPlan: false) == Quantity(0, .kelvin))
    #expect(
      try SmallInputs.value("plan.constructionCost - before(plan.constructionCost)", withPlan: true)?.value == 12_500)
    #expect(try SmallInputs.value("mean(canopyHeight in before(canopyHeight < 1 m))", withPlan: true)?.value == 2.4)
  }
}
