import Foundation
import TestSupport
import Testing

@testable import ComfortModel

@Suite("The Universal Thermal Climate Index")
struct UniversalThermalClimateIndexTests {
  static let golden = (try? GoldenTable("heat/golden_utci.csv").rows) ?? []

  private func index(_ air: Double, _ radiant: Double, _ wind: Double, humidity: Double)
    -> UniversalThermalClimateIndex.Value
  {
    UniversalThermalClimateIndex.value(
      airTemperature: air, meanRadiantTemperature: radiant, windSpeed: wind,
      vapourPressure: humidity / 100 * UniversalThermalClimateIndex.saturationVapourPressure(air))
  }

  @Test("The table was found, and there are 210 coefficients")
  func tables() {
    #expect(Self.golden.count == 20)
    #expect(UniversalThermalClimateIndex.coefficients.count == 210)
  }

  @Test("The polynomial gives the golden rows", arguments: golden)
  func operationalProcedure(_ row: GoldenTable.Row) {
    let value = index(row["Ta_C"], row["Tmrt_C"], row["v10_m_s"], humidity: row["RH_pct"])
    #expect(abs(value.temperature - row["UTCI_C"]) < 1e-5)
    #expect(value.isInRange)
  }

  @Test("Horner's scheme is the sum of the powers")
  func powers() {
    let (air, wind, difference, pressure) = (27.3, 3.7, 31.0, 1.63)
    var sum = air
    var coefficients = UniversalThermalClimateIndex.coefficients.makeIterator()
    for l in 0...6 {
      for k in 0...6 - l {
        for j in 0...6 - l - k {
          for i in 0...6 - l - k - j {
            sum +=
              (coefficients.next() ?? .nan) * pow(air, Double(i)) * pow(wind, Double(j)) * pow(difference, Double(k))
              * pow(pressure, Double(l))
          }
        }
      }
    }
    let value = UniversalThermalClimateIndex.value(
      airTemperature: air, meanRadiantTemperature: air + difference, windSpeed: wind, vapourPressure: 10 * pressure)
    #expect(abs(value.temperature - sum) < 1e-9)
  }

  @Test(
    "What lies outside the range is brought to its edge and marked",
    arguments: [
      // Air, radiant, wind, vapour pressure; the same at the edge.
      ([30, 30, 0, 15], [30, 30, 0.5, 15]), ([30, 30, 0.49, 15], [30, 30, 0.5, 15]),
      ([30, 30, 40, 15], [30, 30, 17, 15]), ([30, 101, 2, 15], [30, 100, 2, 15]), ([30, -1, 2, 15], [30, 0, 2, 15]),
      ([38, 60, 2, 62.9], [38, 60, 2, 50]), ([25, 25, 2, -3], [25, 25, 2, 0]), ([60, 60, 2, 20], [50, 50, 2, 20]),
    ])
  func outsideRange(_ inputs: [Double], _ edge: [Double]) {
    func value(_ numbers: [Double]) -> UniversalThermalClimateIndex.Value {
      UniversalThermalClimateIndex.value(
        airTemperature: numbers[0], meanRadiantTemperature: numbers[1], windSpeed: numbers[2],
        vapourPressure: numbers[3])
    }
    #expect(!value(inputs).isInRange)
    #expect(value(edge).isInRange)
    #expect(value(inputs).temperature == value(edge).temperature)
  }

  @Test("Wind at 10 m is 1.44 times that at 1.2 m")
  func wind() {
    #expect(abs(UniversalThermalClimateIndex.windFactor(fromHeight: 1.2) - log(1000) / log(120)) < 1e-12)
    #expect(UniversalThermalClimateIndex.windFactor(fromHeight: 10) == 1)
  }

  @Test("Saturation is 6.11 hPa at the triple point and 1013 hPa where water boils")
  func saturation() {
    #expect(abs(UniversalThermalClimateIndex.saturationVapourPressure(0.01) - 6.1166) < 0.001)
    #expect(abs(UniversalThermalClimateIndex.saturationVapourPressure(99.974) - 1013.25) < 0.5)
  }

  @Test(
    "Sixty made-up cases agree with a peer, and those it calls out of range are marked",
    .enabled(if: TestFolders.hasShared, "needs the shared reference material"))
  func peerGrid() throws {
    let folder = try #require(TestFolders.shared).appendingPathComponent("data/comfort_expected")
    let rows = try GoldenTable(contentsOf: folder.appendingPathComponent("utci_pet_grid_60.csv")).rows
    #expect(rows.count == 60)
    for row in rows {
      let value = index(row["tdb_C"], row["tr_C"], row["v10_ms"], humidity: row["rh_pct"])
      #expect(value.isInRange == (row["utci_in_range"] == 1), "\(row)")
      // The peer's numbers are rounded to a tenth.
      if value.isInRange { #expect(abs(value.temperature - row["utci_C"]) < 0.051, "\(row)") }
    }
  }

  @Test(
    "The validation table that the peers share is met within its own tolerance",
    .enabled(if: TestFolders.hasShared, "needs the shared reference material"))
  func sharedTable() throws {
    let file = try #require(TestFolders.shared).appendingPathComponent("data/comfort_expected/ts_utci.json")
    let root = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    var met = 0
    for case let entry as [String: [String: Any]] in try #require(root["data"] as? [[String: Any]]).map({
      $0.filter { $0.key != "execute_in_R" }
    }) {
      guard let inputs = entry["inputs"], inputs["units"] as? String != "ip", let air = inputs["tdb"] as? Double,
        let radiant = inputs["tr"] as? Double, let wind = inputs["v"] as? Double, let humidity = inputs["rh"] as? Double
      else { continue }
      let value = index(air, radiant, wind, humidity: humidity)
      let expected = entry["outputs"]?["utci"] as? Double
      #expect(value.isInRange == (expected != nil), "\(inputs)")
      if let expected { #expect(abs(value.temperature - expected) < 0.1, "\(inputs)") }
      met += 1
    }
    #expect(met >= 8, "\(met)")
  }
}
