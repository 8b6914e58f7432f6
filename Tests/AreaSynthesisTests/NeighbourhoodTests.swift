import AreaSynthesis
import Areas
import Essentials
import Foundation
import Geometry
import Grids
import TestSupport
import Testing

@Suite("A made-up neighbourhood")
struct NeighbourhoodTests {
  @Test("is the same for the same recipe")
  func isTheSameForTheSameRecipe() throws {
    #expect(try SyntheticArea(Neighbourhood.recipe()).digest == Neighbourhood.area().digest)
  }

  @Test(
    "is another for another recipe",
    arguments: [["seed": "seed: 7"], ["rotation": "rotation: 0"], ["kerbHeight": "kerbHeight: 0.12"]])
  func isAnotherForAnotherRecipe(_ change: [String: String]) throws {
    #expect(try SyntheticArea(Neighbourhood.recipe(change)).digest != Neighbourhood.area().digest)
  }

  @Test("stops when it is no longer wanted")
  func stopsWhenItIsNoLongerWanted() throws {
    let work = WorkContext()
    work.cancellation.cancel()
    #expect(throws: CancellationError.self) { try SyntheticArea(Neighbourhood.recipe(), work: work) }
  }

  @Test("is built and green like a Dutch neighbourhood")
  func isBuiltAndGreenLikeADutchNeighbourhood() throws {
    let core = try Neighbourhood.area().core
    #expect((0.20...0.35).contains(core.share(.building)))
    #expect((0.20...0.40).contains(core.share(.garden, .grass, .planting)))
    #expect((0.03...0.10).contains(core.share(.water)))
    let open = core.share(
      .asphaltCarriageway, .clinkerCarriageway, .parkingBay, .footway, .cyclePath, .square, .closedPavement,
      .openPavement, .schoolYard, .unpaved, .grass, .planting, .bridge)
    #expect((0.35...0.60).contains(open))
    #expect((0.02...0.10).contains(core.share(.square, .schoolYard)))
  }

  @Test("has surroundings that are green and built like a town")
  func hasSurroundingsThatAreGreenAndBuiltLikeATown() throws {
    let context = try Neighbourhood.area().context
    var green = 0.0
    for index in 0..<context.landCover.count {
      switch LandCoverCode(rawValue: context.landCover[index]) {
      case .garden, .grass, .planting: green += 1
      default: if context.canopyHeight[index] > 3 { green += 1 }
      }
    }
    #expect((0.25...0.45).contains(green / Double(context.landCover.count)))
    #expect((0.12...0.30).contains(context.share(.building)))
    // A higher centre in the east, meadow in the west.
    func meanHeight(_ columns: Range<Int>) -> Double {
      var sum = 0.0
      for row in 120..<220 { for column in columns { sum += Double(context.buildingHeight[row, column]) } }
      return sum / Double(100 * columns.count)
    }
    #expect(meanHeight(350..<460) > 1.5 * meanHeight(180..<300))
    #expect(meanHeight(0..<30) < 0.1)
  }

  @Test("has no holes and only known codes")
  func hasNoHolesAndOnlyKnownCodes() throws {
    let area = try Neighbourhood.area()
    for layers in [area.core, area.context] {
      for grid in [layers.terrain, layers.buildingHeight, layers.canopyHeight] {
        #expect((0..<grid.count).allSatisfy { grid[$0].isFinite })
      }
      #expect((0..<layers.landCover.count).allSatisfy { LandCoverCode(rawValue: layers.landCover[$0]) != nil })
    }
  }

  @Test("is seamless with its surroundings")
  func isSeamlessWithItsSurroundings() throws {
    let area = try Neighbourhood.area()
    for (fine, coarse) in [
      (area.core.terrain, area.context.terrain), (area.core.buildingHeight, area.context.buildingHeight),
      (area.core.canopyHeight, area.context.canopyHeight),
    ] {
      let blocks = fine.aggregated(by: 5)
      for row in 0..<blocks.rows {
        for column in 0..<blocks.columns {
          let (x, y) = blocks.frame.centre(row: row, column: column)
          let cell = try #require(coarse.frame.cell(x: x, y: y))
          #expect(coarse[cell.row, cell.column] == blocks[row, column])
        }
      }
    }
  }

  @Test("fills building cells and no others")
  func fillsBuildingCellsAndNoOthers() throws {
    let core = try Neighbourhood.area().core
    for index in 0..<core.landCover.count {
      let isBuilding = core.landCover[index] == LandCoverCode.building.rawValue
      #expect((core.buildingHeight[index] > 0) == isBuilding)
      #expect(!isBuilding || core.canopyHeight[index] == 0)
      #expect(!isBuilding || (2...18).contains(core.buildingHeight[index]))
    }
  }
}

