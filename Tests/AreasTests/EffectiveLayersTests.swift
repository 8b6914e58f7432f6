import AreaTestSupport
import Areas
import Essentials
import Geometry
import Grids
import Testing

@Suite("The layers under a plan")
struct EffectiveLayersTests {
  let classes: LandCoverTable
  let catalogue: MeasureCatalogue
  let base: EffectiveLayers

  init() throws {
    classes = try SmallArea.classes()
    catalogue = try SmallArea.catalogue()
    base = EffectiveLayers(area: SmallArea.area, classes: classes)
  }

  func layers(_ measures: Measure...) -> EffectiveLayers {
    base.applying(Plan(id: "p", measures: measures), catalogue: catalogue)
  }

  func layer(_ layers: EffectiveLayers, _ id: String) throws -> Grid<Float> { try #require(layers.layers[id]) }

  @Test("follow from the land cover")
  func derived() throws {
    #expect(try layer(base, "vegetation")[16, 3] == 1)
    #expect(try layer(base, "vegetation")[10, 3] == 0)
    #expect(try layer(base, "water")[10, 18] == 1)
    #expect(try layer(base, "sewered")[10, 3] == 1)
    #expect(try layer(base, "manning")[10, 3] == 0.02)
    #expect(try layer(base, "roofStorage")[2, 3] == 2)
    #expect(try layer(base, "roofStorage")[10, 3] == 0)
    #expect(base.publicSpace[10, 3] == 1)
    #expect(base.publicSpace[2, 3] == 0)
    #expect(base.holdsWater[10, 18] == 1)
  }

  @Test("do not change under an empty plan")
  func empty() throws {
    let same = layers()
    for (id, grid) in base.layers { #expect(same.layers[id]?.digest == grid.digest, "\(id)") }
  }

  @Test("get a crown from a tree: highest in the middle, vegetated, holding rain, nothing beyond its rim")
  func tree() throws {
    let grown = layers(
      SmallArea.measure("b", "tree", .point(Point(155_010.5, 463_008.5)), ["height": 10, "crownDiameter": 6]))
    let canopy = try layer(grown, "canopyHeight")
    #expect(canopy[11, 10] == 10)
    #expect(canopy[11, 13] == 6)
    #expect(canopy[11, 14] == 0)
    #expect(try layer(grown, "vegetation")[11, 12] == 1)
    #expect(try layer(grown, "interception")[11, 12] == EffectiveLayers.crownInterception)
    #expect(try layer(grown, "surfaceStorage")[11, 10] == 60)
    #expect(try layer(grown, "surfaceStorage")[11, 12] == 0.5)
  }

  @Test("become grass under a lawn, with everything that grass is")
  func lawn() throws {
    let green = layers(SmallArea.measure("g", "lawn", SmallArea.rectangle(rows: 9..<12, columns: 3..<6)))
    #expect(green.landCover[10, 4] == 14)
    #expect(try layer(green, "vegetation")[10, 4] == 1)
    #expect(try layer(green, "sewered")[10, 4] == 0)
    #expect(try layer(green, "infiltrationInitial")[10, 4] == 5)
    #expect(green.landCover[10, 6] == 3)
  }

  @Test("sink to a level bottom in a wadi, with sides of 1 in 3")
  func wadi() throws {
    let dug = layers(
      SmallArea.measure("w", "wadi", SmallArea.rectangle(rows: 14..<20, columns: 2..<12), ["depth": 0.3]))
    let before = try layer(base, "terrain")
    let after = try layer(dug, "terrain")
    #expect(abs(after[16, 6] - (before[14, 6] - 0.3)) < 1e-6)
    // Half a metre inside the rim the side is a sixth of a metre down.
    #expect(abs(after[16, 2] - (before[16, 2] - 0.5 / 3)) < 1e-5)
    #expect(after[13, 6] == before[13, 6])
    #expect(dug.holdsWater[16, 6] == 1)
    #expect(try layer(dug, "infiltrationFinal")[16, 6] == 20)
  }

  @Test("become open water in a pond, level and below the ground around")
  func pond() throws {
    let dug = layers(
      SmallArea.measure("v", "pond", SmallArea.rectangle(rows: 15..<18, columns: 3..<8), ["waterLevel": 0.3]))
    let before = try layer(base, "terrain")
    let after = try layer(dug, "terrain")
    for (row, column) in [(15, 3), (16, 5), (17, 7)] {
      #expect(try layer(dug, "water")[row, column] == 1)
      #expect(try layer(dug, "vegetation")[row, column] == 0)
      #expect(abs(after[row, column] - (before[15, 5] - 0.3)) < 1e-6)
      #expect(dug.holdsWater[row, column] == 1)
    }
    #expect(try layer(dug, "water")[14, 5] == 0)
    #expect(after[14, 5] == before[14, 5])
  }

  @Test("stay as they are under light paving, which costs money all the same")
  func lightPaving() throws {
    let paved = SmallArea.measure("l", "light-paving", SmallArea.rectangle(rows: 9..<12, columns: 3..<6))
    let light = layers(paved)
    #expect(light.landCover.cells == base.landCover.cells)
    for (id, grid) in base.layers { #expect(light.layers[id]?.digest == grid.digest, "\(id)") }
    let cost = PlanCost(
      Plan(id: "p", measures: [paved]), catalogue: try SmallArea.catalogue(), frame: SmallArea.frame)
    #expect(cost.lines.map(\.card) == ["light-paving"])
    #expect((cost.lines.first?.construction ?? 0) > 0)
  }

  @Test("hold more on a green roof, and only on the roof")
  func greenRoof() throws {
    // One row of the drawn area lies beside the roof, within the tolerance for drawing.
    let roofed = layers(SmallArea.measure("d", "green-roof", SmallArea.rectangle(rows: 0..<7, columns: 2..<8)))
    #expect(try layer(roofed, "roofStorage")[3, 4] == 32)
    #expect(try layer(roofed, "roofStorage")[6, 4] == 0)
    #expect(try layer(roofed, "vegetation")[6, 4] == 0)
  }

  @Test("take the measures in the order of the plan")
  func order() throws {
    let area = SmallArea.rectangle(rows: 9..<12, columns: 3..<6)
    let lawnLast = layers(
      SmallArea.measure("p", "permeable-paving", area), SmallArea.measure("g", "lawn", area))
    #expect(lawnLast.landCover[10, 4] == 14)
  }
}

@Suite("What a plan costs")
struct PlanCostTests {
  @Test("is quantity times unit price, by kind of measure")
  func cost() throws {
    let plan = Plan(
      id: "p",
      measures: [
        SmallArea.measure("a", "lawn", SmallArea.rectangle(rows: 9..<11, columns: 3..<6)),
        SmallArea.measure("b", "lawn", SmallArea.rectangle(rows: 12..<13, columns: 3..<7)),
        SmallArea.measure("c", "tree", .point(Point(155_005, 463_002)), ["crownDiameter": 4]),
      ])
    let cost = PlanCost(plan, catalogue: try SmallArea.catalogue(), frame: SmallArea.frame)
    #expect(cost.lines.map(\.card) == ["lawn", "tree"])
    #expect(cost.lines[0].count == 2)
    #expect(abs(cost.lines[0].construction - 10 * 27.5) < 1e-9)
    #expect(abs(cost.lines[1].construction - 11.4 * .pi * 4) < 1e-9)
    #expect(abs(cost.maintenancePerYear - (10 * 1 + 30)) < 1e-9)
  }
}

@Suite("A shape drawn to be cheap")
struct HairlinePlanTests {
  /// Hairlines through the middles of 6 by 4 cells, held together by one more.
  private static var comb: Geometry {
    var ring = [Point(155_003.49, 463_003.49), Point(155_003.5, 463_003.49)]
    for row in 0..<4 {
      let y = 463_003.5 + Double(row)
      ring += [
        Point(155_003.5, y - 0.01), Point(155_009.51, y - 0.01), Point(155_009.51, y + 0.01),
        Point(155_003.5, y + 0.01),
      ]
    }
    ring += [Point(155_003.49, 463_006.51)]
    return .polygon(Polygon(exterior: ring + [ring[0]]))
  }

  @Test("is paid for by the cells on which it takes effect")
  func comb() throws {
    #expect(try Self.comb.validity() == .valid)
    #expect(Self.comb.area < 1)
    let plan = Plan(id: "p", measures: [SmallArea.measure("a", "lawn", Self.comb)])
    let cost = PlanCost(plan, catalogue: try SmallArea.catalogue(), frame: SmallArea.frame)
    #expect(cost.lines[0].quantity >= 24)
  }

  @Test("as an ordinary shape is paid for by its drawn area")
  func ordinary() throws {
    let shape = Geometry.polygon(
      Polygon(exterior: [
        Point(155_003.2, 463_003.2), Point(155_009.3, 463_003.2), Point(155_009.3, 463_009.3),
        Point(155_003.2, 463_009.3), Point(155_003.2, 463_003.2),
      ]))
    let plan = Plan(id: "p", measures: [SmallArea.measure("a", "lawn", shape)])
    let cost = PlanCost(plan, catalogue: try SmallArea.catalogue(), frame: SmallArea.frame)
    #expect(abs(cost.lines[0].quantity - 6.1 * 6.1) < 1e-6)
  }
}

@Suite("Which cells a shape covers")
struct RasterizationTests {
  @Test("Adjoining polygons share no cell and leave none out")
  func partition() {
    let left = Polygon(exterior: [
      Point(155_002.5, 463_003), Point(155_008.5, 463_003), Point(155_008.5, 463_015.5), Point(155_002.5, 463_015.5),
    ])
    let right = Polygon(exterior: [
      Point(155_008.5, 463_003), Point(155_013.5, 463_003), Point(155_013.5, 463_015.5), Point(155_008.5, 463_015.5),
    ])
    let a = Set(Rasterization.cells(inside: left, of: SmallArea.frame))
    let b = Set(Rasterization.cells(inside: right, of: SmallArea.frame))
    #expect(a.isDisjoint(with: b))
    #expect(a.count + b.count == 11 * 12 || a.count + b.count == 11 * 13)
  }

  @Test("A hole is left out and a shape outside covers nothing")
  func holes() {
    let ring = [Point(155_002, 463_002), Point(155_012, 463_002), Point(155_012, 463_012), Point(155_002, 463_012)]
    let hole = [Point(155_005, 463_005), Point(155_008, 463_005), Point(155_008, 463_008), Point(155_005, 463_008)]
    #expect(Rasterization.cells(inside: Polygon(exterior: ring, holes: [hole]), of: SmallArea.frame).count == 91)
    let away = ring.map { Point($0.x + 500, $0.y) }
    #expect(Rasterization.cells(inside: Polygon(exterior: away), of: SmallArea.frame).isEmpty)
  }
}
