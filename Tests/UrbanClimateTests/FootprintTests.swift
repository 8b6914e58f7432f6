import ClimateTestSupport
import Grids
import Testing

@testable import UrbanClimate

extension FootprintMeans {
  /// Anew, in blocks of about 5 m where there is no context.
  /// - Parameter context: coarse layers and their sky view; must cover the core.
  fileprivate init(
    layers: SurfaceLayers, skyView: Grid<Float>, context: (layers: SurfaceLayers, skyView: Grid<Float>)?,
    minimumHeight: Float
  ) {
    let blocks = CoreBlocks(layers.frame, context: context?.layers.frame, blockSize: 5)
    self.init(
      BlockContents(blocks, layers, skyView: skyView, minimumHeight: minimumHeight, threads: 1),
      outer: context.map {
        SurroundingSums($0.layers, skyView: $0.skyView, around: blocks, minimumHeight: minimumHeight, threads: 1)
      })
  }
}

@Suite("Footprints")
struct FootprintTests {
  @Test(
    "The wind's quarter is where it comes from",
    arguments: [
      (0.0, Footprint.north), (44.9, .north), (45, .east), (100, .east), (130, .east), (140, .south), (225, .west),
      (270, .west), (314, .west), (315, .north), (360, .north),
    ])
  func quarters(_ direction: Double, _ expected: Footprint) {
    #expect(Footprint(windSpeed: 4, windDirection: direction, calmBelow: 1.5) == expected)
    #expect(Footprint(windSpeed: 1.4, windDirection: direction, calmBelow: 1.5) == .calm)
  }

  @Test("A footprint reaches against the wind")
  func reach() {
    let east = Footprint.east.blocks(Footprint.heat, blockSize: 5)
    #expect(east == (north: 50, east: 200, south: 50, west: 20))
    let south = Footprint.south.blocks(Footprint.wind, blockSize: 5)
    #expect(south == (north: 14, east: 14, south: 42, west: 14))
    let calm = Footprint.calm.blocks(Footprint.wind, blockSize: 5)
    #expect(calm == (north: 17, east: 17, south: 17, west: 17))
  }

  private func averages(_ field: FlatField) -> FootprintMeans? {
    guard let terrain = field.layers["terrain"], let building = field.layers["buildingHeight"],
      let canopy = field.layers["canopyHeight"], let vegetation = field.layers["vegetation"]
    else { return nil }
    let layers = SurfaceLayers(
      frame: terrain.frame, terrain: terrain, buildingHeight: building, canopyHeight: canopy, vegetation: vegetation)
    return FootprintMeans(
      layers: layers, skyView: Grid(terrain.frame, repeating: 0.8), context: nil, minimumHeight: 2)
  }

  @Test("A house of 10 x 20 x 8 m shows its east front to an east wind, both fronts when it is calm")
  func fronts() throws {
    var field = FlatField(size: 600)
    field.set("buildingHeight", rows: 190..<210, columns: 195..<205, to: 8)
    field.set("canopyHeight", rows: 170..<175, columns: 200..<206, to: 6)
    field.set("canopyHeight", rows: 250..<255, columns: 200..<206, to: 1.5)
    let means = try #require(averages(field))
    let east = means.roughness(row: 45, column: 40, .east)
    #expect(abs(east.buildingFront - 20 * 8) < 0.1)
    #expect(abs(east.canopyFront - 5 * 6) < 0.1)
    let north = means.roughness(row: 45, column: 40, .north)
    #expect(abs(north.buildingFront - 10 * 8) < 0.1)
    let calm = means.roughness(row: 45, column: 40, .calm)
    #expect(abs(calm.buildingFront - 30 * 8) < 0.1)
    #expect(abs(east.buildingHeight - 8) < 1e-3)
    #expect(abs(east.canopyHeight - 6) < 1e-3)
    #expect(abs(east.buildingArea * east.area - 200) < 0.1)
  }

