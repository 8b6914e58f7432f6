import Areas
import Essentials
import Geometry
import Grids

/// A plan as a good designer would draw it on the made-up neighbourhood: trees where there are none, green for paving
/// on the square and the school yard, permeable parking bays, wadis in low green, green roofs on flat roofs.
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
    plan.addWadis()
    plan.addBays()
    plan.addStreetTrees()
    plan.addGreenRoofs()
    return FeatureSet(epsg: area.recipe.frame.epsg, features: plan.features)
  }

  private init(area: SyntheticArea) {
    self.area = area
    crowns = area.trees.features.compactMap { feature in
      if case .point(let place) = feature.geometry { place } else { nil }
    }
  }

  // MARK: The measures

  /// Half of the square becomes lawn around a wadi in its lowest part, with trees beside it.
  private mutating func addSquare() {
    for square in area.plan.landmarks.squares where isInCore(square) {
      let middle = square.centre
      let wadi = LocalRectangle((middle.u - 14, middle.u + 14), (square.v0 + 13, square.v0 + 18))
      add("wadi", wadi, ["depth": .number(0.3)])
      add("lawn", LocalRectangle((middle.u - 22, middle.u + 16), (square.v0 + 3.5, square.v0 + 12)), [:])
      for offset in stride(from: -20.0, through: 14, by: 8.5) {
        addTree(LocalPoint(u: middle.u + offset, v: square.v0 + 20.5), height: 9, crownDiameter: 6)
      }
    }
  }

  /// A lawn and shade on the school yard.
  private mutating func addSchool() {
    for yard in area.plan.landmarks.schoolYards where isInCore(yard) {
      add("lawn", LocalRectangle((yard.u0 + 3, yard.u0 + 24), (yard.v0 + 5, yard.v0 + 14)), [:])
      add("wadi", LocalRectangle((yard.u0 + 26, yard.u0 + 36), (yard.v0 + 6, yard.v0 + 11)), ["depth": .number(0.2)])
      for offset in stride(from: 4.0, through: yard.width - 6, by: 8) {
        addTree(LocalPoint(u: yard.u0 + offset, v: yard.v1 - 3), height: 8, crownDiameter: 6)
      }
    }
  }

  /// Wadis in the grass between the path and the bank along the canal.
  private mutating func addWadis() {
    for strip in area.plan.landmarks.canalStrips {
      for start in stride(from: strip.u0 + 10, to: strip.u1 - 30, by: 55) {
        let wadi = LocalRectangle((start, start + 18), (strip.v1 - 11.5, strip.v1 - 8))
        if isInCore(wadi), count(of: "wadi") < 4 { add("wadi", wadi, ["depth": .number(0.3)]) }
      }
    }
  }

  /// The bays of streets without trees, nearest to the middle of the core first.
  private var bays: [LocalRectangle] {
    let bays = area.plan.landmarks.treelessBays.map { bay in
      (bay, abs(bay.centre.u) + abs(bay.centre.v))
    }
    return bays.enumerated().sorted { ($0.element.1, $0.offset) < ($1.element.1, $1.offset) }.map(\.element.0)
  }

  /// Permeable paving on the bays of streets without trees.
  private mutating func addBays() {
    for bay in bays {
      for start in stride(from: bay.u0, to: bay.u1 - 20, by: 22) {
        let part = LocalRectangle((start, start + 21), (bay.v0, bay.v1))
        if isInCore(part), count(of: "permeable-paving") < 12 { add("permeable-paving", part, [:]) }
      }
    }
  }

  /// A tree every 13 m in streets without trees, at the back of the bays.
  private mutating func addStreetTrees() {
    for bay in bays {
      for u in stride(from: bay.u0 + 8, to: bay.u1 - 4, by: 13) {
        addTree(LocalPoint(u: u, v: bay.v1 - 0.8), height: 10, crownDiameter: 6)
      }
    }
  }

  /// Sedum on the flat roofs of the school, and the flats.
  private mutating func addGreenRoofs() {
    for building in area.plan.buildings where building.roof == .flat && building.use != .outbuilding {
      let isLarge = building.use == .school || building.floors == 4
      for part in building.parts where isLarge {
        // Half a metre from the eaves, as roofers leave a strip of gravel.
        let roof = part.rectangle.expanded(by: -0.5)
        if let inside = cutToCore(roof) { add("green-roof", inside, ["storage": .number(25)], onRoof: true) }
      }
    }
  }

  // MARK: Rules

  private static let treeLimit = 36

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

  /// Adds an area measure unless it meets another one, water, or a building (where it is not a roof).
  private mutating func add(
    _ card: String, _ rectangle: LocalRectangle, _ properties: [String: PropertyValue], onRoof: Bool = false
  ) {
    guard !claimed.contains(where: { $0.overlaps(rectangle) }) else { return }
    let codes = cells(rectangle).map { area.core.landCover[$0] }
    let building = LandCoverCode.building.rawValue
    guard codes.allSatisfy({ ($0 == building) == onRoof && $0 != LandCoverCode.water.rawValue }) else { return }
    claimed.append(rectangle)
    append(card, .polygon(Polygon(exterior: area.system.ring(rectangle))), properties)
  }

  /// Adds a tree unless it stands too close to another one, or on anything but paving and green.
  private mutating func addTree(_ place: LocalPoint, height: Double, crownDiameter: Double) {
    let point = area.system.world(place.u, place.v)
    guard count(of: "tree") < Self.treeLimit, isInCore(LocalRectangle((place.u, place.u), (place.v, place.v))),
      crowns.allSatisfy({ $0.distance(to: point) > 6 }), let cell = area.recipe.frame.cell(x: point.x, y: point.y)
    else { return }
    let code = LandCoverCode(rawValue: area.core.landCover[cell.row, cell.column])
    switch code {
    case .parkingBay, .square, .schoolYard, .footway, .grass, .openPavement: break
    default: return
    }
    crowns.append(point)
    append("tree", .point(point), ["height": .number(height), "crownDiameter": .number(crownDiameter)])
  }

  private mutating func append(_ card: String, _ geometry: Geometry, _ properties: [String: PropertyValue]) {
    let number = String(count(of: card) + 1)
    let id = "\(card)-" + String(repeating: "0", count: max(0, 3 - number.count)) + number
    let named: [String: PropertyValue] = ["card": .text(card), "cardVersion": .text(Self.cardVersion)]
    features.append(
      Feature(id: id, geometry: geometry, properties: named.merging(properties) { own, _ in own }))
  }
}
