import Foundation
import TestSupport
import Testing

@testable import UrbanClimate

@Suite("Position of the sun")
struct SolarPositionTests {
  static let table = (try? GoldenTable("heat/golden_solar_position.csv").rows) ?? []

  static func position(_ row: GoldenTable.Row) -> SolarPosition {
    let numbers = row.text("utc").split { !$0.isNumber }.compactMap { Int($0) }
    return SolarPosition(
      year: numbers[0], month: numbers[1], day: numbers[2], hourUTC: Double(numbers[3]) + Double(numbers[4]) / 60,
      latitude: row["lat"], longitude: row["lon"])
  }

  @Test("Altitude and azimuth are within 0.015 degrees of NREL's algorithm", arguments: table)
  func golden(_ row: GoldenTable.Row) {
    let sun = Self.position(row)
    #expect(abs(sun.altitude - row["elevation_geometric_deg"]) < 0.015)
    let turned = abs(sun.azimuth - row["azimuth_deg_from_N_cw"])
    #expect(min(turned, 360 - turned) < 0.015)
  }

  @Test("There are 28 rows to compare with")
  func rows() { #expect(Self.table.count == 28) }

  @Test("The altitudes of the reference day belong to the end of each hour")
  func referenceDay() throws {
    for row in try GoldenTable("heat/dpra_forcing_20150701_herwijnen.csv").rows {
      func altitude(_ shift: Double) -> Double {
        SolarPosition(
          year: 2015, month: 7, day: 1, hourUTC: row["hour_utc"] + shift, latitude: 51.859, longitude: 5.146
        ).altitude
      }
      #expect(abs(altitude(0) - row["sun_altitude_deg"]) < 0.4)
    }
  }

  @Test("Days are counted through leap years and centuries")
  func days() {
    #expect(SolarPosition.dayNumber(year: 2000, month: 1, day: 1) == 0)
    #expect(SolarPosition.dayNumber(year: 2000, month: 3, day: 1) == 60)
    #expect(SolarPosition.dayNumber(year: 2015, month: 7, day: 1) == 5660)
    #expect(SolarPosition.dayNumber(year: 1999, month: 12, day: 31) == -1)
    #expect(SolarPosition.dayNumber(year: 2100, month: 3, day: 1) == 36_584)
  }

  @Test("At its highest on 21 June the sun stands in the south, as high as latitude and obliquity say")
  func highest() {
    let sun = SolarPosition.highest(year: 2026, month: 6, day: 21, latitude: 52, longitude: 5)
    #expect(abs(sun.altitude - (90 - 52 + 23.436)) < 0.01)
    #expect(abs(sun.azimuth - 180) < 0.4)
    // Around 13:40 by Dutch clocks.
    let at1340 = SolarPosition(year: 2026, month: 6, day: 21, hourUTC: 11 + 40.0 / 60, latitude: 52, longitude: 5)
    #expect(sun.altitude >= at1340.altitude && sun.altitude - at1340.altitude < 0.01)
  }
}
