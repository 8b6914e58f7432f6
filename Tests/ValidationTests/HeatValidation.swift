import ClimateTestSupport
import ComfortModel
import Elementary
import Essentials
import Foundation
import Grids
import ModelKit
import TestSupport

@testable import HeatModel
@testable import UrbanClimate

/// The page `docs/validation/heat.md`, computed: what was compared, with whom, and how far apart.
struct HeatValidation {
  /// One comparison: how many values, the largest difference, and what is allowed.
  struct Comparison {
    var title: String
    var against: String
    var count: Int
    var largest: Double
    var allowed: Double
    var unit: String

    var holds: Bool { count > 0 && largest <= allowed }
  }

  let comparisons: [Comparison]
  let text: String

  init() throws {
    comparisons = try Self.equations() + Self.fields()
    text = try Self.page(comparisons)
  }

  private static func rows(_ name: String) throws -> [GoldenTable.Row] { try GoldenTable("heat/\(name).csv").rows }

  private static func comparison(
    _ title: String, _ against: String, allowed: Double, _ unit: String, _ differences: [Double]
  ) -> Comparison {
    Comparison(
      title: title, against: against, count: differences.count, largest: differences.map(abs).max() ?? .infinity,
      allowed: allowed, unit: unit)
  }

  // MARK: Equations

  private static func equations() throws -> [Comparison] {
    let sun = try rows("golden_solar_position").flatMap { row -> [Double] in
      let numbers = row.text("utc").split { !$0.isNumber }.compactMap { Int($0) }
      let sun = SolarPosition(
        year: numbers[0], month: numbers[1], day: numbers[2], hourUTC: Double(numbers[3]) + Double(numbers[4]) / 60,
        latitude: row["lat"], longitude: row["lon"])
      let turned = abs(sun.azimuth - row["azimuth_deg_from_N_cw"])
      return [sun.altitude - row["elevation_geometric_deg"], min(turned, 360 - turned)]
    }
    let wetBulb = try rows("golden_wet_bulb").map { row in
      WetBulb.temperature(airTemperature: row["T_C"], relativeHumidity: row["RH_pct"]) - row["Tw_stull2011_C"]
    }
    let diffuse = try rows("golden_diffuse").map { row in
      DiffuseRadiation.value(
        globalRadiation: row["Qglobal_W_m2"],
        sinAltitude: Elementary.sin(row["sun_altitude_deg"] * Elementary.radiansPerDegree)) - row["Qdiffuse_W_m2"]
    }
    let island = try rows("golden_uhimax").map { row in
      UrbanHeatIsland.maximum(
        skyViewFactor: row["SVF_mean"], vegetationFraction: row["fveg_mean"],
        dayFactor: UrbanHeatIsland.dayFactor(
          meanGlobalRadiation: row["Qmean24h_W_m2"], temperatureRange: row["DTR_K"],
          meanWindSpeed: row["Umean10m_m_s"], airDensity: row["rho_kg_m3"], heatCapacity: row["cp_J_kgK"]))
        - row["UHImax_K"]
    }
    let wind = try rows("golden_wind_reduction").flatMap { row -> [Double] in
      let wind = WindReduction(obstacleHeight: row["obstacle_height_m"], rawFrontalDensity: row["lambda_raw"])
      return [
        wind.frontalDensity - row["lambda_used"], wind.frictionVelocity - row["ustar_norm"],
        wind.topSpeed - row["u_zw_norm"], wind.roofSpeed - row["u_h_norm"],
        wind.relativeSpeed - row["w_norm_to_grass_1p2m"],
        WindReduction.reduction(relativeSpeed: wind.relativeSpeed) - row["reduction_vs_FF10"],
      ]
    }
    let pet = try rows("golden_pet_dpra").flatMap { row -> [Double] in
      let logWind = Elementary.log(row["u1p2_m_s"])
      let shade =
        PhysiologicalEquivalentTemperature.shade(
          airTemperature: row["Ta_C"], diffuseRadiation: row["Qd_W_m2"], logWind: logWind, wetBulb: row["Tw_stull_C"],
          skyViewFactor: row["SVF"]) - row["PET_shade_or_night_C"]
      return [shade]
        + [(0.4, "PET_sun_B0.4_C"), (3, "PET_sun_B3_C")].filter { !row[$0.1].isNaN }.map { bowen, column in
          PhysiologicalEquivalentTemperature.sun(
            airTemperature: row["Ta_C"], globalRadiation: row["Q_W_m2"], logWind: logWind, wetBulb: row["Tw_stull_C"],
            sinAltitude: Elementary.sin(row["sun_altitude_deg"] * Elementary.radiansPerDegree), bowen: bowen,
            skyViewFactor: row["SVF"]) - row[column]
        }
    }
    let courses = try rows("dpra_uhi_diurnal_factors").flatMap { row in
      [
        ("6_sunset_17", 9, 29), ("5_sunset_17", 9, 26), ("5_sunset_18", 4, 5), ("5_sunset_19", 4, 15),
        ("4_sunset_19", 5, 1), ("4_sunset_20", 7, 20), ("3_sunset_20", 6, 21),
      ].map { column, month, day in
        (UrbanHeatIsland.share(month: month, day: day, hourUTC: row["hour_utc"]) ?? .infinity)
          - row["sunrise_\(column)_utc"]
      }
    }
    let utci = try rows("golden_utci").map { row in
      UniversalThermalClimateIndex.value(
        airTemperature: row["Ta_C"], meanRadiantTemperature: row["Tmrt_C"], windSpeed: row["v10_m_s"],
        vapourPressure: row["RH_pct"] / 100 * UniversalThermalClimateIndex.saturationVapourPressure(row["Ta_C"])
      ).temperature - row["UTCI_C"]
    }
    let full = try rows("golden_pet_full_peer").map { row in
      (row: row, pet: fullPET(row))
    }
    return [
      comparison("Position of the sun", "NREL's SPA in pvlib 0.16.1", allowed: 0.015, "degrees", sun),
      comparison("Wet-bulb temperature", "Stull (2011)", allowed: 1e-5, "°C", wetBulb),
      comparison("Diffuse radiation", "the standard's split", allowed: 1e-4, "W/m²", diffuse),
      comparison("Largest heat island", "Theeuwes et al. (2017)", allowed: 1e-5, "K", island),
      comparison(
        "Wind at 1.2 m, with each step on the way", "Macdonald (2000) as coded by WUR", allowed: 1e-5, "1", wind),
      comparison("PET in sun, shade and night", "the two regressions", allowed: 1e-4, "°C", pet),
      comparison("Course of the heat island", "the method's table", allowed: 0, "1", courses),
      comparison("UTCI", "pythermalcomfort 4.8.1", allowed: 0.001, "°C", utci),
      comparison(
        "Full PET (MEMI)", "MEMI in solweig 0.1.0b96", allowed: 0.05, "°C",
        full.map { $0.pet - $0.row["PET_solweig_MEMI_C"] }),
      comparison(
        "Full PET (MEMI)", "Höppe (1999), quoted from memory", allowed: 0.5, "°C",
        full.filter { !$0.row["PET_Hoppe1999_table_C"].isNaN }.map { $0.pet - $0.row["PET_Hoppe1999_table_C"] }),
    ]
  }

