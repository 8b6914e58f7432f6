import ClimateTestSupport
import Essentials
import Foundation
import ModelKit
import TestSupport
import Testing

@testable import UrbanClimate

@Suite("KNMI's hourly files")
struct KNMITests {
  private static let day = CalendarDay("2019-07-25")
  private static let names = "# STN,YYYYMMDD,   HH,   DD,   FH,   FF,    T,    Q,   RH,    U"

  /// Two days of made-up hours: the temperature runs with the hour, humidity is 50 and rain 3.
  private static func text(
    head: String = "", names: String = names, stations: [Int] = [344],
    _ change: (_ line: String, _ date: Int, _ hour: Int) -> String? = { line, _, _ in line }
  ) -> [UInt8] {
    var lines = ["BRON: KNMI", "", head, names, ""]
    for station in stations {
      for date in [20_190_724, 20_190_725, 20_190_726] {
        for hour in 1...24 {
          let temperature = 200 + hour + (date == 20_190_725 ? 10 : 0)
          let radiation = (5...19).contains(hour) ? 180 : 0
          let line = "  \(station),\(date), \(hour),  100,   30,   40,  \(temperature),  \(radiation),    3,   50"
          if let line = change(line, date, hour) { lines.append(line) }
        }
      }
    }
    return Array(lines.joined(separator: "\r\n").utf8)
  }

  private func event(
    _ text: [UInt8] = text(), station: Int? = nil, mean: ClosedRange<Int> = 12...18,
    place: (latitude: Double, longitude: Double)? = nil
  ) throws -> KNMIDay {
    let day = try #require(Self.day)
    let file = try KNMIHourlyFile(text, file: "uurgeg.txt", days: [day, try #require(day.next)])
    return try KNMIDay(day, in: file, station: station, place: place, mean: mean)
  }

  private func diagnostic(_ body: () throws -> Void) -> Diagnostic? {
    do {
      try body()
      return nil
    } catch { return Diagnostic(from: error) }
  }

  @Test("A day runs from 8:00 UTC to 7:00 the next day, with the units of the model")
  func wholeDay() throws {
    let found = try event()
    let series = found.series
    #expect(series["hourUTC"] == Array(stride(from: 8.0, through: 31, by: 1)))
    #expect(series["airTemperature"]?.first == 21.8 && series["airTemperature"]?.last == 20.7)
    #expect(series["windSpeed"]?.allSatisfy { $0 == 4 } == true)
    // 180 J/cm2 in an hour are 500 W/m2.
    #expect(series["globalRadiation"]?.first == 500 && series["globalRadiation"]?[15] == 0)
    // U, not RH, which is rain.
    #expect(series["relativeHumidity"]?.allSatisfy { $0 == 50 } == true)
    let counted = zip(series["hourUTC"] ?? [], series["counts"] ?? []).filter { $1 == 1 }.map(\.0)
    #expect(counted == [10, 11, 12, 13, 14, 15, 16])
    #expect(abs(found.temperatureRange - (23.4 - 20.1)) < 1e-9)
    #expect(found.meanWindSpeed == 4)
    #expect(abs(found.meanGlobalRadiation - 15 * 500 / 24) < 1e-9)
    #expect(found.station.name == "Rotterdam")
  }

  @Test("The event runs in the model, which computes sun and heat island for it")
  func runs() throws {
    let found = try event()
    var inputs = try ReferenceDay.inputs(FlatField(size: 4).layers, parameters: found.parameters)
    inputs.series = found.series
    let description = ModelDescription(
      id: "climate", version: "1.0.0", title: LocalizedText(verbatim: ""), summary: LocalizedText(verbatim: ""),
      inputs: [], parameters: ClimateParameters.descriptions, outputs: [], influence: .domain)
    let hours = try WeatherHour.hours(of: inputs, ClimateParameters(inputs, of: description))
    #expect(hours.count(where: \.counts) == 7)
    // The sun sets at about 19:40 UTC and rises at about 3:55.
    #expect(hours.filter(\.isNight).map(\.hourUTC).first == 20)
    #expect((8...9).contains(hours.count(where: \.isNight)))
    #expect(hours.first { $0.hourUTC == 24 }?.heatIslandShare == 1)
  }

  @Test("Calm and turning wind: 0 needs no direction, 990 keeps that of the hour before")
  func windDirections() throws {
    let text = Self.text { line, date, hour in
      switch (date, hour) {
      case (20_190_725, 8): line.replacing("  100,   30,   40", with: "  990,   30,   20")
      case (20_190_725, 9): line.replacing("  100,", with: "  210,")
      case (20_190_725, 10): line.replacing("  100,   30,   40", with: "  990,   30,   20")
      case (20_190_725, 11): line.replacing("  100,   30,   40", with: "    0,    0,    0")
      default: line
      }
    }
    let found = try event(text)
    #expect(found.series["windDirection"]?.prefix(5) == [210, 210, 210, 0, 100])
    #expect(found.series["windSpeed"]?.prefix(5) == [2, 4, 2, 0, 4])
    #expect(found.hoursOfTurningWind == [8, 10])
  }

  @Test(
    "A missing value is refused with date, hour and column; nothing is filled in",
    arguments: ["T", "FF", "DD", "Q", "U"])
  func missing(_ column: String) throws {
    let index = try #require(["STN", "YYYYMMDD", "HH", "DD", "FH", "FF", "T", "Q", "RH", "U"].firstIndex(of: column))
    let text = Self.text { line, date, hour in
      guard date == 20_190_726, hour == 5 else { return line }
      var fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      fields[index] = "     "
      return fields.joined(separator: ",")
    }
    let found = try #require(diagnostic { _ = try event(text) })
    #expect(found.code == "knmi.missingValue")
    #expect(found.location.key == column && found.location.line != nil)
    #expect(found.what.en.contains("hour 5 of 2019-07-26"))
    // Where it is not needed it does no harm.
    let elsewhere = Self.text { line, date, hour in
      date == 20_190_726 && hour == 9 || date == 20_190_724 ? line.replacing(", 50", with: ",   ") : line
    }
    #expect(diagnostic { _ = try event(elsewhere) } == nil)
  }

  @Test("What is no hourly file, or lacks a column, an hour, the day or the station, is refused and says so")
  func mistakes() throws {
    func code(_ text: [UInt8], station: Int? = nil, mean: ClosedRange<Int> = 12...18) -> String? {
      diagnostic { _ = try event(text, station: station, mean: mean) }?.code
    }
    #expect(code(Array("id: x\nkind: rain\n".utf8)) == "knmi.notHourly")
    #expect(code([]) == "knmi.notHourly")
    #expect(code(Self.text(names: Self.names.replacing(",    U", with: ",    V"))) == "knmi.missingColumn")
    #expect(code(Self.text { line, date, hour in date == 20_190_725 && hour == 3 ? nil : line }) == "knmi.missingHour")
    #expect(code(Self.text { line, date, _ in date == 20_190_726 ? nil : line }) == "knmi.noDay")
    #expect(
      code(Self.text { line, date, hour in date == 20_190_725 && hour == 9 ? line + "\r\n" + line : line })
        == "knmi.hourTwice")
    #expect(code(Self.text { line, _, _ in line.replacing("  100,", with: "  370,") }) == "knmi.impossibleValue")
    #expect(code(Self.text { line, _, _ in line.replacing("  100,", with: "  abc,") }) == "knmi.unreadable")
    #expect(code(Self.text { line, _, _ in String(line.prefix(20)) }) == "knmi.unreadable")
    #expect(code(Self.text(stations: [240, 344])) == "knmi.severalStations")
    #expect(code(Self.text(stations: [240, 344]), station: 260) == "knmi.noStation")
    #expect(code(Self.text(stations: [240, 344]), station: 240) == nil)
    #expect(code(Self.text(), mean: 8...18) == "knmi.hoursOutside")
    #expect(code(Self.text(), mean: 22...33) == nil)
    #expect(code(Self.text(stations: [999])) == "knmi.unknownPlace")
    #expect(diagnostic { _ = try event(Self.text(stations: [999]), place: (52, 5)) } == nil)
    #expect(
      code(Self.text(head: "# 999:         5.180       52.100       1.90  DE BILT", stations: [999])) == nil)
  }

