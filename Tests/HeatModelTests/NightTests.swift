import ClimateTestSupport
import Elementary
import Essentials
import Grids
import ModelKit
import TestSupport
import Testing

@testable import HeatModel
@testable import UrbanClimate

@Suite("Nights and midsummer")
struct NightTests {
  private func field() -> FlatField {
    var field = FlatField(size: 120)
    field.set("buildingHeight", rows: 20..<40, columns: 10..<70, to: 9)
    field.set("buildingHeight", rows: 60..<80, columns: 10..<70, to: 12)
    field.set("canopyHeight", rows: 48..<53, columns: 20..<60, to: 8)
    field.set("vegetation", rows: 85..<110, columns: 5..<60, to: 1)
    field.set("water", rows: 90..<110, columns: 80..<110, to: 1)
    return field
  }

  /// The reference day with Rotterdam's hours before and after it, which do not count.
  private func wholeDay(_ field: FlatField, parameters: [String: Double] = [:]) throws -> ModelInputs {
    var inputs = try ReferenceDay.inputs(field.layers, parameters: parameters)
    let rows = try GoldenTable("heat/knmi_rotterdam_20150701_hourly.csv").rows
    let own = inputs.series["hourUTC"] ?? []
    for row in rows where !own.contains(row["hour_block_end_utc"]) {
      inputs.series["hourUTC"]?.append(row["hour_block_end_utc"])
      inputs.series["airTemperature"]?.append(row["T_C"])
      inputs.series["windSpeed"]?.append(row["FF10_m_s"])
      inputs.series["windDirection"]?.append(row["wind_dir_deg"])
      inputs.series["globalRadiation"]?.append(row["Qglobal_W_m2"])
      inputs.series["relativeHumidity"]?.append(60)
    }
    inputs.series["sunAltitude"] = nil
    inputs.series["uhiFactor"] = nil
    inputs.series["counts"] = inputs.series["hourUTC"]?.map { own.contains($0) ? 1 : 0 }
    return inputs
  }

  private func run(_ inputs: ModelInputs, frames: Bool = false, threads: Int = 2) throws -> ModelOutputs {
    try HeatModel().run(inputs, options: RunOptions(frames: frames), context: WorkContext(threads: threads))
  }

  @Test("Hours that do not count change no mean")
  func means() throws {
    let whole = try wholeDay(field())
    var afternoon = whole
    for (id, values) in whole.series { afternoon.series[id] = Array(values.prefix(7)) }
    let (day, hours) = (try run(whole), try run(afternoon))
    for id in ["pet", "shade", "skyViewFactor", "quality", "shadeMidsummer"] {
      #expect(try #require(day.layers[id]).digest == #require(hours.layers[id]).digest, "\(id)")
    }
    #expect(day.scalars == hours.scalars)
    #expect(hours.layers["nightHours"] == nil)
  }

  @Test("With steps of time every hour is there, in the event's order, and no other layer changes")
  func frames() throws {
    let inputs = try wholeDay(field())
    let (plain, framed) = (try run(inputs), try run(inputs, frames: true, threads: 1))
    for (id, grid) in plain.layers { #expect(grid.digest == framed.layers[id]?.digest, "\(id)") }
    let labels = try #require(framed.frames["pet"]).map(\.label.nl)
    #expect(labels.prefix(8) == ["12:00", "13:00", "14:00", "15:00", "16:00", "17:00", "18:00", "3:00"])
    #expect(labels.count == 23)
  }

  @Test("Warm hours of the night are those whose PET, hour by hour, is above the limit", arguments: [14.0, 17, 20, 24])
  func nightHours(_ limit: Double) throws {
    let outputs = try run(wholeDay(field(), parameters: ["nightPET": limit]), frames: true)
    let count = try #require(outputs.layers["nightHours"])
    // The sun is down at 1, 2, 3 and 20 to 23 UTC.
    let night = try #require(outputs.frames["pet"]).filter {
      ["3:00", "4:00", "5:00", "22:00", "23:00", "0:00", "1:00"].contains($0.label.nl)
    }
    #expect(night.count == 7)
    var clear = 0
    for index in 0..<count.count {
      let values = night.map { Double($0.grid[index]) }
      guard !values[0].isNaN else {
        #expect(count[index].isNaN)
        continue
      }
      // Float frames round.
      guard values.allSatisfy({ abs($0 - limit) > 1e-4 }) else { continue }
      clear += 1
      #expect(Int(count[index]) == values.count { $0 > limit })
    }
    #expect(clear > 10_000)
  }

  @Test("A built street has more warm hours than a meadow, and any number of threads gives the same bytes")
  func streetAndMeadow() throws {
    func hours(vegetation: Float, above limit: Double) throws -> Float {
      let inputs = try wholeDay(FlatField(size: 60, vegetation: vegetation), parameters: ["nightPET": limit])
      let count = try #require(try run(inputs, threads: 1).layers["nightHours"])
      #expect(count.digest == (try run(inputs, threads: 2).layers["nightHours"])?.digest)
      return count[30, 30]
    }
    let limits = [12.0, 16, 20, 24]
    let paved = try limits.map { try hours(vegetation: 0, above: $0) }
    let meadow = try limits.map { try hours(vegetation: 1, above: $0) }
    #expect(zip(paved, meadow).allSatisfy { $0 >= $1 })
    #expect(paved.reduce(0, +) > meadow.reduce(0, +))
    #expect(paved == paved.sorted(by: >))
  }

  @Test("Zero wind counts as the smallest speed, by day and by night")
  func zeroWind() throws {
    var calm = try wholeDay(field())
    calm.series["windSpeed"] = calm.series["windSpeed"]?.map { _ in 0 }
    var breath = calm
    breath.series["windSpeed"] = calm.series["windSpeed"]?.map { _ in 0.5 }
    let (still, slow) = (try run(calm), try run(breath))
    for id in ["pet", "nightHours"] {
      #expect(try #require(still.layers[id]).digest == #require(slow.layers[id]).digest)
    }
    let pet = try #require(still.layers["pet"])
    #expect(pet.cells.allSatisfy { $0.isNaN || (20...70).contains($0) })
    #expect(pet[5, 100] > (try #require(run(wholeDay(field())).layers["pet"]))[5, 100] + 3)
  }

  @Test("At midsummer's noon a house shades a strip north of it as wide as its height over the sun's slope")
  func midsummer() throws {
    var field = FlatField(size: 80)
    field.set("buildingHeight", rows: 40..<50, columns: 20..<60, to: 11.5)
    field.set("canopyHeight", rows: 60..<65, columns: 30..<35, to: 8)
    let shade = try #require(try run(ReferenceDay.inputs(field.layers)).layers["shadeMidsummer"])
    // 11.5 / tan(61.6 degrees) = 6.2 m.
    #expect((0..<40).filter { shade[$0, 40] == 1 } == Array(34..<40))
    #expect((50..<58).allSatisfy { shade[$0, 40] == 0 })
    #expect(shade[62, 32] == 1)
    #expect(shade.cells.allSatisfy { $0 == 0 || $0 == 1 })
  }

  @Test("Midsummer's shade does not depend on the event's day or hours")
  func midsummerOfAnyEvent() throws {
    let inputs = try ReferenceDay.inputs(field().layers)
    var other = inputs
    other.parameters = ["month": 8, "day": 20]
    #expect(
      try #require(run(inputs).layers["shadeMidsummer"]).digest == #require(run(other).layers["shadeMidsummer"]).digest)
  }
}
