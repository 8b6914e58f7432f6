import Areas
import Essentials

/// What stands and grows in a block.
extension CityPlanner {
  // MARK: Terraced houses

  /// Two rows back to back: front gardens on the streets, back gardens to a shared path in the middle.
  mutating func drawTerraces(_ block: inout Block) {
    let area = block.rectangle
    plan.pave(area, .grass)
    let middle = area.centre.v
    plan.pave(
      LocalRectangle((area.u0, area.u1), (middle - Self.backPath / 2, middle + Self.backPath / 2)), .openPavement)
    for (front, inward) in [(area.v0, 1.0), (area.v1, -1.0)] {
      drawRow(from: area.u0, to: area.u1, front: front, inward: inward, &block.random)
    }
  }

  /// Two terraces of 6 to 10 houses with a passage between them.
  private mutating func drawRow(
    from west: Double, to east: Double, front: Double, inward: Double, _ random: inout SeededRandom
  ) {
    let passage = 3.0
    let ends = 2.4
    let count = Int((east - west - passage - 2 * ends) / recipe.houseWidth)
    let first = count > 15 ? min(10, max(6, count / 2 + random.index(below: 3) - 1)) : count / 2
    let margin = (east - west - passage - Double(count) * recipe.houseWidth) / 2
    let house = HouseStyle.draw(recipe, &random)
    var u = west + margin
    for number in 0..<count {
      if number == first {
        plan.pave(LocalRectangle((u, u + passage), (front, front + inward * depthOfPlot)), .openPavement)
        u += passage
      }
      drawHouse(at: u, front: front, inward: inward, style: house, &random)
      u += recipe.houseWidth
    }
    // The gardens beside the end houses.
    for (a, b) in [(west, west + margin), (u, east)] {
      plan.pave(LocalRectangle((a, b), (front, front + inward * (depthOfPlot - 1))), .garden)
    }
  }

  private var depthOfPlot: Double { Self.frontGarden + recipe.houseDepth + Self.backGarden }

  /// What the houses of one row share.
  struct HouseStyle {
    var eaves: Double
    var ridge: Double
    var doorstep: Double

    static func draw(_ recipe: StreetRecipe, _ random: inout SeededRandom) -> HouseStyle {
      let lift = random.uniform(-0.3...0.3)
      return HouseStyle(
        eaves: recipe.eavesHeight + lift, ridge: recipe.ridgeHeight + lift + random.uniform(-0.3...0.3),
        doorstep: recipe.doorstep * random.uniform(0.85...1.15))
    }
  }

  private mutating func drawHouse(
    at u: Double, front: Double, inward: Double, style: HouseStyle, _ random: inout SeededRandom
  ) {
    let (w, d) = (recipe.houseWidth, recipe.houseDepth)
    func strip(_ a: Double, _ b: Double, _ from: Double = 0, _ to: Double? = nil) -> LocalRectangle {
      LocalRectangle((u + from, u + (to ?? w)), (front + inward * a, front + inward * b))
    }
    let (facade, rear) = (Self.frontGarden, Self.frontGarden + d)
    // Front garden: tiled, or planted with a path to the door.
    plan.pave(strip(0, facade), random.unit() < 0.45 ? .pavedYard : .garden)
    plan.pave(strip(0, facade, 0.4, 1.6), .pavedYard)

    // Back garden: tiled from end to end, or a terrace and planting.
    let settled = random.uniform(-0.09...0.0)
    let paved = random.unit() < recipe.pavedGardens
    plan.pave(strip(rear, rear + Self.backGarden), paved ? .pavedYard : .garden, rise: settled)
    let terrace = random.uniform(2.5...4)
    if !paved {
      plan.pave(strip(rear, rear + terrace), .pavedYard, rise: settled)
      if random.unit() < 0.4 {
        plan.pave(strip(rear + terrace + 0.5, rear + Self.backGarden - 3.2, 1, w - 1), .grass, rise: settled)
      }
    }

    let outward = front + inward * facade
    let main = strip(facade, rear)
    var parts = [CityPlan.Building.Part(rectangle: main, eaves: style.eaves, ridge: style.ridge)]
    var outline = main.ring
    if random.unit() < 0.32 {
      let depth = random.uniform(2.4...3.2)
      let width = random.unit() < 0.5 ? w : 3.2
      let annex = strip(rear, rear + depth, 0, width)
      parts.append(.init(rectangle: annex, eaves: 3, ridge: 3))
      outline = Self.outline(of: main, with: annex, inward: inward)
    }
    plan.buildings.append(
      CityPlan.Building(
        parts: parts, outline: outline, use: .dwelling, roof: .pitched, floors: 2,
        door: LocalPoint(u: u + 1, v: outward - inward * 0.6), doorstep: style.doorstep * random.uniform(0.9...1.1),
        dwellings: 1))

    let shed = strip(rear + Self.backGarden - 3, rear + Self.backGarden, w - 2.2, w)
    if random.unit() < 0.85 {
      plan.build(
        shed, height: 2.4, use: .outbuilding, floors: 1,
        door: LocalPoint(u: shed.centre.u, v: shed.centre.v + inward * 2.2), doorstep: 0.03)
    }
    if !paved, random.unit() < 0.5 {
      let species = TreeSpecies.forGardens[random.index(below: TreeSpecies.forGardens.count)]
      let place = LocalPoint(u: u + random.uniform(1.2...2.6), v: front + inward * (rear + random.uniform(6...8.5)))
      plan.plant(species, place, age: random.uniform(0.5...1), &random)
    }
  }

