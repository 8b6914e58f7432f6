import Elementary
import TestSupport

@testable import HeatModel
@testable import UrbanClimate

extension HeatValidation {
  /// A mistake of others on a golden row.
  struct Mistake: Sendable {
    var name: String
    var place: String
    var expected: Double
    var tolerance: Double
    /// What the code gives, and what it would give with the mistake.
    var ours, mistaken: Double

    var row: String {
      "| \(name) | \(place) | \(short(expected)) | \(short(abs(ours - expected))) | \(short(abs(mistaken - expected))) |"
    }
  }

  static func mistakes() throws -> [Mistake] {
    try petMistakes() + otherMistakes()
  }

  private static func petMistakes() throws -> [Mistake] {
    let rows = try GoldenTable("heat/golden_pet_dpra.csv").rows
    guard let row = rows.first(where: { $0.text("hour_utc") == "12" && $0["SVF"] == 0.6 }) else { return [] }
    let degree = Elementary.radiansPerDegree
    let altitude = row["sun_altitude_deg"]
    func sun(_ sine: Double, bowen: Double = 3) -> Double {
      PhysiologicalEquivalentTemperature.sun(
        airTemperature: row["Ta_C"], globalRadiation: row["Q_W_m2"], logWind: Elementary.log(row["u1p2_m_s"]),
        wetBulb: row["Tw_stull_C"], sinAltitude: sine, bowen: bowen, skyViewFactor: row["SVF"])
    }
    let shade = PhysiologicalEquivalentTemperature.shade(
      airTemperature: row["Ta_C"], diffuseRadiation: row["Qd_W_m2"], logWind: Elementary.log(row["u1p2_m_s"]),
      wetBulb: row["Tw_stull_C"], skyViewFactor: row["SVF"])
    let right = sun(Elementary.sin(altitude * degree))
    func paved(_ name: String, _ mistaken: Double) -> Mistake {
      Mistake(
        name: name, place: "PET, 12 h, paved, in the sun", expected: row["PET_sun_B3_C"], tolerance: 1e-4, ours: right,
        mistaken: mistaken)
    }
    return [
      paved("sine of degrees taken as radians", sun(Elementary.sin(altitude))),
      paved("sine of the zenith angle instead of the altitude", sun(Elementary.cos(altitude * degree))),
      paved("0.0546 instead of 0.546 for the Bowen ratio", sun(Elementary.sin(altitude * degree), bowen: 0.3)),
      Mistake(
        name: "no formula of its own for the shade", place: "PET, 12 h, in the shade",
        expected: row["PET_shade_or_night_C"], tolerance: 1e-4, ours: shade, mistaken: right),
    ]
  }

  private static func otherMistakes() throws -> [Mistake] {
    let wetBulbs = try GoldenTable("heat/golden_wet_bulb.csv").rows
    let islands = try GoldenTable("heat/golden_uhimax.csv").rows
    let diffuse = try GoldenTable("heat/golden_diffuse.csv").rows
    let probes = try GoldenTable("heat/golden_svf_synthetic500.csv").rows
    let (wet, island, split, probe) = (wetBulbs[0], islands[0], diffuse[0], probes[3])
    let wetBulb = WetBulb.temperature(airTemperature: wet["T_C"], relativeHumidity: wet["RH_pct"])
    func heatIsland(_ factor: Double) -> Double {
      UrbanHeatIsland.maximum(
        skyViewFactor: island["SVF_mean"], vegetationFraction: island["fveg_mean"], dayFactor: factor)
    }
    let range = island["DTR_K"]
    let factor = UrbanHeatIsland.dayFactor(
      meanGlobalRadiation: island["Qmean24h_W_m2"], temperatureRange: range, meanWindSpeed: island["Umean10m_m_s"],
      airDensity: island["rho_kg_m3"], heatCapacity: island["cp_J_kgK"])
    func radiation(_ sine: Double) -> Double {
      DiffuseRadiation.value(globalRadiation: split["Qglobal_W_m2"], sinAltitude: sine)
    }
    let altitude = split["sun_altitude_deg"]
    let (r, c) = (Int(probe["row"]), Int(probe["col"]))
    return [
      Mistake(
        name: "-4.686935 instead of -4.686035 in Stull's formula", place: "wet bulb, first row",
        expected: wet["Tw_stull2011_C"], tolerance: 1e-5, ours: wetBulb, mistaken: wetBulb - 0.0009),
      Mistake(
        name: "KNMI's rain column (0) read as humidity", place: "wet bulb, first row", expected: wet["Tw_stull2011_C"],
        tolerance: 1e-5, ours: wetBulb,
        mistaken: WetBulb.temperature(airTemperature: wet["T_C"], relativeHumidity: 0)),
      Mistake(
        name: "S = 1.11 K m/s as a constant", place: "largest heat island, first row", expected: island["UHImax_K"],
        tolerance: 1e-5, ours: heatIsland(factor),
        mistaken: heatIsland((1.11 * range * range * range / island["Umean10m_m_s"]).squareRoot().squareRoot())),
      Mistake(
        name: "sine of degrees taken as radians", place: "diffuse radiation, first row",
        expected: split["Qdiffuse_W_m2"], tolerance: 1e-4,
        ours: radiation(Elementary.sin(altitude * Elementary.radiansPerDegree)),
        mistaken: radiation(Elementary.sin(altitude))),
      Mistake(
        name: "sky view by solid angle", place: "a street of the synthetic town", expected: probe["svf_cos_16dir_r100"],
        tolerance: 1e-6, ours: SkyViewValidationTests.standard.cosineWeighted[r, c],
        mistaken: SkyViewValidationTests.standard.solidAngle[r, c]),
    ]
  }
}
