import ClimateTestSupport
import Elementary
import Essentials
import ModelKit
import TestSupport
import Testing

@testable import UrbanClimate

@Suite("Weather of an event")
struct WeatherHourTests {
  static let courses = (try? GoldenTable("heat/dpra_uhi_diurnal_factors.csv").rows) ?? []

  private static let description = ModelDescription(
    id: "climate", version: "1.0.0", title: LocalizedText(verbatim: ""), summary: LocalizedText(verbatim: ""),
    inputs: [], parameters: ClimateParameters.descriptions, outputs: [], influence: .domain)

  /// The reference day, of which `change` makes another.
  private func hours(
    parameters: [String: Double] = [:], _ change: (inout [String: [Double]]) -> Void = { _ in }
  ) throws -> [WeatherHour] {
    var inputs = try ReferenceDay.inputs(FlatField(size: 4).layers, parameters: parameters)
    change(&inputs.series)
    return try WeatherHour.hours(of: inputs, ClimateParameters(inputs, of: Self.description))
  }

  /// Hours of still, dark weather.
  private static func still(_ hours: [Double]) -> [String: [Double]] {
    let zeros = hours.map { _ in 0.0 }
    return [
      "hourUTC": hours, "airTemperature": zeros, "windSpeed": zeros, "windDirection": zeros,
      "globalRadiation": zeros, "relativeHumidity": hours.map { _ in 60 },
    ]
  }

  private func code(parameters: [String: Double] = [:], _ change: (inout [String: [Double]]) -> Void) -> String? {
    do {
      _ = try hours(parameters: parameters, change)
      return nil
    } catch { return Diagnostic(from: error).code }
  }

  // MARK: The heat island through the day

