import Essentials
import Grids
import ModelKit
import Testing

@testable import RainModel

@Suite("The rain model")
struct RainModelTests {
  @Test("Every drop on a rough town is accounted for")
  func massBalance() throws {
    let outputs = try RainModel().run(RoughTown.inputs(RoughTown.surface()), context: .init(threads: 2))
    let error = try #require(outputs.scalars["massBalanceError"])
    print("rough town: balance error \(error), \(outputs.scalars["timeSteps"] ?? 0) steps")
    #expect(abs(error) < 1e-5)
    var value: [String: Double] = [:]
    for term in outputs.balance { value[term.id] = term.value }
    #expect(abs((value["rain.mm"] ?? 0) - 70) < 1e-9)
    for id in [
      "interception", "surfaceStorage", "roofStorage", "infiltration", "sewerStored", "sewerPumped", "sewerOverflow",
      "surfaceWater", "edgeOutflow", "onStreet",
    ] { #expect((value[id] ?? 0) > 0, "\(id)") }
    #expect(outputs.balance.last?.id == "error")
    #expect(!outputs.warnings.contains { $0.severity == .warning })
    #expect(outputs.warnings.contains { $0.code == "rain.noInflow" && $0.severity == .note })
  }

  @Test("Gives the layers and scalars that it describes, without holes, dry on buildings")
  func outputs() throws {
    let surface = RoughTown.surface()
    let outputs = try RainModel().run(RoughTown.inputs(surface), context: .init())
    let description = RainModel().description
    #expect(outputs.layers.keys.sorted() == description.outputs.map(\.id).sorted())
    #expect(outputs.scalars.keys.sorted() == description.scalars.map(\.id).sorted())
    for grid in outputs.layers.values { #expect(grid.cells.allSatisfy { $0.isFinite }) }
    let depth = try #require(outputs.layers["maximumDepth"]).cells
    let final = try #require(outputs.layers["finalDepth"]).cells
    let wet = try #require(outputs.layers["wetDuration"]).cells
    for cell in 0..<surface.count {
      if surface.isBuilding(cell) { #expect(depth[cell] == 0 && final[cell] == 0) }
      if surface.isWater(cell) { #expect(final[cell] == 0) }
      #expect(depth[cell] >= final[cell])
      #expect((wet[cell] > 0) == (depth[cell] > 0.05))
    }
    #expect((depth.max() ?? 0) > 0.1)
  }

  @Test("The same town gives the same bytes on every machine")
  func goldenDigest() throws {
    let outputs = try RainModel().run(RoughTown.inputs(RoughTown.surface()), context: .init(threads: 2))
    #expect(outputs.layers["maximumDepth"]?.digest.hex == Self.maximumDepthDigest)
    #expect(outputs.layers["finalDepth"]?.digest.hex == Self.finalDepthDigest)
  }

  private static let maximumDepthDigest = "a67d8c2d57909a8f71a112ea34c8ca7b92a85a4a1a9c60821bc723ba6b874d13"
  private static let finalDepthDigest = "7905222585e50918822d9a1ceb92c565447676ed86f5a7aec15dcc660346aaa1"

  @Test("Open water that is not held rises; held water passes on what it gets")
  func heldWater() throws {
    let surface = RoughTown.surface()
    func run(_ held: Double) throws -> ModelOutputs {
      try RainModel().run(
        RoughTown.inputs(surface, parameters: ["surfaceWaterHeld": held, "openEdge": 0]), context: .init())
    }
    let canal = 40 * surface.columns + 61
    let (held, free) = (try run(1), try run(0))
    #expect((held.balance.first { $0.id == "surfaceWater" }?.value ?? 0) > 10)
    #expect(held.layers["maximumDepth"]?[canal] ?? 1 < 0.01)
    #expect(free.balance.first { $0.id == "surfaceWater" }?.value == 0)
    #expect(free.layers["finalDepth"]?[canal] ?? 0 > 0.05)
    #expect(abs(free.scalars["massBalanceError"] ?? 1) < 1e-5)
  }

  @Test("Closed edges keep the water in")
  func closedEdges() throws {
    let inputs = RoughTown.inputs(RoughTown.surface(), parameters: ["openEdge": 0])
    let outputs = try RainModel().run(inputs, context: .init())
    #expect(outputs.balance.first { $0.id == "edgeOutflow" }?.value == 0)
    #expect(abs(outputs.scalars["massBalanceError"] ?? 1) < 1e-5)
  }

  @Test("An event without rain leaves the town dry")
  func dryEvent() throws {
    let inputs = RoughTown.inputs(
      RoughTown.surface(), series: ["intervalMinutes": [10], "rainDepth": [0]], parameters: ["dryingMinutes": 0])
    let outputs = try RainModel().run(inputs, context: .init())
    #expect(outputs.layers["maximumDepth"]?.cells.max() == 0)
    #expect(outputs.scalars["massBalanceError"] == 0)
  }

  @Test("Heights far above the datum change nothing")
  func datum() throws {
    var high = RoughTown.surface()
    // Whole quarters of a metre survive the shift exactly.
    for cell in 0..<high.count { high.terrain[cell] = (high.terrain[cell] * 64).rounded() / 64 }
    let low = high
    for cell in 0..<high.count { high.terrain[cell] += 2048 }
    let event = RainEvent(blocks: [.init(seconds: 600, depth: 0.02)])
    var settings = RainSettings()
    settings.dryingMinutes = 0
    let a = try RainSimulation(surface: low, event: event, settings: settings).run(.init())
    let b = try RainSimulation(surface: high, event: event, settings: settings).run(.init())
    #expect(a.maximumDepth == b.maximumDepth)
  }

  @Test("A cancelled run stops")
  func cancellation() throws {
    let token = CancellationToken()
    let context = WorkContext(threads: 2, cancellation: token) { progress in
      if progress.fraction > 0.1 { token.cancel() }
    }
    #expect(throws: CancellationError.self) {
      try RainModel().run(RoughTown.inputs(RoughTown.surface()), context: context)
    }
  }

  @Test("A balance outside the tolerance is tried again with half the step, three times, and said so")
  func reruns() throws {
    let surface = RoughTown.surface(rows: 20, columns: 24)
    let inputs = RoughTown.inputs(surface)
    var settings = RainSettings()
    settings.tolerance.rerunAbove = -1
    let outputs = try RainModel().run(surface, RoughTown.event, settings, frame: inputs.frame, .init())
    let warning = try #require(outputs.warnings.first { $0.code == "rain.stepHalved" })
    #expect(warning.severity == .warning)
    let usual = try RainModel().run(surface, RoughTown.event, RainSettings(), frame: inputs.frame, .init())
    #expect(!usual.warnings.contains { $0.code == "rain.stepHalved" })

    settings.tolerance.rejectAbove = -1
    #expect {
      try RainModel().run(surface, RoughTown.event, settings, frame: inputs.frame, .init())
    } throws: { error in
      (error as? ModelError)?.diagnostic.code == "model.balanceNotClosed"
    }
  }
}

@Suite("What the rain model refuses")
struct RainModelInputTests {
  private func code(_ change: (inout ModelInputs) -> Void) -> String? {
    var inputs = RoughTown.inputs(RoughTown.surface(rows: 6, columns: 7))
    change(&inputs)
    do {
      _ = try RainModel().run(inputs, context: .init())
      return nil
    } catch {
      return Diagnostic(from: error).code
    }
  }

  @Test("Accepts the town unchanged")
  func fine() { #expect(code { _ in } == nil) }

  @Test("A missing layer", arguments: RainModel().description.inputs.map(\.id))
  func missingLayer(id: String) { #expect(code { $0.layers[id] = nil } == "model.missingLayer") }

  @Test("A hole in a layer", arguments: RainModel().description.inputs.map(\.id))
  func hole(id: String) { #expect(code { $0.layers[id]?[3, 2] = .nan } == "model.holes") }

  @Test(
    "Impossible values",
    arguments: [("manning", 0), ("surfaceStorage", -1), ("terrain", 99999), ("infiltrationFinal", -2)]
      as [(String, Float)])
  func impossible(id: String, value: Float) {
    #expect(code { $0.layers[id]?[1, 1] = value } == "model.implausible")
  }

  @Test("A layer on another raster")
  func frame() {
    #expect(
      code {
        $0.layers["water"] = Grid(GridFrame(west: 0, north: 0, cellSize: 2, columns: 7, rows: 6), repeating: 0)
      } == "grid.framesDiffer")
  }

  @Test(
    "Bad series",
    arguments: [
      ([10, 10], [5]), ([], []), ([10], [-1]), ([0], [5]), ([-5], [5]), ([10], [.nan]), ([.infinity], [5]),
    ] as [([Double], [Double])])
  func series(minutes: [Double], rain: [Double]) {
    #expect(code { $0.series = ["intervalMinutes": minutes, "rainDepth": rain] } == "model.badSeries")
  }

  @Test("A missing series")
  func missingSeries() { #expect(code { $0.series["rainDepth"] = nil } == "model.missingSeries") }

  @Test("Unknown and impossible parameters")
  func parameters() {
    #expect(code { $0.parameters["sewerIntake"] = 300 } == "model.parameterOutOfRange")
    #expect(code { $0.parameters["sewerage"] = 1 } == "model.unknownParameter")
  }
}
