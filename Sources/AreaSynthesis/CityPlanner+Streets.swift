import Areas
import Essentials

/// Streets along the bands, cross streets, canals, quays and bridges.
extension CityPlanner {
  private static let names = [
    "Meidoornstraat", "Vlierstraat", "Hazelaarstraat", "Kornoeljestraat", "Lijsterbesstraat", "Elzenstraat",
    "Sleedoornstraat", "Kamperfoeliestraat", "Wilgenroosstraat", "Egelantierstraat", "Vogelkersstraat", "Gagelstraat",
  ]
  private static let crossNames = [
    "Lindelaan", "Iepenlaan", "Esdoornlaan", "Beukenlaan", "Kastanjelaan", "Populierenlaan", "Berkenlaan",
  ]

  mutating func drawStreets() {
    // Footways of all streets first, so that a carriageway always runs through a crossing.
    for unit in Self.units {
      for number in 0...Self.bandsInUnit { drawStreet(unit, number) }
    }
    for index in Self.columns.lowerBound...Self.columns.upperBound + 1 { drawCrossStreet(index) }
    for street in plan.streets { plan.pave(street.carriageway, street.cover) }
  }

  /// Whether the `index`th street has trees: the share of the recipe, spread evenly by the golden ratio.
  private func isTreed(_ index: Int) -> Bool {
    let turn = (Double(index) * 0.618_033_988_75 + 0.31).truncatingRemainder(dividingBy: 1)
    return (turn < 0 ? turn + 1 : turn) < recipe.treedStreets
  }

  /// Street `number` of a unit: 0 runs along the canal strip, the last one along the next canal's quay.
  private mutating func drawStreet(_ unit: Int, _ number: Int) {
    let south =
      number == 0 ? canal(unit).1 + Self.canalStrip : bandStart(unit, number - 1) + bandDepth
    let extent = (Self.townEdge, Self.reach)
    plan.pave(LocalRectangle(extent, (south, south + Self.streetWidth)), .footway)
    let carriageway = LocalRectangle(extent, (south + Self.footway, south + Self.footway + Self.carriageway))
    let index = unit * (Self.bandsInUnit + 1) + number
    var random = Seeds.random(recipe.seed, unit, number, 3)
    let isQuay = number == Self.bandsInUnit
    let treed = isTreed(index)
    let name =
      number == 0 ? "Parkkade" : isQuay ? "Singelkade" : Self.names[((index % 12) + 12) % Self.names.count]
    plan.streets.append(
      .init(
        id: "straat-\(unit)-\(number)", name: name, roadClass: .residential, speed: 30,
        vehiclesPerDay: (number == 0 || isQuay ? 900 : 350) + random.index(below: 250), direction: .alongU,
        carriageway: carriageway, cover: .clinkerCarriageway, hasTrees: treed))
    let species = TreeSpecies.forStreets[random.index(below: TreeSpecies.forStreets.count)]
    let age = random.uniform(0.6...1)
    for column in Self.columns {
      let west = Self.crossing(column) + Self.width(ofCrossing: column) / 2 + 5
      let east = Self.crossing(column + 1) - Self.width(ofCrossing: column + 1) / 2 - 5
      drawParking(
        LocalRectangle((west, east), (carriageway.v1, carriageway.v1 + Self.parking)), treed ? species : nil, age,
        &random)
    }
  }

  /// Two bays of 5.1 m and a tree pit by turns; bays alone in a street without trees.
  private mutating func drawParking(
    _ strip: LocalRectangle, _ species: TreeSpecies?, _ age: Double, _ random: inout SeededRandom
  ) {
    plan.pave(strip, .parkingBay)
    plan.landmarks.bays.append(strip)
    guard let species else {
      plan.landmarks.treelessBays.append(strip)
      return
    }
    var u = strip.u0 + 10.2
    while u + 1.6 < strip.u1 {
      let pit = LocalRectangle((u, u + 1.6), (strip.v0, strip.v1))
      plan.pave(pit, .planting)
      // One tree in twelve is missing, as in any street.
      if random.unit() > 0.08 { plan.plant(species, pit.centre, age: age, &random) }
      u += 11.8
    }
  }