  /// The outline of a house with an annex as wide as the house or narrower, against its rear from the west corner.
  private static func outline(of main: LocalRectangle, with annex: LocalRectangle, inward: Double) -> [LocalPoint] {
    if annex.u1 >= main.u1 - 0.01 {
      return LocalRectangle((main.u0, main.u1), (min(main.v0, annex.v0), max(main.v1, annex.v1))).ring
    }
    if inward > 0 {
      return [
        .init(u: main.u0, v: main.v0), .init(u: main.u1, v: main.v0), .init(u: main.u1, v: main.v1),
        .init(u: annex.u1, v: main.v1), .init(u: annex.u1, v: annex.v1), .init(u: main.u0, v: annex.v1),
      ]
    }
    return [
      .init(u: main.u0, v: annex.v0), .init(u: annex.u1, v: annex.v0), .init(u: annex.u1, v: main.v0),
      .init(u: main.u1, v: main.v0), .init(u: main.u1, v: main.v1), .init(u: main.u0, v: main.v1),
    ]
  }

  // MARK: Square and shops

  /// Shops along the north side, a paved square before them, a car park beside it.
  mutating func drawSquare(_ block: inout Block) {
    let a = block.rectangle
    plan.pave(a, .square)
    let delivery = 4.0
    let shopDepth = 13.0
    plan.pave(LocalRectangle((a.u0, a.u1), (a.v1 - delivery, a.v1)), .openPavement)
    let count = 11
    let width = (a.width - 6) / Double(count)
    for number in 0..<count {
      let u = a.u0 + 3 + Double(number) * width
      let storeys = block.random.unit() < 0.45 ? 2 : 1
      let shop = LocalRectangle((u, u + width), (a.v1 - delivery - shopDepth, a.v1 - delivery))
      plan.build(
        shop, height: storeys == 2 ? 7.2 : 4.2, use: .shop, floors: storeys,
        door: LocalPoint(u: shop.centre.u, v: shop.v0 - 0.8), doorstep: 0.03)
    }
    // Car park in the west, square in the rest.
    let carPark = LocalRectangle((a.u0, a.u0 + 24), (a.v0, a.v1 - delivery - shopDepth - 3))
    plan.pave(LocalRectangle((carPark.u0 + 5.2, carPark.u1 - 5.2), (carPark.v0, carPark.v1)), .openPavement)
    for u in [carPark.u0, carPark.u1 - 5.2] {
      plan.pave(LocalRectangle((u, u + 5.2), (carPark.v0 + 1, carPark.v1 - 1)), .parkingBay)
    }
    let square = LocalRectangle((carPark.u1 + 2, a.u1 - 2), (a.v0 + 1, carPark.v1))
    plan.landmarks.squares.append(square)
    for place in [0.2, 0.8] {
      let pit = LocalRectangle(
        (square.u0 + square.width * place - 1, square.u0 + square.width * place + 1),
        (square.centre.v - 1, square.centre.v + 1))
      plan.pave(pit, .planting)
      plan.plant(.plane, pit.centre, age: block.random.uniform(0.5...0.7), &block.random)
    }
    plan.pave(LocalRectangle((carPark.u1, carPark.u1 + 1.6), (carPark.v0 + 2, carPark.v1 - 2)), .planting)
  }

  // MARK: School

