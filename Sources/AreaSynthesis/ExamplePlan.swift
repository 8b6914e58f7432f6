import Areas
import Essentials
import Geometry
import Grids

/// A plan as a good designer would draw it on the made-up neighbourhood: trees in the streets that have none, lawn for
/// paving on the square and the school yard, wadis in the hollows and beside low streets, permeable paving where water
/// stands in the street, green roofs on large flat roofs.
public struct ExamplePlan {
  /// Version of the measure cards that the plan names.
  public static let cardVersion = "1.0.0"

  private let area: SyntheticArea
  private var features: [Feature] = []
  private var claimed: [LocalRectangle] = []
  private var crowns: [Point] = []

  /// The plan as features: `card`, `cardVersion` and the card's own properties, with stable ids.
  public static func make(for area: SyntheticArea) -> FeatureSet {
    var plan = ExamplePlan(area: area)
    plan.addSquare()
    plan.addSchool()
    plan.addCanalWadis()
    plan.addVerges()
    plan.addStreets()
    plan.addGreenRoofs()
    return FeatureSet(epsg: area.recipe.frame.epsg, features: plan.features)
  }

  private init(area: SyntheticArea) {
    self.area = area
    crowns = area.trees.features.compactMap { feature in
      if case .point(let place) = feature.geometry { place } else { nil }
    }
  }

  // MARK: Square and school yard

  /// A wadi in the hollow of the square, lawns in the sun, and trees along the walks; paths stay between them.
  private mutating func addSquare() {
    for square in area.plan.landmarks.squares where isInCore(square) {
      let middle = square.centre.u
      add(
        "wadi", LocalRectangle((middle - 15, middle + 15), (square.v0 + 11, square.v0 + 21.5)),
        ["depth": .number(0.3)])
      for (west, east) in [(-33.0, -3.0), (3, 33)] {
        add("lawn", LocalRectangle((middle + west, middle + east), (square.v0 + 1.5, square.v0 + 9.5)), [:])
      }
      for (west, east) in [(-33.0, -24.0), (24, 33)] {
        add("lawn", LocalRectangle((middle + west, middle + east), (square.v0 + 12, square.v0 + 21)), [:])
      }
      // Along the wadi, so that the shade of the afternoon falls on the walk before the shops.
      addTrees(v: square.v0 + 22.8, from: square.u0 + 5, to: square.u1 - 4, spacing: 12)
      // In the strip of planting between the car park and the square.
      for offset in stride(from: 4.0, through: square.depth - 3, by: 9) {
        addTree(LocalPoint(u: square.u0 - 1.2, v: square.v0 + offset))
      }
    }
  }

  /// A wadi in the hollow of the school yard, a lawn beside it, and shade where children play.
  private mutating func addSchool() {
    for yard in area.plan.landmarks.schoolYards where isInCore(yard) {
      add(
        "wadi", LocalRectangle((yard.u0 + 5, yard.u0 + 19), (yard.v0 + 5.5, yard.v0 + 14)), ["depth": .number(0.3)])
      add("lawn", LocalRectangle((yard.u0 + 22, yard.u1 - 2), (yard.v0 + 4.5, yard.v0 + 14)), [:])
      for v in [yard.v0 + 3, yard.v0 + 16] {
        addTrees(v: v, from: yard.u0 + 2, to: yard.u1 - 2, spacing: 12)
      }
      addTrees(v: yard.v0 + 2, from: yard.u0 - 14, to: yard.u0 - 3, spacing: 9)
    }
  }

  // MARK: Wadis beside the street

  /// Along the park the footway and its verge give way to wadis that the street runs into; the path through the park
  /// takes the walkers, and between two wadis one can cross.
  private mutating func addCanalWadis() {
    for strip in area.plan.landmarks.canalStrips {
      for start in stride(from: strip.u0 + 6, to: strip.u1 - 28, by: 31) {
        let place = LocalRectangle((start, start + 27), (strip.v1 - 4.4, strip.v1 + CityPlanner.footway))
        if isInCore(place) { add("wadi", place, ["depth": .number(0.4)]) }
      }
    }
  }

  /// The paved strips of treeless cross streets become rain gardens with trees between them.
  private mutating func addVerges() {
    for verge in area.plan.landmarks.treelessVerges {
      for start in stride(from: verge.v0 + 3.5, to: verge.v1 - 9, by: 13) {
        let garden = LocalRectangle((verge.u0 + 0.1, verge.u1 - 0.1), (start, start + 9))
        if isInCore(garden) { add("wadi", garden, ["depth": .number(0.3)]) }
      }
      for v in stride(from: verge.v0 + 1.5, to: verge.v1, by: 13) {
        addTree(LocalPoint(u: verge.centre.u, v: v))
      }
    }
  }

  // MARK: Streets

  /// From one tree to the next: two bays and a tree pit.
  private static let treePitch = 11.8

  /// Streets without trees get them in the rhythm of the streets that have them: two bays, a tree. Between two trees
  /// the bays become by turns a rain garden; in the two streets that lie lowest all of them do, and the carriageway
  /// gets permeable paving.
  private mutating func addStreets() {
    let bays = area.plan.landmarks.bays
    let low = lowestFirst(bays.compactMap(cutToCore)).prefix(2)
    for bay in bays {
      let isLow = low.contains { $0.overlaps(bay) }
      if isLow,
        let carriageway = cutToCore(LocalRectangle((bay.u0, bay.u1), (bay.v0 - CityPlanner.carriageway, bay.v0)))
      {
        add("permeable-paving", carriageway, [:])
      }
      let isTreeless = area.plan.landmarks.treelessBays.contains(bay)
      for (number, u) in stride(from: bay.u0, to: bay.u1, by: Self.treePitch).enumerated() {
        if isTreeless, u + 11 < bay.u1 { addTree(LocalPoint(u: u + 11, v: bay.v0 + 1)) }
        let garden = LocalRectangle((u + 1, u + 9), (bay.v0, bay.v1))
        if isLow || number.isMultiple(of: 2), garden.u1 < bay.u1, isInCore(garden) {
          add("wadi", garden, ["depth": .number(0.3)])
        }
      }
    }
  }