  @Test("The table of the heat island's course was found")
  func table() { #expect(Self.courses.count == 24) }

  @Test(
    "The heat island follows the course of the day's sunrise and sunset",
    arguments: [
      ("6_sunset_17", 9, 29), ("5_sunset_17", 9, 26), ("5_sunset_18", 4, 5), ("5_sunset_19", 4, 15),
      ("4_sunset_19", 5, 1), ("4_sunset_20", 7, 20), ("3_sunset_20", 6, 21),
    ])
  func course(_ column: String, _ month: Int, _ day: Int) throws {
    for row in Self.courses {
      #expect(
        UrbanHeatIsland.share(month: month, day: day, hourUTC: row["hour_utc"]) == row["sunrise_\(column)_utc"])
      // The day after has the course of the event's day.
      #expect(
        UrbanHeatIsland.share(month: month, day: day, hourUTC: row["hour_utc"] + 24) == row["sunrise_\(column)_utc"])
    }
  }

  @Test(
    "Courses change on the method's dates",
    arguments: [
      (4, 1, HeatIslandCourse.rises5Sets18), (4, 12, .rises5Sets18), (4, 13, .rises5Sets19), (4, 19, .rises5Sets19),
      (4, 20, .rises4Sets19), (5, 19, .rises4Sets19), (5, 20, .rises4Sets20), (5, 25, .rises4Sets20),
      (5, 26, .rises3Sets20), (7, 1, .rises3Sets20), (7, 10, .rises3Sets20), (7, 11, .rises4Sets20),
      (7, 30, .rises4Sets20), (7, 31, .rises4Sets19), (8, 21, .rises4Sets19), (8, 22, .rises5Sets19),
      (8, 30, .rises5Sets19), (8, 31, .rises5Sets18), (9, 24, .rises5Sets18), (9, 25, .rises5Sets17),
      (9, 27, .rises5Sets17), (9, 28, .rises6Sets17), (9, 30, .rises6Sets17),
    ])
  func dates(_ month: Int, _ day: Int, _ course: HeatIslandCourse) {
    #expect(HeatIslandCourse(month: month, day: day) == course)
  }

  @Test("Between whole hours the share lies between those of the hours; outside summer there is none")
  func betweenHours() throws {
    let half = try #require(UrbanHeatIsland.share(month: 7, day: 1, hourUTC: 23.5))
    #expect(abs(half - (0.984 + 1) / 2) < 1e-12)
    #expect(UrbanHeatIsland.share(month: 3, day: 31, hourUTC: 12) == nil)
    #expect(UrbanHeatIsland.share(month: 10, day: 1, hourUTC: 12) == nil)
  }

  // MARK: Columns that may be left out

  @Test("Left out, sun, diffuse radiation and share come to what the reference table states")
  func computed() throws {
    let given = try hours()
    let own = try hours {
      for column in ["sunAltitude", "uhiFactor"] { $0[column] = nil }
    }
    let rows = try GoldenTable("heat/dpra_forcing_20150701_herwijnen.csv").rows
    #expect(rows.count == 7)
    for (row, (given, own)) in zip(rows, zip(given, own)) {
      #expect(abs(own.sun.altitude - row["sun_altitude_deg"]) < 0.4)
      #expect(abs(own.heatIslandShare - row["uhi_diurnal_factor"]) <= 0.005)
      #expect(abs(given.diffuseRadiation - row["Qdiffuse_W_m2"]) < 1.5)
      // Where the split is steep, 0.4 degrees of sun are 6 W/m2, or 0.1 degree of PET in the shade.
      #expect(abs(own.diffuseRadiation - row["Qdiffuse_W_m2"]) < 7)
      #expect(own.sun.azimuth == given.sun.azimuth && own.wetBulb == given.wetBulb)
    }
    let measured = try hours { $0["diffuseRadiation"] = [1, 2, 3, 4, 5, 6, 7] }
    #expect(measured.map(\.diffuseRadiation) == [1, 2, 3, 4, 5, 6, 7])
  }

  @Test("All hours count unless the event says which")
  func counts() throws {
    #expect(try hours().map(\.counts) == [Bool](repeating: true, count: 7))
    let some = try hours { $0["counts"] = [0, 1, 1, 0, 0, 0, 0] }
    #expect(some.map(\.counts) == [false, true, true, false, false, false, false])
    #expect(code { $0["counts"] = [0, 0, 0, 0, 0, 0, 0] } == "model.badSeries")
    #expect(code { $0["counts"] = [0, 1, 0.5, 0, 0, 0, 0] } == "model.badSeries")
    #expect(code { $0["counts"] = [1] } == "model.badSeries")
  }

  @Test("Hours after midnight are those of the next day, and are called by Dutch clocks")
  func afterMidnight() throws {
    let next = try hours(parameters: ["day": 2]) { $0 = Self.still([1]) }
    let found = try hours { $0 = Self.still([25, 13]) }
    #expect(abs(found[0].sun.altitude - next[0].sun.altitude) < 1e-9)
    #expect(abs(found[0].sun.azimuth - next[0].sun.azimuth) < 1e-9)
    #expect(found.map(\.isNight) == [true, false])
    let values = try ClimateParameters(ReferenceDay.inputs(FlatField(size: 4).layers), of: Self.description)
    #expect(found.map { $0.label(values).nl } == ["3:00", "15:00"])
  }

  @Test("Degrees added by a scenario come to every hour, and the wet bulb follows")
  func shift() throws {
    let (now, later) = (try hours(), try hours(parameters: ["temperatureShift": 2]))
    for (now, later) in zip(now, later) {
      #expect(abs(later.airTemperature - now.airTemperature - 2) < 1e-12)
      #expect(later.wetBulb > now.wetBulb + 1 && later.relativeHumidity == now.relativeHumidity)
    }
  }

  // MARK: Weather that cannot be

  @Test("Rain in the place of humidity, and a share in that of a percentage, are refused and called by name")
  func rain() throws {
    // The hours of 25 July 2019 at Rotterdam had no rain; a shower of 12 mm would be 120.
    #expect(code { $0["relativeHumidity"] = [0, 0, 0, 0, 0, 0, 0] } == "climate.humidityLooksLikeRain")
    #expect(code { $0["relativeHumidity"] = [120, 3, 0, 0, 0, 0, 0] } == "model.badSeries")
    #expect(code { $0["relativeHumidity"] = [60, 12, 3, 0, 0, 0, 0] } == "climate.humidityLooksLikeRain")
    #expect(
      code { $0["relativeHumidity"] = [0.48, 0.44, 0.35, 0.37, 0.35, 0.37, 0.37] } == "climate.humidityLooksLikeRain")
    #expect(code { $0["relativeHumidity"] = [-1, 0, 0, 0, 0, 0, 0] } == "model.badSeries")
    #expect(code { $0["relativeHumidity"] = [5, 48, 100, 37, 35, 37, 37] } == nil)
  }

  @Test("Radiation when the sun is down, as from hours by Dutch clocks or a wrong date, is refused")
  func radiationAtNight() throws {
    #expect(
      code {
        $0["hourUTC"] = $0["hourUTC"]?.map { $0 + 6 }
        $0["sunAltitude"] = nil
      } == "climate.radiationAtNight")
    // A block that ends after sunset may hold the last light.
    let evening = try hours {
      $0 = Self.still([20])
      $0["globalRadiation"] = [25]
    }
    #expect(evening[0].isNight && evening[0].diffuseRadiation == 0 && evening[0].sinAltitude == 0)
  }

  @Test("More diffuse than global radiation is refused, and the message names the hour with a decimal comma")
  func diffuseAboveGlobal() throws {
    let global = [500, 600.5, 700, 650, 640, 630, 600]
    #expect(code { ($0["globalRadiation"], $0["diffuseRadiation"]) = (global, global) } == nil)
    do {
      _ = try hours { series in
        (series["globalRadiation"], series["diffuseRadiation"]) = (global, global)
        series["diffuseRadiation"]?[1] = 601.25
      }
      Issue.record("not refused")
    } catch {
      let diagnostic = Diagnostic(from: error)
      #expect(diagnostic.code == "model.badSeries")
      #expect(diagnostic.what.nl.contains("waarde 2 is 601,25 W/m2") && diagnostic.what.nl.contains(": 600,5 W/m2"))
      #expect(diagnostic.what.en.contains("value 2 is 601.25 W/m2"))
    }
  }

  @Test(
    "A day that the calendar does not have is refused",
    arguments: [(2015, 6, 31), (2015, 2, 30), (2015, 2, 29), (2015, 9, 31)])
  func noSuchDay(_ year: Int, _ month: Int, _ day: Int) {
    let parameters = ["year": Double(year), "month": Double(month), "day": Double(day)]
    #expect(code(parameters: parameters) { _ in } == "climate.noSuchDay")
    #expect(code(parameters: parameters.merging(["day": 28]) { $1 }) { _ in } == nil)
  }

  @Test("A day outside summer needs a course of its own")
  func winter() throws {
    #expect(code(parameters: ["month": 3]) { $0["uhiFactor"] = nil } == "climate.outOfSeason")
    #expect(code(parameters: ["month": 3]) { _ in } == nil)
  }

  @Test("Calm air has no direction, and its hours share the footprints of calm")
  func calm() throws {
    let calm = try hours { $0["windSpeed"] = [0, 0, 0, 0, 0, 0, 0] }
    #expect(calm.allSatisfy { $0.footprint == .calm })
  }
}
