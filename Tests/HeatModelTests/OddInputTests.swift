import ClimateTestSupport
import Essentials
import Grids
import ModelKit
import Testing

@testable import HeatModel
@testable import UrbanClimate

@Suite("Odd areas and odd surfaces")
struct OddInputTests {
  private func layers(rows: Int, columns: Int) -> [String: Grid<Float>] {
    let frame = GridFrame(west: 0, north: 0, cellSize: 1, columns: columns, rows: rows)
    return Dictionary(
      uniqueKeysWithValues: ["terrain", "buildingHeight", "canopyHeight", "vegetation", "water"].map {
        ($0, Grid(frame, repeating: 0))
      })
  }

  private func run(_ layers: [String: Grid<Float>], threads: Int = 1) throws -> ModelOutputs {
    try HeatModel(memory: ClimateMemory()).run(
      ReferenceDay.inputs(layers), options: RunOptions(frames: true), context: WorkContext(threads: threads))
  }

  private func layer(_ id: String, _ outputs: ModelOutputs) throws -> Grid<Float> { try #require(outputs.layers[id]) }

  @Test(
    "One cell, one row, one column and two by two are areas like any other",
    arguments: [(1, 1), (1, 40), (40, 1), (2, 2), (3, 1000)])
  func small(rows: Int, columns: Int) throws {
    let layers = layers(rows: rows, columns: columns)
    let outputs = try run(layers, threads: 4)
    let open = try layer("pet", run(self.layers(rows: 30, columns: 30)))[15, 15]
    let pet = try layer("pet", outputs)
    #expect(pet.rows == rows && pet.columns == columns)
    #expect(pet.cells.allSatisfy { abs($0 - open) < 1e-3 })
    #expect(try layer("skyViewFactor", outputs).cells.allSatisfy { $0 == 1 })
    #expect(outputs.frames["pet"]?.count == 7)
  }

  @Test("A single cell that is all roof has no PET and no mean")
  func onlyRoof() throws {
    var layers = layers(rows: 1, columns: 1)
    layers["buildingHeight"]?[0, 0] = 10
    let outputs = try run(layers)
    #expect(try layer("pet", outputs)[0, 0].isNaN)
    #expect(outputs.scalars["meanPET"] == nil)
  }

  @Test("A surface below the terrain counts as ground, not as a pit and not as an obstacle")
  func belowTerrain() throws {
    var layers = layers(rows: 60, columns: 60)
    let plain = try run(layers)
    for row in 20..<40 {
      for column in 20..<40 {
        layers["buildingHeight"]?[row, column] = -2
        layers["canopyHeight"]?[row, column] = -1
      }
    }
    let outputs = try run(layers)
    for id in ["pet", "shade", "skyViewFactor"] {
      #expect(try layer(id, outputs).digest == layer(id, plain).digest)
    }
  }

  @Test("A tower of three kilometres is refused by the model, whose buildings end at one")
  func tooTall() throws {
    var layers = layers(rows: 20, columns: 20)
    layers["buildingHeight"]?[10, 10] = 3000
    do {
      _ = try run(layers)
      Issue.record("a tower of 3 km should be refused")
    } catch let error as ModelError {
      #expect(error.diagnostic.code == "model.implausible")
    }
  }

  @Test("Among towers every cell has a likely PET, and one warning says that the wind table ends", arguments: [30, 90])
  func highRise(height: Int) throws {
    var layers = layers(rows: 60, columns: 60)
    for row in 5..<55 where row % 10 < 7 {
      for column in 5..<55 where column % 10 < 7 { layers["buildingHeight"]?[row, column] = Float(height) }
    }
    let outputs = try run(layers)
    #expect(try layer("pet", outputs).cells.allSatisfy { $0.isNaN || (20...50).contains($0) })
    #expect(outputs.warnings.count { $0.code == "heat.outsideWindTable" } == (height > 46 ? 1 : 0))
  }

  @Test("The kernels take a tower of three kilometres: its shadow is as long as it should be")
  func tallTower() {
    let frame = GridFrame(west: 0, north: 0, cellSize: 10, columns: 400, rows: 400)
    let ground = Grid<Float>(frame, repeating: 0)
    var obstacles = ground
    obstacles[200, 390] = 3000
    let whole = GridWindow(rows: 0..<400, columns: 0..<400)
    // From the east at 45 degrees the shadow is 3 km long: 300 cells, the last of which the ray just grazes.
    let shade = Shadow.map(
      obstacles: obstacles, ground: ground, sun: SolarPosition(altitude: 45, azimuth: 90), window: whole, threads: 2)
    #expect(shade[200, 91] == 1 && shade[200, 89] == 0 && shade[200, 391] == 0)
    #expect((299...301).contains(shade.cells.count { $0 == 1 }))
    let low = Shadow.map(
      obstacles: obstacles, ground: ground, sun: SolarPosition(altitude: 3, azimuth: 90), window: whole, threads: 1)
    #expect(low.cells.count { $0 == 1 } == 390)
    let sky = SkyViewFactor.map(obstacles: obstacles, ground: ground, observerHeight: 1, directions: 16, threads: 2)
    #expect(sky.cells.allSatisfy { $0 > 0.8 && $0 <= 1 })
    #expect(sky[200, 389] < 0.95)
  }

  @Test("With the sun at or below the horizon all is shade, also beside nothing", arguments: [0.0, -0.5, -60])
  func sunDown(altitude: Double) {
    let frame = GridFrame(west: 0, north: 0, cellSize: 1, columns: 5, rows: 4)
    let flat = Grid<Float>(frame, repeating: 0)
    let shade = Shadow.map(
      obstacles: flat, ground: flat, sun: SolarPosition(altitude: altitude, azimuth: 200),
      window: GridWindow(rows: 0..<4, columns: 0..<5), threads: 2)
    #expect(shade.cells.allSatisfy { $0 == 1 })
  }

  @Test("A sun that just touches the horizon shades no level field and ends")
  func grazingSun() {
    let frame = GridFrame(west: 0, north: 0, cellSize: 1, columns: 50, rows: 50)
    let flat = Grid<Float>(frame, repeating: 0)
    let shade = Shadow.map(
      obstacles: flat, ground: flat, sun: SolarPosition(altitude: 1e-9, azimuth: 123),
      window: GridWindow(rows: 0..<50, columns: 0..<50), threads: 1)
    #expect(shade.cells.allSatisfy { $0 == 0 })
  }

  @Test("A crown without a trunk shades what is below it and beside it, and takes away sky")
  func crown() throws {
    var layers = layers(rows: 40, columns: 40)
    for row in 18..<22 { for column in 18..<22 { layers["canopyHeight"]?[row, column] = 9 } }
    let outputs = try run(layers)
    let shade = try layer("shade", outputs)
    #expect(shade[20, 20] == 1)
    // North of it at noon.
    #expect(shade[16, 19] > 0 && shade[30, 20] == 0)
    #expect(try layer("skyViewFactor", outputs)[20, 20] < 0.7)
    #expect(try !layer("pet", outputs)[20, 20].isNaN)
  }

  @Test("A crown below the height that shades is an obstacle like any other, but no roof of leaves")
  func shrub() throws {
    var layers = layers(rows: 20, columns: 20)
    for row in 8..<12 { for column in 8..<12 { layers["canopyHeight"]?[row, column] = 1.5 } }
    #expect(try layer("shade", run(layers))[10, 10] < 1)
  }
}