  /// Sedum on the flat roofs of the school and the flats.
  private mutating func addGreenRoofs() {
    for building in area.plan.buildings where building.roof == .flat && building.use != .outbuilding {
      let isLarge = building.use == .school || building.floors == 4
      for part in building.parts where isLarge {
        // Half a metre from the eaves, as roofers leave a strip of gravel.
        let roof = part.rectangle.expanded(by: -0.5)
        if let inside = cutToCore(roof) { add("green-roof", inside, ["storage": .number(30)]) }
      }
    }
  }

  // MARK: Rules

  private static let treeLimit = 110

  private func count(of card: String) -> Int {
    features.count { $0.properties["card"] == .text(card) }
  }

  private func isInCore(_ rectangle: LocalRectangle) -> Bool {
    let frame = area.recipe.frame
    return area.system.ring(rectangle).allSatisfy {
      $0.x > frame.west + 2 && $0.x < frame.east - 2 && $0.y > frame.south + 2 && $0.y < frame.north - 2
    }
  }

  /// The longest piece along u of `rectangle` that lies in the core, in whole metres; nil where little is left.
  private func cutToCore(_ rectangle: LocalRectangle) -> LocalRectangle? {
    var (u0, u1) = (rectangle.u0, rectangle.u1)
    while u1 - u0 > 8 {
      let piece = LocalRectangle((u0, u1), (rectangle.v0, rectangle.v1))
      if isInCore(piece) { return piece }
      if isInCore(LocalRectangle((u1 - 1, u1), (rectangle.v0, rectangle.v1))) { u0 += 1 } else { u1 -= 1 }
    }
    return nil
  }

  private func cells(_ rectangle: LocalRectangle) -> [Int] {
    var cells: [Int] = []
    LocalRaster(frame: area.recipe.frame, system: area.system).forEachCell(in: rectangle) { index, _, _ in
      cells.append(index)
    }
    return cells
  }

  /// The rectangles by the mean level of their ground.
  private func lowestFirst(_ rectangles: [LocalRectangle]) -> [LocalRectangle] {
    let levels = rectangles.map { rectangle in
      let cells = cells(rectangle)
      return cells.reduce(0.0) { $0 + Double(area.core.terrain[$1]) } / Double(max(1, cells.count))
    }
    return zip(rectangles, levels).enumerated().sorted {
      ($0.element.1, $0.offset) < ($1.element.1, $1.offset)
    }.map(\.element.0)
  }

  /// Where each card may lie: narrower than the cards allow, no more than this plan needs.
  private static let ground: [String: Set<LandCoverCode>] = [
    "wadi": [.square, .schoolYard, .footway, .parkingBay, .grass, .planting],
    "lawn": [.square, .schoolYard],
    "permeable-paving": [.clinkerCarriageway, .parkingBay],
    "green-roof": [.building],
    "tree": [.square, .schoolYard, .footway, .parkingBay, .grass, .planting, .openPavement],
  ]

  private func code(_ index: Int) -> LandCoverCode? { LandCoverCode(rawValue: area.core.landCover[index]) }

  private func allows(_ card: String, at index: Int) -> Bool {
    code(index).map { Self.ground[card]?.contains($0) == true } ?? false
  }

  /// Adds an area measure unless it meets another one, or lies on ground that is not for it.
  private mutating func add(_ card: String, _ rectangle: LocalRectangle, _ properties: [String: PropertyValue]) {
    guard !claimed.contains(where: { $0.overlaps(rectangle) }),
      cells(rectangle).allSatisfy({ allows(card, at: $0) })
    else { return }
    claimed.append(rectangle)
    append(card, .polygon(Polygon(exterior: area.system.ring(rectangle))), properties)
  }

  /// A row of trees along u.
  private mutating func addTrees(v: Double, from west: Double, to east: Double, spacing: Double) {
    for u in stride(from: west, through: east, by: spacing) { addTree(LocalPoint(u: u, v: v)) }
  }

  /// Adds a young tree of 7 m with a crown of 7 m, unless it stands too close to another one, or on ground that is not
  /// for trees. Larger crowns would shade more, but so many of them also take the wind from the streets west of them.
  private mutating func addTree(_ place: LocalPoint) {
    let point = area.system.world(place.u, place.v)
    guard count(of: "tree") < Self.treeLimit, isInCore(LocalRectangle((place.u, place.u), (place.v, place.v))),
      crowns.allSatisfy({ $0.distance(to: point) > 6 }), let cell = area.recipe.frame.cell(x: point.x, y: point.y),
      allows("tree", at: cell.row * area.recipe.frame.columns + cell.column)
    else { return }
    crowns.append(point)
    append("tree", .point(point), ["height": .number(7), "crownDiameter": .number(7)])
  }

  private mutating func append(_ card: String, _ geometry: Geometry, _ properties: [String: PropertyValue]) {
    let number = String(count(of: card) + 1)
    let id = "\(card)-" + String(repeating: "0", count: max(0, 3 - number.count)) + number
    let named: [String: PropertyValue] = ["card": .text(card), "cardVersion": .text(Self.cardVersion)]
    features.append(
      Feature(id: id, geometry: geometry, properties: named.merging(properties) { own, _ in own }))
  }
}
