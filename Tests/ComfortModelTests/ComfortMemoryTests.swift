import ClimateTestSupport
import Essentials
import Grids
import ModelKit
import Testing

@testable import ComfortModel
@testable import UrbanClimate

@Suite("What runs of the comfort model share changes no result")
struct ComfortMemoryTests {
  /// One for all, for only situations of the same surroundings are known again.
  private static let around: FlatField = {
    var around = FlatField(size: 60, cellSize: 5, west: -120, north: 120)
    around.set("canopyHeight", rows: 18..<22, columns: 24..<30, to: 12)
    around.set("buildingHeight", rows: 40..<43, columns: 20..<40, to: 15)
    return around
  }()

  private func inputs(_ field: FlatField) throws -> ModelInputs {
    try ReferenceDay.inputs(field.layers, context: Self.around.layers)
  }

  private var field: FlatField {
    var field = FlatField(size: 60)
    field.set("buildingHeight", rows: 20..<30, columns: 10..<40, to: 9)
    field.set("canopyHeight", rows: 40..<46, columns: 12..<18, to: 8)
    return field
  }

  private func model() -> ComfortModel {
    ComfortModel(memory: ClimateMemory(), tables: EquivalentTemperatureMemory())
  }

  private func digests(_ outputs: ModelOutputs) -> [String: String] { outputs.layers.mapValues { $0.digest.hex } }

  @Test("The share of walls is that of two sky views walked anew")
  func wallShare() throws {
    let inputs = try inputs(field)
    let situation = try model().situation(inputs, WorkContext(threads: 2))
    var bare = inputs
    bare.layers["canopyHeight"] = Grid(inputs.frame, repeating: 0)
    let around = try #require(inputs.contextFrame)
    bare.contextLayers["canopyHeight"] = Grid(around, repeating: 0)
    let values = situation.climate.values
    let surface = UrbanSurface(
      layers: try SurfaceLayers(core: bare), context: try SurfaceLayers(context: bare, frame: around),
      margin: values.surroundings)
    let skyView = SkyViewFactor.map(
      obstacles: surface.obstacles, ground: surface.ground, observerHeight: values.observerHeight,
      directions: values.skyDirections, window: surface.core, threads: 2)
    let expected = ComfortSituation.wallShare(skyView: situation.climate.skyView, withoutCrowns: skyView)
    #expect(situation.wallShare.digest == expected.digest)
    #expect(situation.wallShare.cells.contains { $0 > 0 && $0 < 1 })
  }

  @Test("An edit computed from the last run has the bits of a run anew, whatever it changes")
  func edits() throws {
    let model = model()
    var field = field
    _ = try model.run(inputs(field), context: WorkContext(threads: 2))
    let edits: [(String, Range<Int>, Range<Int>, Float)] = [
      ("canopyHeight", 5..<9, 30..<34, 10), ("buildingHeight", 48..<55, 40..<46, 6), ("vegetation", 0..<10, 0..<10, 1),
      ("canopyHeight", 40..<46, 12..<18, 0), ("buildingHeight", 20..<30, 30..<40, 0),
    ]
    for (id, rows, columns, value) in edits {
      field.set(id, rows: rows, columns: columns, to: value)
      let inputs = try inputs(field)
      let next = try model.run(inputs, context: WorkContext(threads: 2))
      let whole = try self.model().run(inputs, context: WorkContext(threads: 2))
      #expect(digests(next) == digests(whole), "\(id)")
    }
  }

  @Test("A plan of crowns alone needs no second sky view, and asks for none")
  func isRemembered() throws {
    let memory = ClimateMemory()
    let model = ComfortModel(memory: memory)
    var field = field
    let first = try inputs(field)
    _ = try model.run(first, context: WorkContext(threads: 2))
    #expect(memory.situationCount == 2)
    field.set("canopyHeight", rows: 5..<9, columns: 30..<34, to: 10)
    var next = first
    next.layers = field.layers
    _ = try model.run(next, context: WorkContext(threads: 2))
    // The new situation with its crowns; without them it is the old one.
    #expect(memory.situationCount == 3)
  }

  @Test("Asked to stop while the sky view without crowns is made, it stops")
  func cancellation() throws {
    let token = CancellationToken()
    let memory = ClimateMemory()
    let inputs = try inputs(field)
    let climate = try StreetClimate(inputs, of: ComfortModel().description, memory, WorkContext(threads: 1))
    token.cancel()
    #expect(throws: CancellationError.self) { () throws in
      _ = try memory.skyViewWithoutCrowns(climate.geometry, WorkContext(cancellation: token))
    }
  }

  @Test("The maps are greyed where sky view or shade is incomplete")
  func quality() throws {
    let description = ComfortModel().description
    for output in description.outputs where output.map != nil { #expect(output.map?.incompleteWhere == "quality") }
    let alone = try model().run(ReferenceDay.inputs(field.layers), context: WorkContext(threads: 2))
    let quality = try #require(alone.layers["quality"])
    #expect(quality[0, 0] == 1 && quality.cells.allSatisfy { $0 == 0 || $0 == 1 })
    let inside = try model().run(inputs(field), context: WorkContext(threads: 2))
    #expect(try #require(inside.layers["quality"])[30, 30] == 0)
  }
}