  private static func fullPET(_ row: GoldenTable.Row) -> Double {
    let air = row["Ta_C"]
    // The peer's own formula for saturation.
    let saturation = 6.107 * Elementary.pow(10, 7.5 * air / (238 + air))
    return MunichEnergyBalance.standard.equivalentTemperature(
      airTemperature: air, meanRadiantTemperature: row["Tmrt_C"], windSpeed: row["v_m_s"],
      vapourPressure: row["RH_pct"] / 100 * saturation)
  }

  // MARK: Fields

  private static func fields() throws -> [Comparison] {
    let analytic = try rows("golden_svf_analytic").flatMap { row -> [Double] in
      [(16, "SVF_cosine_16dirs_az_k*22.5"), (32, "SVF_cosine_32dirs")].map { directions, column in
        SkyViewFactor.mean(horizonTangents: ClosedHorizon.tangents(row, directions: directions)) - row[column]
      }
    }
    let hull = zip(
      SkyViewValidationTests.hull(directions: 16).cells,
      ReferenceSky.hull(SkyViewValidationTests.town.surface, directions: 16)
    ).map { Double($0) - $1 }
    let probes = try rows("golden_svf_synthetic500").flatMap { row -> [Double] in
      let (r, c) = (Int(row["row"]), Int(row["col"]))
      return [
        SkyViewValidationTests.standard.cosineWeighted[r, c] - row["svf_cos_16dir_r100"],
        SkyViewValidationTests.standard.solidAngle[r, c] - row["svf_solid_16dir_r100"],
        SkyViewValidationTests.raised.cosineWeighted[r, c] - row["svf_cos_16dir_r100_eye1.2"],
      ]
    }
    let town = SkyViewValidationTests.town
    let shadows = try rows("golden_shadow_synthetic500").map { row -> Double in
      let shade = Shadow.map(
        obstacles: town.surface, ground: town.surface,
        sun: SolarPosition(altitude: row["sun_altitude_deg"], azimuth: row["sun_azimuth_deg"]),
        window: GridWindow(rows: 0..<500, columns: 0..<500), threads: 2)
      return (250_000 - GridReduction.sum(shade) - row["sunlit_cells"]) / 2500
    }
    let lengths = try rows("golden_shadow_length").map { row in
      Shadow.length(height: row["height_m"], altitude: row["elevation_geometric_deg"]) - row["shadow_length_m"]
    }
    return [
      comparison("Sky view by direction sums", "closed forms for canyons and walls", allowed: 1e-6, "1", analytic),
      comparison(
        "Sky view of the plain reference kernel in the tests, probe cells", "exact rays to 100 m", allowed: 1e-6, "1",
        probes),
      comparison(
        "Sky view kernel, every cell of a synthetic town", "a plain hull in double precision (488b478abc38e731)",
        allowed: 2e-7, "1", hull),
      comparison("Sunlit cells of a synthetic town, 13 suns", "ray march", allowed: 0.2, "% of the cells", shadows),
      comparison("Length of shadows", "h / tan", allowed: 1e-3, "m", lengths),
    ]
  }
}

/// Horizons of the golden file's closed forms.
enum ClosedHorizon {
  /// Tangents in evenly spread directions, clockwise from north.
  static func tangents(_ row: GoldenTable.Row, directions: Int) -> [Double] {
    let numbers = row.text("parameter").matches(of: /=([0-9.]+)/).compactMap { Double($0.output.1) }
    let name = row.text("case")
    return (0..<directions).map { k in
      let azimuth = 2 * Double.pi * Double(k) / Double(directions)
      if name.hasPrefix("infinite canyon") { return 2 * numbers[0] * abs(sin(azimuth)) }
      if name.hasPrefix("single infinite wall") { return numbers[0] * sin(azimuth) }
      if name.hasPrefix("uniform horizon") { return tan(numbers[0] * .pi / 180) }
      if name.hasPrefix("finite straight wall") {
        let fromEast = abs(azimuth - .pi / 2)
        return fromEast <= numbers[1] * .pi / 180 + 1e-12 ? numbers[0] * cos(fromEast) : 0
      }
      return 0
    }
  }
}
