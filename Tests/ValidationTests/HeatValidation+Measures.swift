import ClimateTestSupport
import Elementary
import Essentials
import Grids
import ModelKit
import TestSupport

@testable import HeatModel
@testable import UrbanClimate

extension HeatValidation {
  /// A place whose mean PET over the reference hours is wanted.
  private struct Place {
    var hours: [GoldenTable.Row]
    var shaded = false
    var skyView = 0.6
    /// Of the station's wind.
    var wind = 0.30
    var bowen = 3.0
    /// K at its largest.
    var island = 0.0

    var mean: Double {
      hours.map { row in
        let air = row["Ta_C"] + island * row["uhi_diurnal_factor"]
        let logWind = Elementary.log(max(0.5, row["FF10_m_s"] * wind))
        let wetBulb = WetBulb.temperature(airTemperature: row["Ta_C"], relativeHumidity: row["RH_pct"])
        return shaded
          ? PhysiologicalEquivalentTemperature.shade(
            airTemperature: air, diffuseRadiation: row["Qdiffuse_W_m2"], logWind: logWind, wetBulb: wetBulb,
            skyViewFactor: skyView)
          : PhysiologicalEquivalentTemperature.sun(
            airTemperature: air, globalRadiation: row["Qglobal_W_m2"], logWind: logWind, wetBulb: wetBulb,
            sinAltitude: Elementary.sin(row["sun_altitude_deg"] * Elementary.radiansPerDegree), bowen: bowen,
            skyViewFactor: skyView)
      }.reduce(0, +) / Double(hours.count)
    }
  }

  struct Response: Sendable {
    var change: String
    var value: Double
    /// Of the reference text.
    var range: ClosedRange<Double>
    var expected: String
    var published: String
  }

  static func responses() throws -> [Response] {
    let factor = UrbanHeatIsland.dayFactor(
      meanGlobalRadiation: 337, temperatureRange: 16.2, meanWindSpeed: 4.2, airDensity: 1.17, heatCapacity: 1007)
    let base = Place(
      hours: try GoldenTable("heat/dpra_forcing_20150701_herwijnen.csv").rows,
      island: UrbanHeatIsland.maximum(skyViewFactor: 0.6, vegetationFraction: 0.3, dayFactor: factor))
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
      response("shade", -10.3 ... -9.8, "-9.9 to -10.2", "-10 to -22 on the spot") { $0.shaded = true },
      response("paving becomes grass", -1.43 ... -1.41, "-1.42", "0.5 lower air per 10 % of green, city scale") {
        $0.bowen = 0.4
      },
      response("more trees upwind, wind 0.30 to 0.20", 2.1...2.3, "+2.2", "none found") { $0.wind = 0.20 },
      response("more trees upwind, wind 0.30 to 0.10", 5.5...5.7, "+5.6", "none found") { $0.wind = 0.10 },
      response("ventilation, wind 0.30 to 0.50", -2.8 ... -2.6, "-2.7", "none found") { $0.wind = 0.50 },
      response("no wind at all (0.5 m/s)", 6.0...6.2, "+6.1", "none found") { $0.wind = 0 },
      response("narrower, sky view 0.6 to 0.3 in the sun", -0.6 ... -0.56, "-0.6", "shades, traps heat at night") {
        $0.skyView = 0.3
      },
    ]
  }

  /// What one thing does on an open paved field, by the whole model.
  struct FieldResponse: Sendable {
    var thing: String
    var value: Double
    var range: ClosedRange<Double>
  }

  static func fieldResponses() throws -> [FieldResponse] {
    let size = 120
    func pet(_ edit: (inout FlatField) -> Void) throws -> Double {
      var field = FlatField(size: size)
      edit(&field)
      let outputs = try HeatModel(memory: ClimateMemory()).run(
        ReferenceDay.inputs(field.layers), context: WorkContext(threads: 2))
      return Double(outputs.layers["pet"]?[size / 2, size / 2] ?? .nan)
    }
    let paved = try pet { _ in }
    func response(
      _ thing: String, _ range: ClosedRange<Double>, _ edit: (inout FlatField) -> Void
    ) throws -> FieldResponse {
      FieldResponse(thing: thing, value: try pet(edit) - paved, range: range)
    }
    let middle = 58..<63
    return [
      try response("a tree of 10 m with a crown of 5 m", -14 ... -6) {
        $0.set("canopyHeight", rows: middle, columns: middle, to: 10)
      },
      // The Bowen term, and a little of the green share around it.
      try response("a lawn of 5 x 5 m", -1.44 ... -1.41) { $0.set("vegetation", rows: middle, columns: middle, to: 1) },
      try response("a pond of 5 x 5 m", -1.44 ... -1.41) { $0.set("water", rows: middle, columns: middle, to: 1) },
    ]
  }
}
