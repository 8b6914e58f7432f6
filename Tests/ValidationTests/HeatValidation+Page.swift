import ClimateTestSupport
import Elementary
import Essentials
import Foundation
import Grids
import ModelKit
import TestSupport

@testable import HeatModel
@testable import UrbanClimate

extension HeatValidation {
  static func page(_ comparisons: [Comparison]) throws -> String {
    """
    # Validation of the heat model

    Written by `Tests/ValidationTests` from what the code gives; the tests fail when this page and the code differ.
    `TWINBENCH_RECORD=1 scripts/test --filter ValidationTests` writes it anew. Expected values are in
    `Tests/Fixtures/golden/heat`; what each comes from is said there.

    ## Against expected values

    | what | against | values | largest difference | allowed | holds |
    |---|---|---|---|---|---|
    \(comparisons.map(row).joined(separator: "\n"))

    ## The sky view kernel beside a plain one

    The kernel walks a convex hull along digital lines and has no limit of distance; the plain one looks at every metre
    of an exact ray up to 100 m. On the synthetic town of 500 x 500 m (`Tests/ClimateTestSupport`):

    | field | mean, kernel | mean, plain | mean difference | root mean square | largest |
    |---|---|---|---|---|---|
    \(skyViews().joined(separator: "\n"))

    The difference sits at corners of buildings, where a digital line passes a cell that an exact ray misses. It moves
    PET in the sun by 1.94 degrees times that, so by less than 0.05 degrees at most cells.

    ## What known errors would do

    Mistakes found in public re-implementations of the method. Each is computed here beside the right value; the tests
    show that the code does not make it.

    | mistake | effect |
    |---|---|
    \(try mistakes().map { "| \($0.name) | \($0.effect) |" }.joined(separator: "\n"))

    ## What a measure does in the method

    Seven hours of 1 July 2015, from a paved place in the sun with sky view 0.6, relative wind 0.30 (of the station's)
    and a third of green around it. Published effects: Klok et al. 2019, HvA 2020, Jacobs et al. 2020, Taleghani et al. 2016.

    | change | response, °C | expected | published |
    |---|---|---|---|
    \(try responses().map { "| \($0.change) | \(signed($0.value)) | \($0.expected) | \($0.published) |" }.joined(separator: "\n"))

    ## What stays uncertain

    | parameter | value | why |
    |---|---|---|
    \(doubts().joined(separator: "\n"))

    - The regressions were fitted to RayMan (MEMI) by Koopmans et al. (2020). Their range of validity and their errors are
      not published in what could be read here; the full text was not.
    - The jumps between the classes of the wind table are real in the method: one tree more may change a whole footprint.
    - Which sky view KNMI's national raster holds is not known here; this model uses the cosine-weighted one.
    - No measured PET was compared. Other published cases, measured ones among them, are for later.

    ## Real places

    Maps of the packs `delft-oostpoort` and `amsterdam-weteringbuurt` (1 m, AHN and BGT or BAG) were looked at: trees and
    courtyards are cool, canals as warm as lawns (the method's weakness), squares and quays hottest, and the edge rule shows
    as a grey rim. The digests of all layers are on record in `Tests/Fixtures/golden/runs` and compared in CI.

    """
  }

  private static func row(_ one: Comparison) -> String {
    "| \(one.title) | \(one.against) | \(one.count) | \(short(one.largest)) \(one.unit) | \(short(one.allowed)) | "
      + "\(one.holds ? "yes" : "**no**") |"
  }

  /// Two digits are enough to judge by, and the same on every machine.
  static func short(_ value: Double) -> String {
    if value == 0 { return "0" }
    return value < 1e-3 ? String(format: "%.0e", value) : String(format: "%.2g", value)
  }

  static func signed(_ value: Double) -> String { String(format: "%+.2f", value) }

  private static func skyViews() -> [String] {
    let cases: [(String, Grid<Float>, Grid<Double>)] = [
      ("16 directions", SkyViewValidationTests.hull(directions: 16), SkyViewValidationTests.standard.cosineWeighted),
      ("32 directions", SkyViewValidationTests.hull(directions: 32), SkyViewValidationTests.fine.cosineWeighted),
      (
        "16 directions, eye at 1.2 m", SkyViewValidationTests.hull(directions: 16, eye: 1.2),
        SkyViewValidationTests.raised.cosineWeighted
      ),
    ]
    return cases.map { name, kernel, plain in
      let apart = zip(kernel.cells, plain.cells).map { Double($0) - $1 }
      let mean = apart.reduce(0, +) / Double(apart.count)
      let spread = (apart.map { $0 * $0 }.reduce(0, +) / Double(apart.count)).squareRoot()
      let kernelMean = GridReduction.sum(kernel) / Double(kernel.count)
      return String(
        format: "| %@ | %.4f | %.4f | %+.4f | %.3f | %.2f |", name, kernelMean, plain.mean, mean, spread,
        apart.map(abs).max() ?? 0)
    }
  }

  // MARK: Known mistakes

  struct Mistake {
    var name: String
    var effect: String
    /// How far the wrong value lies from the right one; a test asks for more than nothing.
    var size: Double
  }