@Suite("The ground of the neighbourhood")
struct GroundTests {
  /// Pairs of a carriageway or bay cell and a footway cell beside it.
  @Test("has kerbs of the recipe's height")
  func hasKerbsOfTheRecipesHeight() throws {
    let area = try Neighbourhood.area()
    let (terrain, cover) = (area.core.terrain, area.core.landCover)
    var steps: [Float] = []
    for row in 0..<cover.rows {
      for column in 0..<cover.columns - 1
      where cover[row, column] == LandCoverCode.footway.rawValue
        && cover[row, column + 1] == LandCoverCode.clinkerCarriageway.rawValue
      {
        steps.append(terrain[row, column] - terrain[row, column + 1])
      }
    }
    steps.sort()
    #expect(steps.count > 500)
    let median = Double(steps[steps.count / 2])
    #expect(abs(median - area.recipe.kerbHeight) < 0.03)
    // Nowhere does the carriageway lie above the footway.
    #expect(steps.first.map { $0 > 0 } == true)
  }

  @Test("is highest in the middle of a carriageway")
  func isHighestInTheMiddleOfACarriageway() throws {
    let area = try Neighbourhood.area()
    let (terrain, cover) = (area.core.terrain, area.core.landCover)
    let clinkers = LandCoverCode.clinkerCarriageway.rawValue
    var (edge, middle) = ([Float](), [Float]())
    for row in 3..<cover.rows - 3 {
      for column in 3..<cover.columns - 3 where cover[row, column] == clinkers {
        let around = (-1...1).flatMap { dr in (-1...1).map { dc in cover[row + dr, column + dc] } }
        let mean = { (reach: Int) -> Float in
          var (sum, count) = (Float(0), Float(0))
          for r in row - reach...row + reach {
            for c in column - reach...column + reach where cover[r, c] == clinkers {
              sum += terrain[r, c]
              count += 1
            }
          }
          return sum / count
        }
        if around.allSatisfy({ $0 == clinkers }) {
          middle.append(terrain[row, column] - mean(3))
        } else {
          edge.append(terrain[row, column] - mean(3))
        }
      }
    }
    let rise = middle.reduce(0, +) / Float(middle.count) - edge.reduce(0, +) / Float(edge.count)
    #expect((0.01...0.05).contains(rise))
  }

  @Test("is flat on the canal")
  func isFlatOnTheCanal() throws {
    let area = try Neighbourhood.area()
    let core = area.core
    for index in 0..<core.landCover.count where core.landCover[index] == LandCoverCode.water.rawValue {
      #expect(core.terrain[index] == Float(area.recipe.canalLevel))
    }
  }

  @Test("lies around the recipe's level")
  func liesAroundTheRecipesLevel() throws {
    let area = try Neighbourhood.area()
    let dry = (0..<area.core.terrain.count).filter {
      area.core.landCover[$0] != LandCoverCode.water.rawValue
    }.map { Double(area.core.terrain[$0]) }.sorted()
    #expect((0.6...1.0).contains(dry[dry.count / 2] - area.recipe.canalLevel))
    #expect((0.05...0.30).contains(dry[dry.count * 9 / 10] - dry[dry.count / 10]))
  }

  /// Priority flood (Barnes, Lehman and Mulla 2014): how deep each cell lies below the lowest way out.
  @Test("has low spots in a street and on the square")
  func hasLowSpotsInAStreetAndOnTheSquare() throws {
    let core = try Neighbourhood.area().core
    let frame = core.terrain.frame
    var spill = Grid<Float>(frame, repeating: .infinity)
    var queue = LevelQueue()
    func push(_ level: Float, _ index: Int) {
      guard level < spill[index] else { return }
      spill[index] = level
      queue.push(level, index)
    }
    for row in 0..<frame.rows {
      for column in 0..<frame.columns {
        let isEdge = row == 0 || column == 0 || row == frame.rows - 1 || column == frame.columns - 1
        if isEdge || core.landCover[row, column] == LandCoverCode.water.rawValue {
          push(core.terrain[row, column], row * frame.columns + column)
        }
      }
    }
    while let (level, index) = queue.pop() {
      guard level <= spill[index] else { continue }
      let (row, column) = (index / frame.columns, index % frame.columns)
      for (r, c) in [(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)]
      where r >= 0 && c >= 0 && r < frame.rows && c < frame.columns && core.buildingHeight[r, c] == 0 {
        push(max(level, core.terrain[r, c]), r * frame.columns + c)
      }
    }
    func deepest(_ code: LandCoverCode) -> Float {
      var depth: Float = 0
      for index in 0..<frame.count where core.landCover[index] == code.rawValue && spill[index].isFinite {
        depth = max(depth, spill[index] - core.terrain[index])
      }
      return depth
    }
    #expect((0.15...0.50).contains(deepest(.clinkerCarriageway)))
    #expect((0.10...0.40).contains(deepest(.square)))
  }
}

