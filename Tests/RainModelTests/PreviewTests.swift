import Essentials
import Grids
import ModelKit
import Testing

@testable import RainModel

@Suite("The rain model's preview and its steps of time")
struct PreviewTests {
  private func run(
    _ surface: UrbanSurface, _ options: RunOptions, threads: Int = 2
  ) throws -> ModelOutputs {
    try RainModel().run(RoughTown.inputs(surface), options: options, context: .init(threads: threads))
  }

  @Test("A preview has the layers and the frame of a run, is dry on buildings, and has equal bytes for any threads")
  func shape() throws {
    let surface = RoughTown.surface()
    let one = try run(surface, RunOptions(level: .preview), threads: 1)
    let two = try run(surface, RunOptions(level: .preview), threads: 2)
    #expect(one.layers.keys.sorted() == RainModel().description.outputs.map(\.id).sorted())
    for (id, grid) in one.layers {
      #expect(grid.rows == surface.rows && grid.columns == surface.columns)
      #expect(grid.cells.allSatisfy { $0.isFinite && $0 >= 0 }, "\(id)")
      #expect(grid.digest == two.layers[id]?.digest, "\(id)")
    }
    let depth = try #require(one.layers["maximumDepth"]).cells
    for cell in 0..<surface.count where surface.isBuilding(cell) { #expect(depth[cell] == 0) }
    #expect(abs(one.scalars["massBalanceError"] ?? 1) < 1e-3)
  }

  @Test("All rain of the area falls on the larger cells, and as much of it goes to the sewer, give or take a fifth")
  func volumes() throws {
    func terms(_ outputs: ModelOutputs) -> [String: Double] {
      Dictionary(outputs.balance.map { ($0.id, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
    // Whole large cells, so that the areas are equal.
    let surface = RoughTown.surface(rows: 84, columns: 96)
    let preview = terms(try run(surface, RunOptions(level: .preview)))
    let full = terms(try run(surface, RunOptions()))
    #expect(abs((preview["rain"] ?? 0) / (full["rain"] ?? 1) - 1) < 1e-9)
    for id in ["interception", "infiltration", "sewerStored"] {
      let ratio = (preview[id] ?? 0) / (full[id] ?? 1)
      #expect((0.8...1.25).contains(ratio), "\(id) \(ratio)")
    }
  }

  @Test("Walls keep water out of the next yard though they are thinner than a large cell")
  func walls() throws {
    // A slope to the east with a wall of one metre across it.
    var surface = UrbanSurface(rows: 40, columns: 40, cellSize: 1)
    for cell in 0..<surface.count {
      surface.terrain[cell] = 10 - 0.02 * Float(cell % 40)
      if cell % 40 == 22 { surface.buildingHeight[cell] = 3 }
    }
    let coarse = CoarseSurface(
      surface, of: GridFrame(west: 155_000, north: 463_000, cellSize: 1, columns: 40, rows: 40))
    #expect(coarse.factor == 4)
    #expect((0..<coarse.surface.count).allSatisfy { !coarse.surface.isBuilding($0) })
    var settings = RainSettings()
    settings.edges = .closed
    settings.dryingMinutes = 30
    let result = try RainSimulation(
      surface: coarse.surface, event: RainEvent(blocks: [.init(seconds: 600, depth: 0.03)]), settings: settings
    ).run(WorkContext())
    func volume(_ columns: Range<Int>) -> Double {
      var sum = 0.0
      for row in 0..<10 { for column in columns { sum += Double(result.finalDepth[row * 10 + column]) } }
      return sum
    }
    // What fell above the wall is still there: six of ten columns (the wall stands between 5 and 6).
    let (above, below) = (volume(0..<6), volume(6..<10))
    #expect(abs(above / (above + below) - 0.6) < 0.02, "\(above) \(below)")
  }

  @Test("Steps of time change no bit of the layers, and the last ones are below the largest depth")
  func frames() throws {
    let surface = RoughTown.surface()
    let plain = try run(surface, RunOptions())
    let outputs = try run(surface, RunOptions(frames: true))
    #expect(plain.frames.isEmpty)
    for (id, grid) in plain.layers { #expect(grid.digest == outputs.layers[id]?.digest, "\(id)") }
    let frames = try #require(outputs.frames["maximumDepth"])
    #expect(frames.map(\.label.nl).prefix(6) == ["0:10", "0:20", "0:30", "0:40", "0:50", "1:00"])
    let largest = try #require(outputs.layers["maximumDepth"]).cells
    for frame in frames {
      #expect(zip(frame.grid.cells, largest).allSatisfy { $0 <= $1 }, "\(frame.label.nl)")
    }
    #expect(RainModel.minutesBetweenFrames(120) == 10)
    #expect(RainModel.minutesBetweenFrames(24 * 60) == 60)
  }

  @Test("Tells of a cell how deep, when, and what the ground takes")
  func explanation() throws {
    let surface = RoughTown.surface()
    let inputs = RoughTown.inputs(surface)
    let outputs = try RainModel().run(inputs, context: .init(threads: 2))
    let depth = try #require(outputs.layers["maximumDepth"])
    let cell = try #require((0..<surface.count).first { depth[$0] > 0.1 && !surface.isWater($0) })
    let found = try #require(
      try RainModel().explain(
        row: cell / surface.columns, column: cell % surface.columns, inputs: inputs, outputs: outputs, context: .init())
    )
    func value(_ id: String) -> Double? { found.values.first { $0.id == id }?.value }
    #expect(value("maximumDepth") == Double(depth[cell]))
    #expect(value("waterLevel") == Double(surface.terrain[cell]) + Double(depth[cell]))
    #expect(value("surfaceStorage") == Double(surface.surfaceStorage[cell]))
    let roof = try #require((0..<surface.count).first(where: surface.isBuilding))
    let dry = try RainModel().explain(
      row: roof / surface.columns, column: roof % surface.columns, inputs: inputs, outputs: outputs, context: .init())
    #expect(dry?.values.first?.value == nil && dry?.values.contains { $0.id == "roofStorage" } == true)
  }
}
