import ClimateTestSupport
import Essentials
import Grids
import ModelKit
import Testing

@testable import HeatModel
@testable import UrbanClimate

@Suite("PET explained and hour by hour")
struct ExplanationTests {
  private func inputs() throws -> ModelInputs {
    var field = FlatField(size: 60, west: 0, north: 0)
    field.set("buildingHeight", rows: 10..<20, columns: 5..<35, to: 9)
    field.set("canopyHeight", rows: 28..<33, columns: 20..<25, to: 8)
    field.set("vegetation", rows: 45..<58, columns: 5..<30, to: 1)
    field.set("water", rows: 45..<58, columns: 40..<55, to: 1)
    return try ReferenceDay.inputs(field.layers)
  }

  @Test(
    "The terms of every kind of cell add up to its PET", arguments: [(5, 50), (22, 12), (30, 22), (50, 10), (50, 45)])
  func terms(row: Int, column: Int) throws {
    let inputs = try inputs()
    let outputs = try HeatModel().run(inputs, context: WorkContext(threads: 2))
    let found = try #require(
      try HeatModel().explain(row: row, column: column, inputs: inputs, outputs: outputs, context: WorkContext()))
    let pet = try #require(found.values.first { $0.id == "pet" }?.value)
    let sum = found.terms.reduce(0) { $0 + ($1.value ?? .nan) }
    #expect(abs(sum - pet) < 1e-4, "\(sum) \(pet)")
    #expect(found.hours.map(\.label.nl) == (12...18).map { "\($0):00" })
    for hour in found.hours {
      #expect(hour.terms.map(\.id) == found.terms.map(\.id))
      #expect(abs(hour.terms.reduce(0) { $0 + ($1.value ?? .nan) } - (hour.value ?? 0)) < 1e-9)
    }
    #expect(abs(found.hours.reduce(0) { $0 + ($1.value ?? .nan) } / 7 - pet) < 1e-4)
    let shaded = try #require(found.values.first { $0.id == "shadedHours" }?.value)
    #expect(abs(shaded / 7 - Double(try #require(outputs.layers["shade"])[row, column])) < 1e-6)
  }

  @Test("A roof has no PET and no terms")
  func roof() throws {
    let inputs = try inputs()
    let outputs = try HeatModel().run(inputs, context: WorkContext())
    let found = try #require(
      try HeatModel().explain(row: 15, column: 20, inputs: inputs, outputs: outputs, context: WorkContext()))
    #expect(found.values.first?.value == nil && found.terms.isEmpty)
    #expect(found.hours.allSatisfy { $0.value == nil && $0.terms.isEmpty && $0.state != nil })
  }

  @Test("The hours average to the day's PET, stand at Dutch summer time, and change no layer")
  func hours() throws {
    let inputs = try inputs()
    let plain = try HeatModel().run(inputs, context: WorkContext(threads: 2))
    let outputs = try HeatModel().run(inputs, options: RunOptions(frames: true), context: WorkContext(threads: 1))
    for (id, grid) in plain.layers { #expect(grid.digest == outputs.layers[id]?.digest, "\(id)") }
    let frames = try #require(outputs.frames["pet"])
    #expect(frames.map(\.label.nl) == (12...18).map { "\($0):00" })
    #expect(frames.allSatisfy { ($0.sun?.altitude ?? 0) > 30 && (100...280).contains($0.sun?.azimuth ?? 0) })
    let shades = try #require(outputs.frames["shade"])
    let shade = try #require(plain.layers["shade"])
    for index in 0..<shade.count {
      let hours = shades.map { $0.grid[index] }
      #expect(hours.allSatisfy { $0 == 0 || $0 == 1 })
      #expect(abs(hours.reduce(0, +) / 7 - shade[index]) < 1e-6)
    }
    let pet = try #require(plain.layers["pet"])
    for index in 0..<pet.count {
      let mean = frames.reduce(0.0) { $0 + Double($1.grid[index]) } / 7
      #expect(pet[index].isNaN ? mean.isNaN : abs(mean - Double(pet[index])) < 1e-4)
    }
  }

  @Test("Surroundings that were seen before give the same bits as the first time")
  func memory() throws {
    var field = FlatField(size: 40, west: 100, north: -100)
    field.set("buildingHeight", rows: 10..<20, columns: 5..<35, to: 9)
    let around = FlatField(size: 240, west: 0, north: 0)
    let inputs = try ReferenceDay.inputs(field.layers, context: around.layers)
    let model = HeatModel()
    let first = try model.run(inputs, context: WorkContext())
    let again = try model.run(inputs, context: WorkContext(threads: 2))
    let fresh = try HeatModel().run(inputs, context: WorkContext())
    for (id, grid) in first.layers {
      #expect(grid.digest == again.layers[id]?.digest && grid.digest == fresh.layers[id]?.digest, "\(id)")
    }
  }
}
