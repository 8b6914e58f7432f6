import ClimateTestSupport
import Foundation
import TestSupport
import Testing

@testable import HeatModel
@testable import UrbanClimate

@Suite("Equations of the heat method")
struct EquationTests {
  static let wetBulb = (try? GoldenTable("heat/golden_wet_bulb.csv").rows) ?? []
  static let diffuse = (try? GoldenTable("heat/golden_diffuse.csv").rows) ?? []
  static let island = (try? GoldenTable("heat/golden_uhimax.csv").rows) ?? []
  static let wind = (try? GoldenTable("heat/golden_wind_reduction.csv").rows) ?? []
  static let pet = (try? GoldenTable("heat/golden_pet_dpra.csv").rows) ?? []

  @Test("Every table was found")
  func tables() {
    #expect(Self.wetBulb.count == 16)
    #expect(Self.diffuse.count == 14)
    #expect(Self.island.count == 12)
    #expect(Self.wind.count == 15)
    #expect(Self.pet.count == 18)
  }

  @Test("Wet-bulb temperature is Stull's", arguments: wetBulb)
  func stull(_ row: GoldenTable.Row) {
    let value = WetBulb.temperature(airTemperature: row["T_C"], relativeHumidity: row["RH_pct"])
    #expect(abs(value - row["Tw_stull2011_C"]) < 1e-5)
    // Another formula altogether, as a check of the physics.
    #expect(abs(value - row["Tw_psychrometer_sprung_magnus_C"]) < 0.71)
  }

  @Test("Diffuse radiation follows the transmission of the atmosphere", arguments: diffuse)
  func split(_ row: GoldenTable.Row) {
    func value(_ sine: Double) -> Double {
      DiffuseRadiation.value(globalRadiation: row["Qglobal_W_m2"], sinAltitude: sine)
    }
    #expect(abs(value(sin(row["sun_altitude_deg"] * .pi / 180)) - row["Qdiffuse_W_m2"]) < 1e-4)
  }

  @Test("The sine of an angle in degrees, an error seen elsewhere, would be noticed")
  func sineOfDegrees() {
    let wrong = Self.diffuse.filter { row in
      let value = DiffuseRadiation.value(
        globalRadiation: row["Qglobal_W_m2"], sinAltitude: sin(row["sun_altitude_deg"]))
      return abs(value - row["Qdiffuse_W_m2"]) > 1
    }
    #expect(wrong.count >= 7)
  }

  @Test("No diffuse radiation when the sun is down")
  func night() {
    #expect(DiffuseRadiation.value(globalRadiation: 0, sinAltitude: 0) == 0)
    #expect(DiffuseRadiation.value(globalRadiation: 5, sinAltitude: -0.1) == 0)
  }

  @Test("The largest heat island is that of Theeuwes and others", arguments: island)
  func heatIsland(_ row: GoldenTable.Row) {
    let factor = UrbanHeatIsland.dayFactor(
      meanGlobalRadiation: row["Qmean24h_W_m2"], temperatureRange: row["DTR_K"], meanWindSpeed: row["Umean10m_m_s"],
      airDensity: row["rho_kg_m3"], heatCapacity: row["cp_J_kgK"])
    let value = UrbanHeatIsland.maximum(
      skyViewFactor: row["SVF_mean"], vegetationFraction: row["fveg_mean"], dayFactor: factor)
    #expect(abs(value - row["UHImax_K"]) < 1e-5)
  }

  @Test("Wind at 1.2 m follows the look-up of densities", arguments: wind)
  func windProfile(_ row: GoldenTable.Row) {
    let wind = WindReduction(obstacleHeight: row["obstacle_height_m"], rawFrontalDensity: row["lambda_raw"])
    #expect(abs(wind.frontalDensity - row["lambda_used"]) < 1e-5)
    #expect(abs(wind.frictionVelocity - row["ustar_norm"]) < 1e-5)
    #expect(abs(wind.topSpeed - row["u_zw_norm"]) < 1e-5)
    #expect(abs(wind.roofSpeed - row["u_h_norm"]) < 1e-5)
    #expect(abs(wind.relativeSpeed - row["w_norm_to_grass_1p2m"]) < 1e-5)
    let reduction = WindReduction.reduction(relativeSpeed: wind.relativeSpeed)
    #expect(abs(reduction - row["reduction_vs_FF10"]) < 1e-5)
    #expect(abs(max(0.5, 4 * reduction) - row["u1p2_FF4_m_s"]) < 1e-5)
    #expect(abs(max(0.5, reduction) - row["u1p2_FF1_m_s"]) < 1e-5)
  }

  @Test("Low obstacles count as 4 m and dense ones as 0.33")
  func windBounds() {
    #expect(WindReduction(obstacleHeight: 1, rawFrontalDensity: 0.1).obstacleHeight == 4)
    #expect(WindReduction(obstacleHeight: 10, rawFrontalDensity: 2).frontalDensity == 0.33)
  }

