import Areas
import Essentials

/// Draws the city: bands of blocks between streets, a canal in every unit of six bands, cross streets, and what each
/// block is. The core is the part of this city around the origin; its surroundings follow the same rules.
struct CityPlanner {
  let recipe: StreetRecipe
  let relief: Relief
  var plan = CityPlan()

  // Measures of the street profile, m.
  static let footway = 2.1
  static let parking = 2.0
  static let carriageway = 4.8
  static let streetWidth = 11.0
  static let mainStreetWidth = 18.0
  // Measures of the blocks, m.
  static let frontGarden = 2.5
  static let backGarden = 10.0
  static let backPath = 1.5
  static let columnPitch = 110.0
  static let bandsInUnit = 6
  static let canalStrip = 20.0
  static let quayWall = 1.0
  /// The ground rises from the gutter to the facades over this width.
  static let rise = 4.2

  /// Far enough to cover the context, however it is turned.
  static let reach = 1760.0
  static let meadowColumn = -8

  static func make(_ recipe: StreetRecipe) -> CityPlanner {
    let relief = Relief(level: recipe.groundLevel, bowls: bowls(recipe), seed: recipe.seed)
    var planner = CityPlanner(recipe: recipe, relief: relief)
    planner.drawMeadow()
    planner.drawBlocks()
    planner.drawStreets()
    planner.drawCanals()
    return planner
  }

  // MARK: Where things lie

  var bandDepth: Double { 2 * (Self.frontGarden + recipe.houseDepth + Self.backGarden) + Self.backPath }

  /// From one canal to the next.
  var unitPitch: Double {
    Self.quayWall + recipe.canalWidth + Self.canalStrip + Self.streetWidth
      + Double(Self.bandsInUnit) * (bandDepth + Self.streetWidth)
  }

  /// South side of unit `unit`: the quay wall of its canal.
  func unitStart(_ unit: Int) -> Double { -99 + unitPitch * Double(unit) }

  func canal(_ unit: Int) -> (Double, Double) {
    let start = unitStart(unit) + Self.quayWall
    return (start, start + recipe.canalWidth)
  }

  /// South side of band `band` (0..<6) of a unit.
  func bandStart(_ unit: Int, _ band: Int) -> Double {
    canal(unit).1 + Self.canalStrip + Self.streetWidth + Double(band) * (bandDepth + Self.streetWidth)
  }

  /// Middle of cross street `index`, which lies west of column `index`.
  static func crossing(_ index: Int) -> Double { -55 + columnPitch * Double(index) }

  static func isMain(_ index: Int) -> Bool { (index - 2) % 5 == 0 }
  static func hasBridge(_ index: Int) -> Bool { index % 2 == 0 || isMain(index) }
  static func width(ofCrossing index: Int) -> Double { isMain(index) ? mainStreetWidth : streetWidth }

  static let columns = meadowColumn + 1...15
  static let units = -5...4
  /// Where the town ends and the meadow begins.
  static var townEdge: Double { crossing(meadowColumn + 1) - width(ofCrossing: meadowColumn + 1) / 2 }

  /// Two large bowls in the core (the square and a street), a small one at the school, and some in the city.
  private static func bowls(_ recipe: StreetRecipe) -> [Relief.Bowl] {
    let bandDepth = 2 * (frontGarden + recipe.houseDepth + backGarden) + backPath
    let start = -99 + quayWall + recipe.canalWidth + canalStrip + streetWidth
    let second = start + bandDepth + streetWidth
    var bowls = [
      Relief.Bowl(centre: LocalPoint(u: 12, v: second + 18), radius: 30, depth: recipe.subsidence * 1.45),
      Relief.Bowl(centre: LocalPoint(u: -112, v: start + bandDepth + 6), radius: 40, depth: recipe.subsidence * 0.8),
      Relief.Bowl(centre: LocalPoint(u: 95, v: start + 12), radius: 26, depth: recipe.subsidence * 0.9),
      Relief.Bowl(centre: LocalPoint(u: 118, v: second + bandDepth + 6), radius: 34, depth: recipe.subsidence * 0.5),
    ]
    var random = SeededRandom(seed: recipe.seed &+ 71)
    for _ in 0..<90 {
      let centre = LocalPoint(u: random.uniform(-reach...reach), v: random.uniform(-reach...reach))
      let bowl = Relief.Bowl(
        centre: centre, radius: random.uniform(20...50), depth: recipe.subsidence * random.uniform(0.2...0.9))
      if abs(centre.u) > 260 || abs(centre.v) > 260 { bowls.append(bowl) }
    }
    return bowls
  }