  static func mistakes() throws -> [Mistake] {
    let forcing = try GoldenTable("heat/dpra_forcing_20150701_herwijnen.csv").rows
    let noon = forcing[2]
    let altitude = noon["sun_altitude_deg"]
    let right = place()
    func sun(_ change: (inout Place) -> Void) -> Double {
      var other = right
      change(&other)
      return other.mean - right.mean
    }
    let degrees = right.mean(sineOfAltitude: { Elementary.sin($0) }) - right.mean
    let bowen = sun { $0.bowen = 3 * 0.1 } - 0
    let s = UrbanHeatIsland.dayFactor(
      meanGlobalRadiation: 337, temperatureRange: 16.2, meanWindSpeed: 4.2, airDensity: 1.17, heatCapacity: 1007)
    let wrongS = (1.11 * 16.2 * 16.2 * 16.2 / 4.2).squareRoot().squareRoot()
    let solid =
      SkyViewValidationTests.standard.solidAngle.mean - SkyViewValidationTests.standard.cosineWeighted.mean
    let rain =
      WetBulb.temperature(airTemperature: noon["Ta_C"], relativeHumidity: 0)
      - WetBulb.temperature(
        airTemperature: noon["Ta_C"], relativeHumidity: noon["RH_pct"])
    return [
      Mistake(
        name: "sine of degrees taken as radians (altitude \(short(altitude)))",
        effect: "\(signed(degrees)) °C PET in the sun", size: abs(degrees)),
      Mistake(
        name: "0.0546 instead of 0.546 for the Bowen ratio", effect: "\(signed(bowen)) °C on paving", size: abs(bowen)),
      Mistake(
        name: "S = 1.11 K m/s as a constant", effect: "heat island \(signed((wrongS / s - 1) * 100)) %",
        size: abs(wrongS / s - 1)),
      Mistake(
        name: "sky view by solid angle", effect: "sky view \(signed(solid)) in the mean of the synthetic town",
        size: abs(solid)),
      Mistake(
        name: "KNMI's rain column read as humidity (0 %)",
        effect: "wet bulb \(signed(rain)) °C, PET in the sun \(signed(0.078 * rain)) °C", size: abs(rain)),
    ]
  }

  // MARK: Measures

  /// A place whose mean PET over the reference hours is wanted.
  struct Place {
    var hours: [GoldenTable.Row]
    var shaded = false
    var skyView = 0.6
    /// Of the station's wind.
    var wind = 0.30
    var bowen = 3.0
    /// K at its largest.
    var island = 0.0

    var mean: Double { mean { Elementary.sin($0 * Elementary.radiansPerDegree) } }

    func mean(sineOfAltitude: (Double) -> Double) -> Double {
      hours.map { row in
        let air = row["Ta_C"] + island * row["uhi_diurnal_factor"]
        let logWind = Elementary.log(max(0.5, row["FF10_m_s"] * wind))
        let wetBulb = WetBulb.temperature(airTemperature: row["Ta_C"], relativeHumidity: row["RH_pct"])
        let sine = sineOfAltitude(row["sun_altitude_deg"])
        return shaded
          ? PhysiologicalEquivalentTemperature.shade(
            airTemperature: air, diffuseRadiation: row["Qdiffuse_W_m2"], logWind: logWind, wetBulb: wetBulb,
            skyViewFactor: skyView)
          : PhysiologicalEquivalentTemperature.sun(
            airTemperature: air, globalRadiation: row["Qglobal_W_m2"], logWind: logWind, wetBulb: wetBulb,
            sinAltitude: sine, bowen: bowen, skyViewFactor: skyView)
      }.reduce(0, +) / Double(hours.count)
    }
  }

  static func place() -> Place {
    let factor = UrbanHeatIsland.dayFactor(
      meanGlobalRadiation: 337, temperatureRange: 16.2, meanWindSpeed: 4.2, airDensity: 1.17, heatCapacity: 1007)
    return Place(
      hours: (try? GoldenTable("heat/dpra_forcing_20150701_herwijnen.csv").rows) ?? [],
      island: UrbanHeatIsland.maximum(skyViewFactor: 0.6, vegetationFraction: 0.3, dayFactor: factor))
  }

  struct Response {
    var change: String
    var value: Double
    /// Of the reference text, a range.
    var range: ClosedRange<Double>
    var expected: String
    var published: String
  }

  static func responses() throws -> [Response] {
    let base = place()
    func response(
      _ change: String, _ range: ClosedRange<Double>, _ expected: String, _ published: String,
      _ edit: (inout Place) -> Void
    ) -> Response {
      var other = base
      edit(&other)
      return Response(
        change: change, value: other.mean - base.mean, range: range, expected: expected, published: published)
    }
    return [
      response("shade of a tree or sail", -10.3 ... -9.8, "-9.9 to -10.2", "-10 to -22 on the spot") {
        $0.shaded = true
      },
      response("paving becomes grass", -1.43 ... -1.41, "-1.42", "0.5 lower air per 10 % of green, city scale") {
        $0.bowen = 0.4
      },
      response("a pond", -1.43 ... -1.41, "-1.42", "-0.6 typical: over-rated here") { $0.bowen = 0.4 },
      response("more trees upwind, wind 0.30 to 0.20", 2.1...2.3, "+2.2", "none found") { $0.wind = 0.20 },
      response("more trees upwind, wind 0.30 to 0.10", 5.5...5.7, "+5.6", "none found") { $0.wind = 0.10 },
      response("ventilation, wind 0.30 to 0.50", -2.8 ... -2.6, "-2.7", "none found") { $0.wind = 0.50 },
      response("no wind at all (0.5 m/s)", 6.0...6.2, "+6.1", "none found") { $0.wind = 0 },
      response("narrower, sky view 0.6 to 0.3 in the sun", -0.6 ... -0.56, "-0.6", "shades, traps heat at night") {
        $0.skyView = 0.3
      },
      response("light paving", 0...0, "0: not represented", "+2.2 in the sun, -1.1 in the shade of trees") { _ in },
    ]
  }

  // MARK: Doubts

  private static func doubts() -> [String] {
    HeatModel().description.parameters.filter { $0.status == .uncertain || $0.status == .teachingValue }.map {
      "| `\($0.id)` (\($0.title.en)) | \($0.defaultValue.formatted(.number.locale(Locale(identifier: "en")))) | \($0.source) |"
    }
  }
}
