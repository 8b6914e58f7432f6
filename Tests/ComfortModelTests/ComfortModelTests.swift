import ClimateTestSupport
import Essentials
import Foundation
import Grids
import ModelKit
import Testing
import UrbanClimate

@testable import ComfortModel

@Suite("Comfort model")
struct ComfortModelTests {
  /// Houses, a street with trees, a lawn and a pond in a field that is otherwise paved.
  private var street: FlatField {
    var field = FlatField(size: 120)
    field.set("buildingHeight", rows: 20..<40, columns: 10..<70, to: 9)
    field.set("buildingHeight", rows: 60..<80, columns: 10..<70, to: 12)
    for column in stride(from: 14, to: 70, by: 12) {
      field.set("canopyHeight", rows: 48..<53, columns: column..<column + 5, to: 8)
    }
    field.set("vegetation", rows: 85..<110, columns: 5..<60, to: 1)
    field.set("water", rows: 90..<110, columns: 80..<110, to: 1)
    return field
  }

  private func run(
    _ field: FlatField, parameters: [String: Double] = [:], threads: Int = 2, frames: Bool = false,
    _ change: (inout ModelInputs) -> Void = { _ in }
  ) throws -> ModelOutputs {
    var inputs = try ReferenceDay.inputs(field.layers, parameters: parameters)
    change(&inputs)
    return try ComfortModel().run(
      inputs, options: RunOptions(frames: frames), context: WorkContext(threads: threads))
  }

