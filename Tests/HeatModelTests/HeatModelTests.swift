import ClimateTestSupport
import Essentials
import Foundation
import Grids
import ModelKit
import TestSupport
import Testing

@testable import HeatModel
@testable import UrbanClimate

@Suite("Heat model")
struct HeatModelTests {
  private func run(
    _ field: FlatField, context: FlatField? = nil, parameters: [String: Double] = [:], threads: Int = 2
  ) throws -> ModelOutputs {
    try HeatModel().run(
      ReferenceDay.inputs(field.layers, context: context?.layers ?? [:], parameters: parameters),
      context: WorkContext(threads: threads))
  }

  private func layer(_ id: String, _ outputs: ModelOutputs) throws -> Grid<Float> { try #require(outputs.layers[id]) }

  /// Houses, a street with trees, a lawn and a pond in a field that is otherwise paved.
  private func street(west: Double = 0, north: Double = 0) -> FlatField {
    var field = FlatField(size: 120, west: west, north: north)
    field.set("buildingHeight", rows: 20..<40, columns: 10..<70, to: 9)
    field.set("buildingHeight", rows: 60..<80, columns: 10..<70, to: 12)
    for column in stride(from: 14, to: 70, by: 12) {
      field.set("canopyHeight", rows: 48..<53, columns: column..<column + 5, to: 8)
    }
    field.set("vegetation", rows: 85..<110, columns: 5..<60, to: 1)
    field.set("water", rows: 90..<110, columns: 80..<110, to: 1)
    return field
  }

  @Test("An open meadow has the golden rows' mean for a sky view of 1 and no heat island")
  func meadow() throws {
    let outputs = try run(FlatField(size: 40, vegetation: 1))
    let rows = try GoldenTable("heat/golden_pet_dpra.csv").rows.filter {
      $0.text("hour_utc") != "night" && $0["SVF"] == 1
    }
    #expect(rows.count == 7)
    let expected = rows.map { $0["PET_sun_B0.4_C"] }.reduce(0, +) / 7
    let pet = try layer("pet", outputs)
    // The rows round the reduction of the wind, 0.63504, to 0.635.
    #expect(pet.cells.allSatisfy { abs(Double($0) - expected) < 4e-4 })
    #expect(try layer("skyViewFactor", outputs).cells.allSatisfy { $0 == 1 })
    #expect(try layer("shade", outputs).cells.allSatisfy { $0 == 0 })
    #expect(abs((outputs.scalars["meanPET"] ?? 0) - expected) < 4e-4)
  }

  @Test("A paved field is warmer than a meadow by the Bowen term and the heat island")
  func pavedField() throws {
    let meadow = try layer("pet", run(FlatField(size: 10, vegetation: 1)))[5, 5]
    let paved = try layer("pet", run(FlatField(size: 10)))[5, 5]
    let factor = UrbanHeatIsland.dayFactor(
      meanGlobalRadiation: 338, temperatureRange: 16.2, meanWindSpeed: 4.2, airDensity: 1.17, heatCapacity: 1007)
    let shares = try GoldenTable("heat/dpra_forcing_20150701_herwijnen.csv").rows.map { $0["uhi_diurnal_factor"] }
    let expected = 0.546 * 2.6 + 1.25 * factor * shares.reduce(0, +) / 7
    #expect(abs(Double(paved - meadow) - expected) < 1e-4)
  }

  @Test("Grass instead of paving cools a sunny cell by 1.4 degrees")
  func grass() throws {
    var field = street()
    let before = try layer("pet", run(field))
    field.set("vegetation", rows: 5..<6, columns: 100..<101, to: 1)
    let after = try layer("pet", run(field))
    #expect(abs(before[5, 100] - after[5, 100] - 1.42) < 0.01)
    // Elsewhere one cell of green is hardly felt.
    #expect(abs(before[5, 90] - after[5, 90]) < 0.001)
  }

  @Test("A tree cools the cells below its crown by about ten degrees")
  func tree() throws {
    var field = street()
    let before = try layer("pet", run(field))
    field.set("canopyHeight", rows: 4..<9, columns: 96..<101, to: 8)
    let outputs = try run(field)
    let after = try layer("pet", outputs)
    let cooling = before[6, 98] - after[6, 98]
    #expect(cooling > 8 && cooling < 12)
    #expect(try layer("shade", outputs)[6, 98] == 1)
    // The sky view is taken below the crown, not on top of it.
    #expect(try layer("skyViewFactor", outputs)[6, 98] < 0.3)
    // North of the crown it is shade for part of the day only.
    let shade = try layer("shade", outputs)[2, 98]
    #expect(shade > 0 && shade < 1)
  }

  @Test("A hedge below two metres is no roof")
  func hedge() throws {
    var field = FlatField(size: 40)
    field.set("canopyHeight", rows: 10..<30, columns: 10..<30, to: 1.5)
    #expect(try layer("shade", run(field))[20, 20] < 1)
    field.set("canopyHeight", rows: 10..<30, columns: 10..<30, to: 2.5)
    #expect(try layer("shade", run(field))[20, 20] == 1)
  }

  @Test("Buildings have no PET; everything else has one")
  func mask() throws {
    let field = street()
    let outputs = try run(field)
    let pet = try layer("pet", outputs)
    let buildings = try #require(field.layers["buildingHeight"])
    for index in 0..<pet.count { #expect(pet[index].isNaN == (buildings[index] > 0)) }
    for id in ["shade", "skyViewFactor", "quality"] {
      #expect(try layer(id, outputs).cells.allSatisfy { (0...1).contains($0) })
    }
  }

  @Test("Water cools like grass unless told otherwise")
  func water() throws {
    let field = street()
    let standard = try layer("pet", run(field))
    let gentle = try layer("pet", run(field, parameters: ["bowenWater": 1.9]))
    #expect(abs(gentle[100, 105] - standard[100, 105] - 0.546 * 1.5) < 1e-3)
    #expect(gentle[5, 100] == standard[5, 100])
  }

  @Test("The wind behind a block of houses is slower, and PET higher, than in the open")
  func windShelter() throws {
    var field = FlatField(size: 400, cellSize: 5)
    let open = try layer("pet", run(field))[200, 200]
    // Too far away to shade.
    for row in stride(from: 184, to: 216, by: 6) {
      for column in stride(from: 206, to: 245, by: 6) {
        field.set("buildingHeight", rows: row..<row + 4, columns: column..<column + 4, to: 8)
      }
    }
    let sheltered = try layer("pet", run(field))[200, 200]
    #expect(sheltered > open + 0.5)
  }

  @Test("Results are the same bits for any number of threads", arguments: [2, 3, 7])
  func threads(_ count: Int) throws {
    var context = FlatField(size: 100, cellSize: 5, west: -190, north: 190)
    context.set("buildingHeight", rows: 10..<30, columns: 60..<90, to: 11)
    let one = try run(street(), context: context, threads: 1)
    let many = try run(street(), context: context, threads: count)
    for id in ["pet", "shade", "skyViewFactor", "quality"] {
      #expect(try layer(id, one).digest == layer(id, many).digest)
    }
    #expect(one.scalars == many.scalars)
  }

  @Test("The results have the bits recorded when the model was written")
  func recordedBits() throws {
    var context = FlatField(size: 500, cellSize: 5, west: -1200, north: 1200)
    context.set("buildingHeight", rows: 200..<230, columns: 270..<300, to: 11)
    let outputs = try run(street(), context: context)
    let digests = try ["pet", "skyViewFactor", "shade"].map { try layer($0, outputs).digest.hex.prefix(16) }
    #expect(digests == ["6caa66e3a016b197", "4d8b8e6c3fafa6b4", "30e5b4df19ae08a0"])
  }

  @Test("The place on the map does not matter, nor the height above the sea")
  func translation() throws {
    let here = try run(street())
    let there = try run(street(west: 135_000, north: 456_000))
    for id in ["pet", "shade", "skyViewFactor", "quality"] {
      #expect(try layer(id, here).digest == layer(id, there).digest)
    }
    var high = street()
    high.layers["terrain"] = high.layers["terrain"]?.map { $0 + 64 }
    #expect(try layer("shade", run(high)).digest == layer("shade", here).digest)
    let difference = zip(try layer("pet", run(high)).cells, try layer("pet", here).cells)
      .filter { !$0.0.isNaN }.map { abs($0.0 - $0.1) }.max()
    #expect((difference ?? 1) < 1e-3)
  }

  @Test("Shadows fall away from the sun: the north side of a house is darker than the south side")
  func sides() throws {
    var field = FlatField(size: 60)
    field.set("buildingHeight", rows: 25..<35, columns: 20..<40, to: 10)
    let shade = try layer("shade", run(field))
    #expect(shade[23, 30] > shade[36, 30] + 0.3)
    // In the morning the sun is in the south-east, in the afternoon in the west.
    #expect(shade[30, 42] > 0)
  }

  // MARK: Surroundings and edges

  @Test("Without surroundings the edge is marked and a warning says so")
  func noContext() throws {
    let outputs = try run(FlatField(size: 240))
    let quality = try layer("quality", outputs)
    #expect(quality[0, 0] == 1)
    #expect(quality[49, 120] == 1)
    #expect(quality[50, 120] == 0)
    #expect(quality[120, 120] == 0)
    #expect(outputs.warnings.map(\.code) == ["heat.footprintLeavesArea"])
    #expect(outputs.warnings.first?.severity == .warning)
  }

  @Test("With a kilometre of surroundings nothing is marked and nothing warned")
  func withContext() throws {
    let context = FlatField(size: 500, cellSize: 5, west: -1200, north: 1200)
    let outputs = try run(street(), context: context)
    #expect(try layer("quality", outputs).cells.allSatisfy { $0 == 0 })
    #expect(outputs.warnings.isEmpty)
  }

  @Test("A long shadow from the highest thing around marks the edge it may come over")
  func longShadows() throws {
    var field = FlatField(size: 240)
    field.set("buildingHeight", rows: 100..<110, columns: 100..<110, to: 90)
    let quality = try layer("quality", run(field))
    // At 33 degrees from the west a shadow of 90 m is 137 m long.
    #expect(quality[120, 125] == 1)
    #expect(quality[120, 138] == 0)
    #expect(try layer("quality", run(FlatField(size: 240)))[120, 125] == 0)
  }

  @Test("A tower outside the core shades it and takes away sky")
  func tower() throws {
    let empty = FlatField(size: 500, cellSize: 5, west: -1200, north: 1200)
    var built = empty
    // 20 m wide, 60 m high, south of the core from 10 to 30 m.
    built.set("buildingHeight", rows: 266..<270, columns: 250..<254, to: 60)
    let core = FlatField(size: 120)
    let (before, after) = (try run(core, context: empty), try run(core, context: built))
    #expect(try layer("shade", before)[115, 58] == 0)
    #expect(try layer("shade", after)[115, 58] > 0)
    #expect(try layer("skyViewFactor", after)[115, 58] < layer("skyViewFactor", before)[115, 58] - 0.05)
  }

  @Test("Surroundings elsewhere are not used, with a warning")
  func contextElsewhere() throws {
    let outputs = try run(street(), context: FlatField(size: 10, cellSize: 5, west: 5000, north: 0))
    #expect(outputs.warnings.map(\.code).contains("heat.contextElsewhere"))
    #expect(try layer("pet", outputs).digest == layer("pet", run(street())).digest)
  }

  @Test("Green surroundings lower the heat island of a paved core")
  func greenSurroundings() throws {
    let paved = FlatField(size: 500, cellSize: 5, west: -1200, north: 1200)
    let green = FlatField(size: 500, cellSize: 5, west: -1200, north: 1200, vegetation: 1)
    let (warm, cool) = (try run(FlatField(size: 100), context: paved), try run(FlatField(size: 100), context: green))
    #expect(try layer("pet", cool)[50, 50] < layer("pet", warm)[50, 50] - 0.3)
    // The core itself is the paved part of the footprint.
    let all = try run(FlatField(size: 100, vegetation: 1), context: green)
    #expect(try layer("pet", all)[50, 50] < layer("pet", cool)[50, 50])
  }

  // MARK: Bad input

  private func code(_ inputs: ModelInputs) -> String? {
    do {
      _ = try HeatModel().run(inputs, context: WorkContext())
      return nil
    } catch { return Diagnostic(from: error).code }
  }

  @Test(
    "A missing layer is named",
    arguments: [
      "terrain", "buildingHeight", "canopyHeight", "vegetation", "water",
    ])
  func missingLayer(_ id: String) throws {
    var inputs = try ReferenceDay.inputs(street().layers)
    inputs.layers[id] = nil
    do {
      _ = try HeatModel().run(inputs, context: WorkContext())
      Issue.record("a run without \(id) should fail")
    } catch let error as ModelError {
      #expect(error.diagnostic.code == "model.missingLayer")
      #expect(error.diagnostic.location.key == id)
    }
  }

  @Test("A hole in a layer is refused, in the core and around it")
  func holes() throws {
    var inputs = try ReferenceDay.inputs(street().layers)
    inputs.layers["terrain"]?[3, 4] = .nan
    #expect(code(inputs) == "model.holes")
    let context = FlatField(size: 500, cellSize: 5, west: -1200, north: 1200)
    inputs = try ReferenceDay.inputs(street().layers, context: context.layers)
    inputs.contextLayers["canopyHeight"]?[3, 4] = .nan
    #expect(code(inputs) == "model.holes")
    inputs.contextLayers["canopyHeight"] = nil
    #expect(code(inputs) == "model.missingLayer")
  }

  @Test(
    "A value that cannot be true, such as a no-data number, is refused with its place",
    arguments: [
      ("terrain", Float(-9999)), ("buildingHeight", 3.4e38), ("canopyHeight", 65_535), ("vegetation", 100),
      ("water", -1),
    ])
  func implausible(_ id: String, _ value: Float) throws {
    var inputs = try ReferenceDay.inputs(street().layers)
    inputs.layers[id]?[7, 9] = value
    do {
      _ = try HeatModel().run(inputs, context: WorkContext())
      Issue.record("a run with \(value) in \(id) should fail")
    } catch let error as ModelError {
      #expect(error.diagnostic.code == "model.implausible")
      #expect(error.diagnostic.location.key == id)
      #expect(error.diagnostic.what.en.contains("row 7, column 9"))
    }
  }

  @Test("A layer on another grid is refused")
  func foreignGrid() throws {
    var inputs = try ReferenceDay.inputs(street().layers)
    inputs.layers["vegetation"] = FlatField(size: 119).layers["vegetation"]
    #expect(code(inputs) == "grid.framesDiffer")
  }

  @Test("An event without a column, with columns of unequal length or with impossible weather is refused")
  func badEvents() throws {
    let inputs = try ReferenceDay.inputs(street().layers)
    for column in WeatherTable.Column.allCases {
      var broken = inputs
      broken.series[column.rawValue] = nil
      #expect(code(broken) == (column.isRequired ? "model.missingSeries" : nil))
      broken.series[column.rawValue] = [1, 2]
      #expect(code(broken) == "model.badSeries")
      broken.series[column.rawValue] = [Double](repeating: 5000, count: 7)
      #expect(code(broken) == "model.badSeries")
      broken.series[column.rawValue] = [Double](repeating: .nan, count: 7)
      #expect(code(broken) == "model.badSeries")
    }
    var empty = inputs
    for column in WeatherTable.Column.allCases { empty.series[column.rawValue] = [] }
    #expect(code(empty) == "model.badSeries")
  }

  @Test("A parameter unknown or out of range is refused")
  func badParameters() throws {
    #expect(code(try ReferenceDay.inputs(street().layers, parameters: ["albedo": 0.5])) == "model.unknownParameter")
    #expect(code(try ReferenceDay.inputs(street().layers, parameters: ["month": 13])) == "model.parameterOutOfRange")
  }

  @Test("Asked to stop, it stops")
  func cancellation() throws {
    let token = CancellationToken()
    token.cancel()
    #expect(throws: CancellationError.self) {
      _ = try HeatModel().run(ReferenceDay.inputs(street().layers), context: WorkContext(cancellation: token))
    }
  }

  @Test("By night all is shade, and the heat island counts in full")
  func night() throws {
    var inputs = try ReferenceDay.inputs(FlatField(size: 10).layers)
    inputs.series = [
      "hourUTC": [0], "airTemperature": [20], "windSpeed": [3], "windDirection": [90], "globalRadiation": [0],
      "relativeHumidity": [70], "sunAltitude": [-15], "uhiFactor": [1],
    ]
    let outputs = try HeatModel().run(inputs, context: WorkContext())
    #expect(try layer("shade", outputs).cells.allSatisfy { $0 == 1 })
    var cool = inputs
    cool.series["uhiFactor"] = [0]
    let rural = try HeatModel().run(cool, context: WorkContext())
    #expect(try layer("pet", outputs)[5, 5] > layer("pet", rural)[5, 5] + 4)
  }

  @Test("Every parameter has a range around its default and a source")
  func description() {
    let description = HeatModel().description
    for parameter in description.parameters {
      #expect(parameter.defaultValue >= parameter.minimum && parameter.defaultValue <= parameter.maximum)
      #expect(!parameter.source.isEmpty)
    }
    #expect(Set(description.parameters.map(\.id)).count == description.parameters.count)
  }
}