  @Test("Days that are none are refused", arguments: ["2019-02-29", "2019-7-25", "25-07-2019", "2019-07-32", "", "x"])
  func badDays(_ text: String) { #expect(CalendarDay(text) == nil) }

  @Test(
    "The day after is the calendar's",
    arguments: [("2019-07-31", "2019-08-01"), ("2020-02-28", "2020-02-29"), ("2019-12-31", "2020-01-01")])
  func nextDay(_ day: String, _ next: String) { #expect(CalendarDay(day)?.next?.text == next) }

  // MARK: Real files

  private static let file = TestFolders.shared?.appendingPathComponent("data/weather_knmi/uurgeg_344_2011-2020.zip")
    .path
  private static let isThere = file.map { FileManager.default.fileExists(atPath: $0) } ?? false

  @Test("25 July 2019 at Rotterdam is the day it was", .enabled(if: isThere))
  func recordDay() throws {
    let unzipped = try Program.run("/usr/bin/unzip", ["-p", try #require(Self.file)])
    let found = try event(Array(unzipped.output.utf8))
    #expect(found.highest == 37.2 && found.series["airTemperature"]?[8] == 37.2)
    #expect(found.series["relativeHumidity"]?[8] == 36)
    #expect(found.station.number == 344)
    #expect(found.parameters["temperatureRange"] == found.temperatureRange)
  }

  @Test("1 July 2015 at Rotterdam has the figures of the reference day's golden file", .enabled(if: isThere))
  func referenceDay() throws {
    let unzipped = try Program.run("/usr/bin/unzip", ["-p", try #require(Self.file)])
    let day = try #require(CalendarDay("2015-07-01"))
    let file = try KNMIHourlyFile(Array(unzipped.output.utf8), file: "x", days: [day, try #require(day.next)])
    let found = try KNMIDay(day, in: file, station: nil, place: nil, mean: 12...18)
    let rows = try GoldenTable("heat/knmi_rotterdam_20150701_hourly.csv").rows.filter { $0["hour_block_end_utc"] >= 8 }
    #expect(rows.count == 16)
    for (index, row) in rows.enumerated() {
      #expect(found.series["airTemperature"]?[index] == row["T_C"])
      #expect(found.series["windSpeed"]?[index] == row["FF10_m_s"])
      #expect(found.series["windDirection"]?[index] == row["wind_dir_deg"])
      #expect(abs((found.series["globalRadiation"]?[index] ?? .nan) - row["Qglobal_W_m2"]) < 0.01)
    }
    // 2922 J/cm2 in the day.
    #expect(abs(found.meanGlobalRadiation - 338.2) < 0.1)
  }
}