/// A binary heap with the lowest level first.
private struct LevelQueue {
  private var items: [(level: Float, index: Int)] = []

  mutating func push(_ level: Float, _ index: Int) {
    items.append((level, index))
    var child = items.count - 1
    while child > 0, items[(child - 1) / 2].level > items[child].level {
      items.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func pop() -> (level: Float, index: Int)? {
    guard let first = items.first, let last = items.popLast() else { return nil }
    if items.isEmpty { return first }
    items[0] = last
    var parent = 0
    while true {
      let (left, right) = (2 * parent + 1, 2 * parent + 2)
      var lowest = parent
      if left < items.count, items[left].level < items[lowest].level { lowest = left }
      if right < items.count, items[right].level < items[lowest].level { lowest = right }
      if lowest == parent { return first }
      items.swapAt(parent, lowest)
      parent = lowest
    }
  }
}

@Suite("The features of the neighbourhood")
struct FeatureTests {
  @Test("has about as many people in its homes as a Dutch neighbourhood, and none elsewhere")
  func hasPeopleInItsHomes() throws {
    func number(_ feature: Feature, _ name: String) throws -> Double {
      try #require(feature.properties[name]?.number, "\(name)")
    }
    var (homes, people) = (0.0, 0.0)
    for building in try Neighbourhood.area().buildings.features {
      let (dwellings, residents) = (try number(building, "dwellings"), try number(building, "residents"))
      #expect(dwellings.rounded() == dwellings && residents.rounded() == residents && residents >= 0)
      if building.properties["use"]?.text != "woning" { #expect(dwellings == 0 && residents == 0) }
      homes += dwellings
      people += residents
    }
    // A hectare of Dutch terraced houses has 20 to 60 homes.
    #expect((20 * 9...60 * 9).contains(homes), "\(homes)")
    #expect((1.9...2.3).contains(people / homes), "\(people) in \(homes)")
  }

  @Test("buildings lie on their cells")
  func buildingsLieOnTheirCells() throws {
    let area = try Neighbourhood.area()
    let covered = Double((0..<area.core.buildingHeight.count).count { area.core.buildingHeight[$0] > 0 })
    let drawn = area.buildings.features.reduce(0) { $0 + $1.geometry.area }
    #expect(abs(drawn / covered - 1) < 0.01)
    for feature in area.buildings.features {
      #expect(try feature.geometry.validity().isValid)
      let height = try #require(feature.properties["height"]?.number)
      let floor = try #require(feature.properties["floorLevel"]?.number)
      #expect((2...18).contains(height))
      #expect((-0.8...0.6).contains(floor))
      #expect(["woning", "school", "winkel", "bijgebouw"].contains(feature.properties["use"]?.text))
      #expect(["plat", "hellend"].contains(feature.properties["roof"]?.text))
    }
  }

  @Test("thresholds lie a few centimetres above the ground at the door")
  func thresholdsLieAFewCentimetresAboveTheGroundAtTheDoor() throws {
    let area = try Neighbourhood.area()
    let frame = area.core.terrain.frame
    for feature in area.buildings.features
    where feature.properties["use"] == .text("woning") && feature.properties["complete"] == .bool(true) {
      let floor = Float(try #require(feature.properties["floorLevel"]?.number))
      // The door is within two metres of the outline.
      var (lowest, highest) = (Float.infinity, -Float.infinity)
      let box = try #require(feature.geometry.boundingBox?.expanded(by: 2))
      for (row, column) in frame.cells(in: box) where area.core.buildingHeight[row, column] == 0 {
        lowest = min(lowest, area.core.terrain[row, column])
        highest = max(highest, area.core.terrain[row, column])
      }
      #expect(floor > lowest + 0.02)
      #expect(floor < highest + 0.25)
    }
  }

  @Test("trees stand on neither carriageway nor roof nor water")
  func treesStandOnNeitherCarriagewayNorRoofNorWater() throws {
    let area = try Neighbourhood.area()
    let forbidden: [LandCoverCode] = [
      .building, .asphaltCarriageway, .clinkerCarriageway, .cyclePath, .water, .bridge, .structure,
    ]
    #expect(area.trees.features.count > 80)
    for feature in area.trees.features {
      guard case .point(let place) = feature.geometry else {
        Issue.record("a tree that is no point")
        continue
      }
      let cell = try #require(area.core.landCover.frame.cell(x: place.x, y: place.y))
      let code = try #require(LandCoverCode(rawValue: area.core.landCover[cell.row, cell.column]))
      #expect(!forbidden.contains(code), "\(feature.id ?? "") on \(code.id)")
      let height = try #require(feature.properties["height"]?.number)
      #expect(area.core.canopyHeight[cell.row, cell.column] > Float(height) * 0.8)
    }
  }

  @Test("some streets have trees and others none")
  func someStreetsHaveTreesAndOthersNone() throws {
    let area = try Neighbourhood.area()
    let places = area.trees.features.flatMap(\.geometry.points)
    var (with, without) = (0, 0)
    for road in area.roads.features where road.geometry.length > 150 {
      let near = try places.count { try road.geometry.distance(to: .point($0)) < 6 }
      if near > 4 { with += 1 } else if near < 3 { without += 1 }
    }
    #expect(with >= 2)
    #expect(without >= 2)
  }

  @Test("zones lie on what their names say, in the core")
  func zones() throws {
    let area = try Neighbourhood.area()
    let frame = area.core.landCover.frame
    let ids = area.zones.features.compactMap(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(Set(ids).isSuperset(of: ["plein", "school", "parkkade"]))
    let expected: [String: [LandCoverCode]] = [
      "plein": [.square, .planting, .openPavement, .grass],
      "school": [.schoolYard, .planting, .grass, .building],
    ]
    let street: [LandCoverCode] = [
      .footway, .clinkerCarriageway, .asphaltCarriageway, .parkingBay, .planting, .grass, .cyclePath,
    ]
    for zone in area.zones.features {
      #expect(zone.properties["titleNl"]?.text?.isEmpty == false)
      #expect(zone.properties["titleEn"]?.text?.isEmpty == false)
      #expect(try zone.geometry.validity().isValid)
      let cells = zone.geometry.polygons.flatMap { Rasterization.cells(inside: $0, of: frame) }
      #expect(cells.count > 400)
      let known = expected[zone.id ?? ""] ?? street
      let fitting = cells.count { cell in known.contains { $0.rawValue == area.core.landCover[cell] } }
      #expect(Double(fitting) > 0.95 * Double(cells.count), "\(zone.id ?? "")")
    }
    // One street with trees and one without, so that a course can compare them.
    let trees = area.trees.features.flatMap(\.geometry.points)
    let counts = try area.zones.features.filter { expected[$0.id ?? ""] == nil }.map { zone in
      try trees.count { try zone.geometry.contains(.point($0)) }
    }
    #expect(counts.contains { $0 > 8 })
    #expect(counts.contains { $0 < 3 })
  }

  @Test("roads have names, speeds and traffic")
  func roadsHaveNamesSpeedsAndTraffic() throws {
    let roads = try Neighbourhood.area().roads.features
    for road in roads {
      #expect(road.properties["name"]?.text?.isEmpty == false)
      #expect([30, 50].contains(road.properties["speed"]?.number))
      #expect((road.properties["vehiclesPerDay"]?.number ?? 0) > 100)
    }
    #expect(roads.contains { $0.properties["speed"]?.number == 30 })
  }
}

@Suite("Neighbourhoods from other recipes")
struct OtherNeighbourhoodTests {
  @Test(
    "hold together",
    arguments: [
      ["seed": "seed: 1"],
      [
        "seed": "seed: 99", "rotation": "rotation: 0", "houseWidth": "houseWidth: 7", "houseDepth": "houseDepth: 8",
        "canalWidth": "canalWidth: 25", "treedStreets": "treedStreets: 1", "pavedGardens": "pavedGardens: 0",
      ],
      [
        "seed": "seed: 5", "rotation": "rotation: 40", "houseWidth": "houseWidth: 4.5", "houseDepth": "houseDepth: 11",
        "canalWidth": "canalWidth: 6", "treedStreets": "treedStreets: 0", "pavedGardens": "pavedGardens: 1",
        "subsidence": "subsidence: 0",
      ],
    ])
  func holdTogether(_ changes: [String: String]) throws {
    let area = try SyntheticArea(Neighbourhood.recipe(changes))
    let core = area.core
    #expect((0.15...0.40).contains(core.share(.building)))
    #expect((0.01...0.12).contains(core.share(.water)))
    #expect(core.share(.garden, .grass, .planting) > 0.05)
    for grid in [core.terrain, core.buildingHeight, core.canopyHeight] {
      #expect((0..<grid.count).allSatisfy { grid[$0].isFinite })
    }
    let covered = Double((0..<core.buildingHeight.count).count { core.buildingHeight[$0] > 0 })
    let drawn = area.buildings.features.reduce(0) { $0 + $1.geometry.area }
    #expect(abs(drawn / covered - 1) < 0.02)
    for place in area.trees.features.flatMap(\.geometry.points) {
      let cell = try #require(core.landCover.frame.cell(x: place.x, y: place.y))
      let code = LandCoverCode(rawValue: core.landCover[cell.row, cell.column])
      let forbidden: [LandCoverCode?] = [.building, .asphaltCarriageway, .clinkerCarriageway, .water, .bridge]
      #expect(!forbidden.contains(code))
    }
  }
}