  /// An L-shaped school with a paved yard; a row of houses for the elderly fills the rest.
  mutating func drawSchool(_ block: inout Block) {
    let a = block.rectangle
    let split = a.u0 + 68
    plan.pave(LocalRectangle((a.u0, split), (a.v0, a.v1)), .schoolYard)
    let wing = LocalRectangle((a.u0 + 5, a.u0 + 20), (a.v0 + 14, a.v1 - 15 - 3))
    let main = LocalRectangle((a.u0 + 5, a.u0 + 58), (a.v1 - 18, a.v1 - 3))
    plan.pave(LocalRectangle((a.u0, split), (a.v1 - 3, a.v1)), .planting)
    plan.pave(LocalRectangle((a.u0, a.u0 + 4), (a.v0, a.v1 - 3)), .grass)
    plan.buildings.append(
      CityPlan.Building(
        parts: [
          .init(rectangle: main, eaves: 7.4, ridge: 7.4), .init(rectangle: wing, eaves: 4.2, ridge: 4.2),
        ],
        outline: [
          .init(u: wing.u0, v: wing.v0), .init(u: wing.u1, v: wing.v0), .init(u: wing.u1, v: main.v0),
          .init(u: main.u1, v: main.v0), .init(u: main.u1, v: main.v1), .init(u: main.u0, v: main.v1),
        ],
        use: .school, roof: .flat, floors: 2, door: LocalPoint(u: main.u0 + 30, v: main.v0 - 0.8), doorstep: 0.04))
    let shelter = LocalRectangle((split - 8, split - 1), (a.v1 - 16, a.v1 - 4))
    plan.build(
      shelter, height: 2.6, use: .outbuilding, floors: 1,
      door: LocalPoint(u: shelter.u0 - 0.8, v: shelter.centre.v), doorstep: 0.02)
    plan.landmarks.schoolYards.append(LocalRectangle((a.u0 + 22, split - 2), (a.v0 + 2, main.v0 - 2)))
    for u in [a.u0 + 28.0, split - 6] {
      let pit = LocalRectangle((u - 1, u + 1), (a.v0 + 3, a.v0 + 5))
      plan.pave(pit, .planting)
      plan.plant(.maple, pit.centre, age: block.random.uniform(0.45...0.7), &block.random)
    }
    // Sheltered houses with flat roofs beside the school.
    plan.pave(LocalRectangle((split, a.u1), (a.v0, a.v1)), .grass)
    let width = 6.4
    let count = Int((a.u1 - split - 4) / width)
    let margin = (a.u1 - split - Double(count) * width) / 2
    for number in 0..<count {
      let u = split + margin + Double(number) * width
      for (front, inward) in [(a.v0 + 3, 1.0), (a.v1 - 3, -1.0)] {
        plan.pave(LocalRectangle((u, u + width), (front, front - inward * 3)), .garden)
        plan.pave(LocalRectangle((u, u + width), (front + inward * 10, front + inward * 15)), .pavedYard)
        let house = LocalRectangle((u, u + width), (front, front + inward * 10))
        plan.build(
          house, height: 3.4, use: .dwelling, floors: 1, door: LocalPoint(u: u + 1, v: front - inward * 0.6),
          doorstep: 0.03, dwellings: 1)
      }
    }
  }

  // MARK: Flats

  /// A four-storey block of flats on a lawn, with a court of parking bays and garage boxes.
  mutating func drawFlat(_ block: inout Block) {
    let a = block.rectangle
    plan.pave(a, .grass)
    let flat = LocalRectangle((a.u0 + 12, a.u1 - 12), (a.v1 - 17, a.v1 - 6))
    plan.pave(LocalRectangle((flat.u0 - 2, flat.u1 + 2), (flat.v1, flat.v1 + 1.8)), .footway)
    for entrance in 0..<4 {
      let u = flat.u0 + flat.width * (Double(entrance) + 0.5) / 4
      plan.pave(LocalRectangle((u - 1, u + 1), (flat.v1, a.v1)), .footway)
    }
    plan.build(
      flat, height: 12.2, use: .dwelling, floors: 4, door: LocalPoint(u: flat.centre.u, v: flat.v1 + 0.8),
      doorstep: doorstep(&block.random), dwellings: 4 * 8)
    // The court.
    let court = LocalRectangle((a.u0 + 20, a.u1 - 12), (a.v0 + 3, a.v0 + 14))
    plan.pave(court, .closedPavement)
    plan.pave(LocalRectangle((court.u0, court.u1), (court.v0, court.v0 + 5)), .parkingBay)
    plan.pave(LocalRectangle((court.u0, court.u0 + 5), (a.v0, court.v1)), .closedPavement)
    let boxes = LocalRectangle((court.u0 + 8, court.u1), (court.v1, court.v1 + 5.5))
    plan.build(
      boxes, height: 2.6, use: .outbuilding, floors: 1, door: LocalPoint(u: boxes.centre.u, v: boxes.v0 - 0.8),
      doorstep: 0.03)
    for _ in 0..<2 {
      let u = block.random.uniform(flat.u0...flat.u1 - 12)
      plan.pave(LocalRectangle((u, u + 9), (flat.v0 - 3, flat.v0 - 0.5)), .planting)
    }
    for number in 0..<6 {
      let u = a.u0 + 5 + (a.width - 10) * (Double(number) + block.random.uniform(0.25...0.75)) / 6
      let v = boxes.v1 + block.random.uniform(2.5...5)
      plan.plant(
        TreeSpecies.forParks[block.random.index(below: TreeSpecies.forParks.count)], LocalPoint(u: u, v: v),
        age: block.random.uniform(0.5...0.85), &block.random)
    }
  }