  private func layer(_ id: String, _ outputs: ModelOutputs) throws -> Grid<Float> { try #require(outputs.layers[id]) }

  private func code(_ body: () throws -> ModelOutputs) -> String? {
    do {
      _ = try body()
      return nil
    } catch { return Diagnostic(from: error).code }
  }

  @Test("It gives what its description names: values outdoors, none on buildings")
  func outputs() throws {
    let field = street
    let outputs = try run(field)
    let description = ComfortModel().description
    #expect(Set(outputs.layers.keys) == Set(description.outputs.map(\.id)))
    #expect(Set(outputs.scalars.keys) == Set(description.scalars.map(\.id)))
    let buildings = try #require(field.layers["buildingHeight"])
    for (id, grid) in outputs.layers where id != "quality" {
      for index in 0..<grid.count { #expect(grid[index].isNaN == (buildings[index] > 0)) }
    }
    #expect(try layer("tmrt", outputs).cells.allSatisfy { $0.isNaN || (25...70).contains($0) })
    #expect(try layer("utci", outputs).cells.allSatisfy { $0.isNaN || (25...46).contains($0) })
    #expect(try layer("pet", outputs).cells.allSatisfy { $0.isNaN || (25...55).contains($0) })
    #expect(try layer("outsideRange", outputs).cells.allSatisfy { $0.isNaN || $0 == 0 })
  }

  @Test("An open field in the sun has the radiant temperature that is measured on such days")
  func openField() throws {
    // Measured on clear summer afternoons with the sun at 30 to 60 degrees: some 55 to 65 (Lindberg et al. 2008;
    // Thorsson et al. 2007, International Journal of Climatology 27).
    let paved = try layer("tmrt", run(FlatField(size: 8)))[4, 4]
    let grass = try layer("tmrt", run(FlatField(size: 8, vegetation: 1)))[4, 4]
    #expect((52...66).contains(paved), "\(paved)")
    #expect(grass < paved - 2 && grass > paved - 8, "\(grass) \(paved)")
  }

  @Test("Shade takes some twenty degrees of radiation and far fewer of UTCI; a tree gives it")
  func tree() throws {
    var field = street
    let before = try run(field)
    field.set("canopyHeight", rows: 4..<9, columns: 96..<101, to: 8)
    let after = try run(field)
    let radiant = try layer("tmrt", before)[6, 98] - layer("tmrt", after)[6, 98]
    let utci = try layer("utci", before)[6, 98] - layer("utci", after)[6, 98]
    let pet = try layer("pet", before)[6, 98] - layer("pet", after)[6, 98]
    #expect((14...30).contains(radiant), "\(radiant)")
    #expect(utci > 3 && utci < 8, "\(utci)")
    #expect(pet > utci && pet < 15, "\(pet)")
    // What is far away keeps its bits, but for wind and heat island.
    #expect(abs(try layer("tmrt", before)[115, 5] - layer("tmrt", after)[115, 5]) < 0.05)
  }

  @Test("A person beside sunlit ground gets some of its warmth in the shade")
  func groundAround() throws {
    let field = street
    let near = try layer("tmrt", run(field))
    let alone = try layer("tmrt", run(field, parameters: ["groundReach": 0]))
    // North of a house, where its shadow ends.
    #expect(abs(near[50, 30] - alone[50, 30]) < 8)
    var differs = false
    for index in 0..<near.count where !near[index].isNaN && near[index] != alone[index] { differs = true }
    #expect(differs)
  }

  @Test("A crown beside hides the sky like a wall but does not radiate like one")
  func crownOrWall() throws {
    func radiant(_ id: String) throws -> Float {
      var field = FlatField(size: 60)
      // North of the person, so that it throws no shade there.
      field.set(id, rows: 10..<26, columns: 10..<50, to: 10)
      return try layer("tmrt", run(field))[29, 30]
    }
    let (wall, crown) = (try radiant("buildingHeight"), try radiant("canopyHeight"))
    #expect(wall > crown + 0.5, "\(wall) \(crown)")
  }

  @Test("An hour that does not count is a step of time but no part of the mean")
  func counting() throws {
    let all = try run(street, frames: true)
    let some = try run(street, frames: true) { $0.series["counts"] = [0, 0, 1, 0, 0, 0, 0] }
    #expect(some.frames["utci"]?.count == 7)
    #expect(try layer("utci", some).digest == #require(all.frames["utci"])[2].grid.digest)
  }

  @Test("Light paving throws back more light, which makes it warmer to stand on")
  func lightPaving() throws {
    let dark = try layer("tmrt", run(FlatField(size: 8)))[4, 4]
    let light = try layer("tmrt", run(FlatField(size: 8), parameters: ["albedoPaved": 0.5]))[4, 4]
    #expect(light > dark + 4)
  }

  @Test("The threads do not change a bit, nor does asking for the hours")
  func threads() throws {
    let one = try run(street, threads: 1)
    let three = try run(street, threads: 3, frames: true)
    for (id, grid) in one.layers { #expect(grid.digest == three.layers[id]?.digest, "\(id)") }
    #expect(one.scalars == three.scalars)
  }

  @Test("The hours average to the day")
  func hours() throws {
    let outputs = try run(street, frames: true)
    for id in ["tmrt", "utci", "pet"] {
      let frames = try #require(outputs.frames[id])
      #expect(frames.map(\.label.nl) == (12...18).map { "\($0):00" })
      let mean = try layer(id, outputs)
      for index in 0..<mean.count where !mean[index].isNaN {
        #expect(abs(frames.reduce(0.0) { $0 + Double($1.grid[index]) } / 7 - Double(mean[index])) < 1e-4)
      }
    }
  }

  @Test("What a cell gets does not depend on what is far away and touches neither its sky, ground nor wind")
  func locality() throws {
    let small = try layer("pet", run(FlatField(size: 40)))
    #expect(Set(small.cells).count == 1)
  }

  @Test("By night the open sky cools, and it says that stone is too cold here")
  func night() throws {
    let outputs = try run(street) { inputs in
      inputs.series = [
        "hourUTC": [0], "airTemperature": [20], "windSpeed": [0], "windDirection": [90], "globalRadiation": [0],
        "relativeHumidity": [70], "sunAltitude": [-15], "uhiFactor": [1],
      ]
    }
    #expect(outputs.warnings.map(\.code).contains("comfort.night"))
    let radiant = try layer("tmrt", outputs)
    // Between the houses less sky is seen than in the open.
    #expect(radiant[50, 40] > radiant[115, 115] + 1)
    #expect(radiant.cells.allSatisfy { $0.isNaN || ($0 > 8 && $0 < 25) })
    #expect(try layer("pet", outputs).cells.allSatisfy { $0.isNaN || ($0 > 10 && $0 < 25) })
  }

  @Test("Without wind the smallest speed counts, and a smaller one is marked as outside the range of UTCI")
  func calm() throws {
    func calm(_ inputs: inout ModelInputs) { inputs.series["windSpeed"] = [Double](repeating: 0, count: 7) }
    let still = try run(FlatField(size: 8), calm)
    #expect(try layer("outsideRange", still)[4, 4] == 0)
    let stiller = try run(FlatField(size: 8), parameters: ["smallestWindSpeed": 0.2], calm)
    #expect(try layer("outsideRange", stiller)[4, 4] == 1)
    #expect(stiller.warnings.map(\.code).contains("comfort.outsideRange"))
    #expect(try layer("pet", stiller)[4, 4] > layer("pet", still)[4, 4] + 1)
  }

  @Test("Air that is too moist for UTCI is marked, with a value at the edge")
  func moist() throws {
    let outputs = try run(FlatField(size: 8)) { inputs in
      inputs.series["airTemperature"] = [Double](repeating: 40, count: 7)
      inputs.series["relativeHumidity"] = [Double](repeating: 95, count: 7)
    }
    #expect(try layer("outsideRange", outputs)[4, 4] == 1)
    #expect(try layer("utci", outputs)[4, 4].isFinite)
    #expect(outputs.scalars["meanOutsideRange"] == 1)
  }

  @Test("Negative humidity, a missing layer and a parameter out of range are refused")
  func badInputs() throws {
    #expect(
      code {
        try run(FlatField(size: 4)) { $0.series["relativeHumidity"] = [Double](repeating: -5, count: 7) }
      } == "model.badSeries")
    #expect(code { try run(FlatField(size: 4)) { $0.layers["water"] = nil } } == "model.missingLayer")
    #expect(code { try run(FlatField(size: 4), parameters: ["albedoWall": 1.2]) } == "model.parameterOutOfRange")
    #expect(code { try run(FlatField(size: 4), parameters: ["albedo": 0.2]) } == "model.unknownParameter")
  }

  @Test("Asked to stop, it stops")
  func cancellation() throws {
    let token = CancellationToken()
    token.cancel()
    #expect(throws: CancellationError.self) { () throws in
      _ = try ComfortModel().run(
        ReferenceDay.inputs(FlatField(size: 4).layers), context: WorkContext(cancellation: token))
    }
  }

  @Test("Every parameter has a range around its default and a source, in two languages")
  func description() {
    let description = ComfortModel().description
    for parameter in description.parameters {
      #expect(parameter.defaultValue >= parameter.minimum && parameter.defaultValue <= parameter.maximum)
      #expect(!parameter.source.isEmpty && !parameter.title.nl.isEmpty && !parameter.title.en.isEmpty)
    }
    #expect(Set(description.parameters.map(\.id)).count == description.parameters.count)
  }

  @Test(
    "The parts of a cell's radiant temperature add up to it, and its hours to the indices",
    arguments: [(5, 50), (22, 5), (50, 16), (95, 10), (100, 90), (44, 40)])
  func explanation(row: Int, column: Int) throws {
    let inputs = try ReferenceDay.inputs(street.layers)
    let outputs = try ComfortModel().run(inputs, context: WorkContext(threads: 2))
    let found = try #require(
      try ComfortModel().explain(row: row, column: column, inputs: inputs, outputs: outputs, context: WorkContext()))
    let sum = found.terms.reduce(0) { $0 + ($1.value ?? .nan) }
    #expect(abs(sum - Double(try layer("tmrt", outputs)[row, column])) < 1e-3)
    #expect(found.values.first?.id == "tmrt")
    let hours = found.values.filter { $0.id.hasPrefix("utci-") }.compactMap(\.value)
    #expect(hours.count == 7)
    #expect(found.hours.count == 7)
    for hour in found.hours {
      let parts = hour.terms.reduce(0) { $0 + ($1.value ?? .nan) }
      #expect(abs(parts - (hour.value ?? .nan)) < 1e-3)
    }
    #expect(abs(found.hours.reduce(0) { $0 + ($1.value ?? .nan) } / 7 - sum) < 1e-3)
    #expect(abs(hours.reduce(0, +) / 7 - Double(try layer("utci", outputs)[row, column])) < 1e-3)
  }

  @Test("A roof has no values and no parts")
  func roof() throws {
    let inputs = try ReferenceDay.inputs(street.layers)
    let outputs = try ComfortModel().run(inputs, context: WorkContext())
    let found = try #require(
      try ComfortModel().explain(row: 25, column: 20, inputs: inputs, outputs: outputs, context: WorkContext()))
    #expect(found.values.first?.value == nil && found.terms.isEmpty)
  }

  @Test("Like a peer's full radiation on the made-up town it comes near, without being made to")
  func town() throws {
    let town = SyntheticNeighbourhood(size: 300)
    var field = FlatField(size: 300)
    field.layers["buildingHeight"] = Grid(
      field.layers["terrain"]?.frame ?? town.frame, cells: Array(town.buildings.cells))
    field.layers["canopyHeight"] = Grid(field.layers["terrain"]?.frame ?? town.frame, cells: Array(town.canopy.cells))
    let radiant = try #require(run(field).scalars["meanTmrt"])
    // The peer (SOLWEIG, 1000 x 1000 m of this town, same weather, with vegetation): 49.3.
    #expect(abs(radiant - 49.3) < 3, "\(radiant)")
  }
}