  @Test("PET is that of the two regressions", arguments: pet)
  func regressions(_ row: GoldenTable.Row) {
    let logWind = log(row["u1p2_m_s"])
    let shade = PhysiologicalEquivalentTemperature.shade(
      airTemperature: row["Ta_C"], diffuseRadiation: row["Qd_W_m2"], logWind: logWind, wetBulb: row["Tw_stull_C"],
      skyViewFactor: row["SVF"])
    #expect(abs(shade - row["PET_shade_or_night_C"]) < 1e-4)
    for (bowen, column) in [(0.4, "PET_sun_B0.4_C"), (3, "PET_sun_B3_C")] where !row[column].isNaN {
      let sun = PhysiologicalEquivalentTemperature.sun(
        airTemperature: row["Ta_C"], globalRadiation: row["Q_W_m2"], logWind: logWind, wetBulb: row["Tw_stull_C"],
        sinAltitude: sin(row["sun_altitude_deg"] * .pi / 180), bowen: bowen, skyViewFactor: row["SVF"])
      #expect(abs(sun - row[column]) < 1e-4)
    }
  }

  @Test(
    "An hour of the event gives the PET of its golden row", arguments: pet.filter { $0.text("hour_utc") != "night" })
  func hours(_ row: GoldenTable.Row) throws {
    let inputs = try ReferenceDay.inputs(FlatField(size: 4, vegetation: 1).layers)
    let hours = try WeatherHour.hours(
      of: inputs, ClimateParameters(inputs, of: HeatModel().description))
    let hour = try #require(hours.first { $0.hourUTC == row["hour_utc"] })
    #expect(abs(hour.wetBulb - row["Tw_stull_C"]) < 1e-5)
    #expect(abs(hour.diffuseRadiation - row["Qd_W_m2"]) < 1e-4)
    let relative = (row["u1p2_m_s"] / hour.windSpeed - 0.125) / 0.5829 + 0.125
    for (shaded, bowen, column) in [
      (false, 0.4, "PET_sun_B0.4_C"), (false, 3, "PET_sun_B3_C"), (true, 3, "PET_shade_or_night_C"),
    ] {
      let cell = CellFactors(
        isShaded: shaded, skyView: row["SVF"], bowen: bowen, relativeWindSpeed: relative, heatIsland: row["UHImax_K"])
      let value = PETTerms(hour, cell, smallestWindSpeed: 0.5).sum
      // The event's table rounds the share of the heat island to two digits, as the golden rows do.
      #expect(abs(value - row[column]) < 1e-4)
      #expect(abs(Self.mapped(hour, cell) - row[column]) < 1e-4)
    }
  }

  /// By the loops that fill the map.
  private static func mapped(_ hour: WeatherHour, _ cell: CellFactors) -> Double {
    let line = PETRow(columns: 1, quarters: 1)
    defer { line.free() }
    line.begin(kinds: [SurfaceKind.paved.rawValue], bowens: [cell.bowen, 0, 0, 0])
    line.setWind([Float(cell.relativeWindSpeed)], 0)
    line.add(
      PETHour(hour, quarter: 0), shade: [cell.isShaded ? 1 : 0], sky: [Float(cell.skyView)],
      island: [Float(cell.heatIsland)], smallest: log(0.5))
    var (pet, shade): ([Float], [Float]) = ([0], [0])
    line.finish(hours: 1, kinds: [SurfaceKind.paved.rawValue], pet: &pet, shade: &shade)
    return Double(pet[0])
  }

  @Test(
    "An hour of the night is warm from the PET of its golden row on",
    arguments: pet.filter { $0.text("hour_utc") == "night" })
  func nights(_ row: GoldenTable.Row) {
    let hour = WeatherHour(
      hourUTC: 24, counts: false, airTemperature: row["Ta_C"], relativeHumidity: 70, windSpeed: 0, globalRadiation: 0,
      diffuseRadiation: 0, wetBulb: row["Tw_stull_C"], sinAltitude: 0, heatIslandShare: 1,
      sun: SolarPosition(altitude: -12, azimuth: 0), footprint: .calm)
    let expected = row["PET_shade_or_night_C"]
    let line = NightRow(columns: 1)
    defer { line.free() }
    line.begin(wind: [1])
    for limit in [expected - 5, expected - 1e-4, expected + 1e-4, expected + 5] {
      line.add(
        PETHour(hour, quarter: 0), above: limit, sky: [Float(row["SVF"])], island: [0], smallest: log(row["u1p2_m_s"]))
    }
    var count: [Float] = [0]
    line.finish(kinds: [SurfaceKind.paved.rawValue], count: &count)
    #expect(count == [2])
  }
}
