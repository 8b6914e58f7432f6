import AreaTestSupport
import Areas
import Essentials
import Geometry
import Testing

@Suite("Whether a plan can stand in an area")
struct PlanCheckTests {
  func problems(_ measures: [Measure]) throws -> [String] {
    let check = PlanCheck(
      area: SmallArea.area, classes: try SmallArea.classes(), catalogue: try SmallArea.catalogue())
    return check.problems(Plan(id: "p", measures: measures)).map(\.code)
  }

  let tree = SmallArea.measure("boom", "tree", .point(Point(155_005, 463_012)))

  @Test("An empty plan and a sound plan have no problems")
  func sound() throws {
    #expect(try problems([]).isEmpty)
    let roof = SmallArea.measure("dak", "green-roof", SmallArea.rectangle(rows: 1..<5, columns: 1..<5))
    let lawn = SmallArea.measure("gras", "lawn", SmallArea.rectangle(rows: 6..<8, columns: 2..<6))
    #expect(try problems([tree, roof, lawn]).isEmpty)
  }

  @Test("A tree over a lawn is fine, two lawns over each other are not")
  func overlap() throws {
    let a = SmallArea.measure("a", "lawn", SmallArea.rectangle(rows: 6..<8, columns: 2..<6))
    let b = SmallArea.measure("b", "permeable-paving", SmallArea.rectangle(rows: 7..<9, columns: 4..<8))
    #expect(try problems([a, tree]).isEmpty)
    #expect(try problems([a, b]) == ["plan.overlap"])
  }

  @Test("A polygon between the cell centres would cost money and change nothing, and is refused")
  func nothingCovered() throws {
    let corner = Point(155_003.1, 463_012.1)
    let sliver = [
      corner, Point(corner.x + 0.2, corner.y), Point(corner.x + 0.2, corner.y + 0.2), Point(corner.x, corner.y + 0.2),
      corner,
    ]
    let measure = SmallArea.measure("splinter", "lawn", .polygon(Polygon(exterior: sliver)))
    #expect(try problems([measure]) == ["plan.coversNothing"])
  }

  @Test("Two trees in one pit are refused")
  func trees() throws {
    let other = SmallArea.measure("boom-2", "tree", .point(Point(155_005.4, 463_012)))
    #expect(try problems([tree, other]) == ["plan.overlap"])
  }

  @Test(
    "A wrong spot is refused with the reason",
    arguments: [
      ("tree", Geometry.point(Point(155_002, 463_018))),
      ("tree", .point(Point(155_018.5, 463_005))),
      ("lawn", SmallArea.rectangle(rows: 2..<4, columns: 2..<4)),
      ("green-roof", SmallArea.rectangle(rows: 9..<12, columns: 2..<6)),
      ("wadi", SmallArea.rectangle(rows: 14..<18, columns: 15..<19)),
    ])
  func wrongSpot(card: String, geometry: Geometry) throws {
    #expect(try problems([SmallArea.measure("m", card, geometry)]) == ["plan.wrongSpot"])
  }

  @Test("A measure outside the area, or partly so, is refused")
  func outside() throws {
    let far = SmallArea.measure("ver", "tree", .point(Point(156_000, 463_000)))
    let edge = SmallArea.measure("rand", "lawn", SmallArea.rectangle(rows: 6..<8, columns: -3..<2))
    #expect(try problems([far]) == ["plan.outsideArea"])
    #expect(try problems([edge]) == ["plan.outsideArea"])
  }

  @Test("An unknown card, property or value is refused")
  func unknown() throws {
    let card = SmallArea.measure("m", "palmboom", .point(Point(155_005, 463_012)))
    #expect(try problems([card]) == ["plan.unknownCard"])
    let property = SmallArea.measure("m", "tree", .point(Point(155_005, 463_012)), ["colour": 3])
    #expect(try problems([property]) == ["plan.unknownProperty"])
    let value = SmallArea.measure("m", "tree", .point(Point(155_005, 463_012)), ["height": 80])
    #expect(try problems([value]) == ["plan.propertyOutOfRange"])
  }

  @Test("A polygon for a tree and a bow tie for a lawn are refused")
  func shapes() throws {
    let flat = SmallArea.measure("m", "tree", SmallArea.rectangle(rows: 6..<8, columns: 2..<6))
    #expect(try problems([flat]) == ["plan.wrongGeometry"])
    let bow = Geometry.polygon(
      Polygon(exterior: [
        Point(155_002, 463_012), Point(155_006, 463_014), Point(155_006, 463_012), Point(155_002, 463_014),
      ]))
    #expect(try problems([SmallArea.measure("m", "lawn", bow)]) == ["plan.invalidGeometry"])
  }

  @Test("Every problem is told, not only the first")
  func all() throws {
    let far = SmallArea.measure("ver", "tree", .point(Point(156_000, 463_000)))
    let card = SmallArea.measure("m", "palmboom", .point(Point(155_005, 463_012)))
    #expect(try problems([far, card]) == ["plan.outsideArea", "plan.unknownCard"])
  }
}