  @Test("At the edge, what is known stands for the whole footprint")
  func edge() throws {
    let means = try #require(averages(FlatField(size: 100, vegetation: 0.25)))
    let corner = means.heat(row: 0, column: 19, .east)
    #expect(abs(corner.vegetation - 0.25) < 1e-6)
    #expect(abs(corner.skyViewFactor - 0.8) < 1e-6)
    #expect(means.leavesArea(.east))
    #expect(means.roughness(row: 0, column: 0, .east).area == 57 * 29 * 25)
  }

  @Test("Where hardly anything is outdoors the sky view goes over to that of the open field")
  func hardlyOutdoors() throws {
    for (roofRows, expected) in [(85, 1 - 0.5 * 0.2), (95, 1.0), (50, 0.8)] {
      var field = FlatField(size: 100)
      field.set("buildingHeight", rows: 0..<roofRows, columns: 0..<100, to: 5)
      let means = try #require(averages(field))
      #expect(abs(means.heat(row: 10, column: 10, .east).skyViewFactor - expected) < 1e-5)
    }
  }

  @Test("The core is averaged into the surroundings, also where their cells do not line up", arguments: [0.0, 2.0])
  func coreInContext(_ shift: Double) throws {
    func layers(_ field: FlatField) throws -> SurfaceLayers {
      let inputs = try ReferenceDay.inputs(field.layers)
      return try SurfaceLayers(core: inputs)
    }
    let core = try layers(FlatField(size: 100, west: shift, north: -shift, vegetation: 1))
    let around = try layers(FlatField(size: 500, cellSize: 5, west: -1200, north: 1200))
    let means = FootprintMeans(
      layers: core, skyView: Grid(core.frame, repeating: 0.5), context: (around, Grid(around.frame, repeating: 1)),
      minimumHeight: 2)
    let blocks = (means.core.rows.count, means.core.columns.count)
    #expect(blocks == (shift == 0 ? (20, 20) : (21, 21)))
    // 20 x 20 blocks of the core in a footprint of 221 x 101; shifted, the core covers less than half of one corner.
    let share = (shift == 0 ? 400.0 : 399) / (221 * 101)
    let mean = means.heat(row: 250, column: 250, .east)
    #expect(abs(mean.vegetation - share) < 1e-6)
    #expect(abs(mean.skyViewFactor - (1 - 0.5 * share)) < 1e-6)
    #expect(!means.leavesArea(.east))
  }

  @Test("Small fronts are left out of the wind step, larger ones count with their factor")
  func smallFronts() throws {
    let wind = WindParameters(
      buildingFrontFactor: 0.16, treeFrontFactor: 0.27, usesTreeRegressions: false, treeFrontCoefficient: 45.45,
      treeHeightCoefficient: 7.721)
    func around(_ front: Double) -> FootprintMeans.Roughness {
      FootprintMeans.Roughness(
        area: 40_000, buildingFront: front, canopyFront: 0, buildingArea: 0.2, canopyArea: 0, buildingHeight: 8,
        canopyHeight: 0)
    }
    #expect(wind.reduction(around(100)) == nil)
    let expected = WindReduction(obstacleHeight: 8, rawFrontalDensity: 0.05).relativeSpeed
    #expect(wind.reduction(around(12_500))?.relativeSpeed == expected)
    var regressions = wind
    regressions.usesTreeRegressions = true
    var trees = around(0)
    trees.canopyFront = 1000
    trees.canopyArea = 0.1
    trees.canopyHeight = 9
    trees.buildingArea = 0
    // 45.45 sqrt(270) m² of front and 7.721 sqrt(9) m of height.
    let register = WindReduction(obstacleHeight: 23.163, rawFrontalDensity: 45.45 * 270.0.squareRoot() / 40_000)
    let speed = try #require(regressions.reduction(trees)?.relativeSpeed)
    #expect(abs(speed - register.relativeSpeed) < 1e-9)
  }
}
