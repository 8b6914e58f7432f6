import Essentials
import Grids
import ModelKit
import Testing

@Suite("What a model is given")
struct ModelInputsTests {
  static let frame = GridFrame(west: 155_000, north: 463_000, cellSize: 1, columns: 3, rows: 2)

  static let description = ModelDescription(
    id: "lamp", version: "1.0.0", title: LocalizedText(verbatim: "Lamp"), summary: LocalizedText(verbatim: "Lamp"),
    inputs: [LayerDescription("terrain", unit: "m", title: LocalizedText(verbatim: "Terrain"))],
    optionalInputs: [LayerDescription("water", unit: "1", title: LocalizedText(verbatim: "Water"))],
    parameters: [
      ParameterDescription(
        "height", unit: "m", title: LocalizedText(verbatim: "Height"), default: 4, in: 2...6, source: "Choice",
        status: .teachingValue)
    ],
    outputs: [], influence: .domain)

  private func inputs(
    _ layers: [String: Grid<Float>]? = nil, parameters: [String: Double] = [:]
  ) -> ModelInputs {
    ModelInputs(
      frame: Self.frame, layers: layers ?? ["terrain": Grid(Self.frame, repeating: 1)], series: ["hour": [1, 2]],
      parameters: parameters)
  }

  private func code(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch { return Diagnostic(from: error).code }
  }

  @Test("fits when every needed layer is there and whole; a layer that is only welcome may be absent")
  func fits() throws {
    try inputs().validate(against: Self.description)
    try inputs(parameters: ["height": 2]).validate(against: Self.description)
  }

  @Test("does not fit without a needed layer, or with one on another raster")
  func layers() {
    #expect(code { try inputs([:]).validate(against: Self.description) } == "model.missingLayer")
    var shifted = Self.frame
    shifted.west += 1
    let foreign = inputs(["terrain": Grid(shifted, repeating: 1)])
    #expect(code { try foreign.validate(against: Self.description) } == "grid.framesDiffer")
  }

  @Test("does not fit with a hole, and says where it is", arguments: [Float.nan, .infinity])
  func holes(value: Float) {
    var terrain = Grid<Float>(Self.frame, repeating: 1)
    terrain[1, 2] = value
    let error = #expect(throws: ModelError.self) {
      try inputs(["terrain": terrain]).validate(against: Self.description)
    }
    guard case .holes("terrain", row: 1, column: 2) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
  }

  @Test("takes a parameter's default where none is given, and refuses unknown and impossible ones")
  func parameters() throws {
    #expect(try inputs().parameter("height", of: Self.description) == 4)
    #expect(try inputs(parameters: ["height": 6]).parameter("height", of: Self.description) == 6)
    #expect(
      code { try inputs(parameters: ["height": 6.1]).validate(against: Self.description) }
        == "model.parameterOutOfRange")
    #expect(
      code { try inputs(parameters: ["height": .nan]).validate(against: Self.description) }
        == "model.parameterOutOfRange")
    #expect(
      code { try inputs(parameters: ["width": 1]).validate(against: Self.description) } == "model.unknownParameter")
  }

  @Test("gives the event's columns by name")
  func series() throws {
    #expect(try inputs().series("hour") == [1, 2])
    #expect(code { _ = try inputs().series("rain") } == "model.missingSeries")
  }
}