  // MARK: Park

  /// Grass, beds, a winding of paths and a pond in some.
  mutating func drawPark(_ block: inout Block) {
    let a = block.rectangle
    plan.pave(a, .grass)
    for _ in 0..<5 {
      let (u, v) = (block.random.uniform(a.u0...a.u1 - 16), block.random.uniform(a.v0...a.v1 - 9))
      plan.pave(LocalRectangle((u, u + block.random.uniform(8...16)), (v, v + block.random.uniform(4...9))), .planting)
    }
    plan.pave(LocalRectangle((a.u0, a.u1), (a.centre.v - 1.2, a.centre.v + 1.2)), .unpaved)
    plan.pave(LocalRectangle((a.centre.u - 1.2, a.centre.u + 1.2), (a.v0, a.v1)), .unpaved)
    for _ in 0..<34 {
      let place = LocalPoint(
        u: block.random.uniform(a.u0 + 3...a.u1 - 3), v: block.random.uniform(a.v0 + 3...a.v1 - 3))
      if abs(place.v - a.centre.v) > 3, abs(place.u - a.centre.u) > 3 {
        plan.plant(
          TreeSpecies.forParks[block.random.index(below: TreeSpecies.forParks.count)], place,
          age: block.random.uniform(0.5...1.05), &block.random)
      }
    }
  }

  // MARK: Centre

  /// A closed block of three to five storeys around a court.
  mutating func drawCentre(_ block: inout Block) {
    let a = block.rectangle
    plan.pave(a, .pavedYard)
    plan.pave(a.expanded(by: -16), .garden)
    func front(_ rectangle: LocalRectangle, door: LocalPoint, _ random: inout SeededRandom) {
      let storeys = 3 + random.index(below: 3)
      let use = random.unit() < 0.3 ? CityPlan.Building.Use.shop : .dwelling
      // One home on each storey for every 8 m of front.
      let homes = max(1, Int(max(rectangle.width, rectangle.depth) / 8)) * storeys
      plan.build(
        rectangle, height: Double(storeys) * 3.1 + 0.6, use: use, floors: storeys, door: door, doorstep: 0.03,
        dwellings: use == .dwelling ? homes : 0)
    }
    for (v0, v1, door) in [(a.v0, a.v0 + 12, a.v0 - 0.8), (a.v1 - 12, a.v1, a.v1 + 0.8)] {
      var u = a.u0
      while u < a.u1 - 1 {
        var width = block.random.uniform(7...14)
        if u + width > a.u1 - 6 { width = a.u1 - u }
        front(
          LocalRectangle((u, u + width), (v0, v1)), door: LocalPoint(u: u + width / 2, v: door), &block.random)
        u += width
      }
    }
    for (u0, u1, door) in [(a.u0, a.u0 + 12, a.u0 - 0.8), (a.u1 - 12, a.u1, a.u1 + 0.8)] {
      front(
        LocalRectangle((u0, u1), (a.v0 + 12, a.v1 - 12)), door: LocalPoint(u: door, v: a.centre.v), &block.random)
    }
    for _ in 0..<3 {
      let place = LocalPoint(
        u: block.random.uniform(a.u0 + 20...a.u1 - 20), v: block.random.uniform(a.v0 + 17...a.v1 - 17))
      plan.plant(.lime, place, age: block.random.uniform(0.4...0.7), &block.random)
    }
  }
}