  // MARK: Blocks

  /// What stands between two streets.
  enum BlockKind {
    case terraces, square, school, flat, park, centre
  }

  /// One block between its streets.
  struct Block {
    var rectangle: LocalRectangle
    var unit: Int
    var band: Int
    var column: Int
    var random: SeededRandom
  }

  private mutating func drawBlocks() {
    for unit in Self.units {
      for band in 0..<Self.bandsInUnit {
        for column in Self.columns {
          let west = Self.crossing(column) + Self.width(ofCrossing: column) / 2
          let east = Self.crossing(column + 1) - Self.width(ofCrossing: column + 1) / 2
          let south = bandStart(unit, band)
          let block = Block(
            rectangle: LocalRectangle((west, east), (south, south + bandDepth)), unit: unit, band: band,
            column: column, random: Seeds.random(recipe.seed, unit * 16 + band, column, 1))
          draw(block, kind(of: block))
        }
      }
    }
  }

  /// The middle of the core is laid down; further out chance decides, with the centre to the east.
  private func kind(of block: Block) -> BlockKind {
    switch (block.unit, block.band, block.column) {
    case (0, 1, 0): return .square
    case (0, 0, 1): return .school
    case (0, 2, -1): return .flat
    case (-1, 5, _), (0, 0...4, _):
      if (-2...1).contains(block.column) { return .terraces }
    default: break
    }
    let (u, v) = (block.rectangle.centre.u, block.rectangle.centre.v)
    let fromCentre = ((u - 900) * (u - 900) / 1.2 + (v - 250) * (v - 250)).squareRoot()
    if fromCentre < 380 { return .centre }
    var random = Seeds.random(recipe.seed, block.unit * 16 + block.band, block.column, 2)
    switch random.unit() {
    case ..<0.12: return .park
    case ..<0.24: return .flat
    case ..<0.28: return .school
    case ..<0.31: return .square
    default: return .terraces
    }
  }

  private mutating func draw(_ block: Block, _ kind: BlockKind) {
    var block = block
    switch kind {
    case .terraces: drawTerraces(&block)
    case .square: drawSquare(&block)
    case .school: drawSchool(&block)
    case .flat: drawFlat(&block)
    case .park: drawPark(&block)
    case .centre: drawCentre(&block)
    }
  }

  /// A threshold height around the recipe's mean, m.
  func doorstep(_ random: inout SeededRandom) -> Double { recipe.doorstep * random.uniform(0.8...1.2) }

  // MARK: Open land

  /// Grassland with ditches west of the town.
  private mutating func drawMeadow() {
    let edge = Self.townEdge
    plan.pave(LocalRectangle((-Self.reach, edge), (-Self.reach, Self.reach)), .grass, rise: -0.25)
    var random = SeededRandom(seed: recipe.seed &+ 29)
    var u = edge - 12
    while u > -Self.reach {
      let ditch = LocalRectangle((u - 4, u), (-Self.reach, Self.reach))
      plan.pave(ditch, .water)
      for (axisFoot, top) in [(u - 4, u - 5.5), (u, u + 1.5)] {
        plan.banks.append(
          .init(
            rectangle: LocalRectangle((axisFoot, top), (ditch.v0, ditch.v1)), axis: .u, foot: axisFoot, top: top))
      }
      u -= random.uniform(42...58)
    }
    for _ in 0..<70 {
      let place = LocalPoint(u: random.uniform(-Self.reach...(edge - 20)), v: random.uniform(-Self.reach...Self.reach))
      plan.plant(.willow, place, age: random.uniform(0.5...1), &random)
    }
  }
}