  /// Cross street `index`: in pieces, because not every canal has a bridge there.
  private mutating func drawCrossStreet(_ index: Int) {
    let middle = Self.crossing(index)
    let main = Self.isMain(index)
    let half = Self.width(ofCrossing: index) / 2
    var random = Seeds.random(recipe.seed, index, 0, 4)
    let species: TreeSpecies = main ? .plane : TreeSpecies.forStreets[random.index(below: TreeSpecies.forStreets.count)]
    let age = random.uniform(0.6...0.95)
    let treed = main || isTreed(index + 3)
    let name = main ? "Polderweg" : Self.crossNames[((index % 7) + 7) % Self.crossNames.count]
    let vehicles = main ? 5200 + random.index(below: 1500) : 500 + random.index(below: 400)
    for (number, piece) in pieces(ofCrossing: index).enumerated() {
      plan.pave(LocalRectangle((middle - half, middle + half), piece), .footway)
      let offset = main ? -3.25 : -3.4
      let width = main ? 6.5 : Self.carriageway
      let carriageway = LocalRectangle((middle + offset, middle + offset + width), piece)
      if main {
        for side in [-1.0, 1.0] {
          plan.pave(LocalRectangle((middle + side * 3.25, middle + side * 4.9), piece), .grass)
          plan.pave(LocalRectangle((middle + side * 4.9, middle + side * 6.9), piece), .cyclePath)
        }
      }
      plan.streets.append(
        .init(
          id: "dwarsstraat-\(index)-\(number)", name: name, roadClass: main ? .distributor : .residential,
          speed: main ? 50 : 30, vehiclesPerDay: vehicles, direction: .alongV, carriageway: carriageway,
          cover: main ? .asphaltCarriageway : .clinkerCarriageway, hasTrees: treed))
    }
    for unit in Self.units {
      for band in 0..<Self.bandsInUnit {
        let south = bandStart(unit, band)
        let verges: [LocalRectangle] =
          main
          ? [-1.0, 1.0].map { LocalRectangle((middle + $0 * 3.25, middle + $0 * 4.9), (south, south + bandDepth)) }
          : [LocalRectangle((middle + 1.4, middle + 3.4), (south, south + bandDepth))]
        for verge in verges {
          if !main { plan.pave(verge, treed ? .grass : .footway) }
          if !treed { plan.landmarks.treelessVerges.append(verge) }
          var v = verge.v0 + random.uniform(4...6)
          while treed, v < verge.v1 - 3 {
            if random.unit() > 0.06 {
              plan.plant(species, LocalPoint(u: verge.centre.u, v: v), age: age, &random)
            }
            v += random.uniform(10...12)
          }
        }
      }
    }
  }

  /// The stretches of a cross street between canals it does not cross.
  private func pieces(ofCrossing index: Int) -> [(Double, Double)] {
    guard !Self.hasBridge(index) else { return [(-Self.reach, Self.reach)] }
    var pieces: [(Double, Double)] = []
    var start = -Self.reach
    for unit in Self.units where unitStart(unit) > start {
      pieces.append((start, unitStart(unit)))
      start = canal(unit).1 + Self.canalStrip
    }
    return pieces + [(start, Self.reach)]
  }

  // MARK: Water

  mutating func drawCanals() {
    for unit in Self.units { drawCanal(unit) }
  }

  private mutating func drawCanal(_ unit: Int) {
    let (south, north) = canal(unit)
    let bridges = (Self.columns.lowerBound...Self.columns.upperBound + 1).filter(Self.hasBridge)
    var start = -Self.reach
    for index in bridges {
      let half = Self.width(ofCrossing: index) / 2
      drawBridge(LocalRectangle((Self.crossing(index) - half, Self.crossing(index) + half), (south, north)))
      drawWaterside(LocalRectangle((start, Self.crossing(index) - half), (south, north)), unit)
      start = Self.crossing(index) + half
    }
    drawWaterside(LocalRectangle((start, Self.reach), (south, north)), unit)
  }

  private mutating func drawBridge(_ deck: LocalRectangle) {
    plan.pave(deck, .bridge)
  }

  /// A stretch of canal between bridges: quay wall in the south, water, bank and park strip in the north.
  private mutating func drawWaterside(_ water: LocalRectangle, _ unit: Int) {
    plan.waters.append(water)
    plan.pave(water, .water)
    let town = max(water.u0, Self.townEdge)
    guard town < water.u1 else { return }
    plan.pave(LocalRectangle((town, water.u1), (water.v0 - Self.quayWall, water.v0)), .structure)
    let strip = LocalRectangle((town, water.u1), (water.v1, water.v1 + Self.canalStrip))
    plan.pave(strip, .grass)
    plan.landmarks.canalStrips.append(strip)
    plan.banks.append(
      .init(
        rectangle: LocalRectangle((town, water.u1), (strip.v0, strip.v0 + 3)), axis: .v, foot: strip.v0,
        top: strip.v0 + 3))
    plan.pave(LocalRectangle((town, water.u1), (strip.v1 - 6.5, strip.v1 - 4.7)), .openPavement)
    var random = Seeds.random(recipe.seed, unit, Int(water.u0), 5)
    var u = strip.u0 + 4
    while u < strip.u1 - 4 {
      let species = TreeSpecies.forParks[random.index(below: TreeSpecies.forParks.count)]
      if random.unit() < 0.75 {
        plan.plant(
          species, LocalPoint(u: u, v: strip.v0 + random.uniform(4.2...6.5)), age: random.uniform(0.7...1.05), &random)
      }
      if random.unit() < 0.25 {
        let bed = LocalRectangle((u + 3, u + 3 + random.uniform(5...9)), (strip.v1 - 3.8, strip.v1 - 1.2))
        if bed.u1 < strip.u1 - 1 { plan.pave(bed, .planting) }
      }
      u += random.uniform(10...17)
    }
  }
}
