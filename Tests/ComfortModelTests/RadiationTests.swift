import ClimateTestSupport
import Foundation
import ModelKit
import Testing
import UrbanClimate

@testable import ComfortModel

@Suite("Radiation on a person")
struct RadiationTests {
  private func hours(_ change: (inout ModelInputs) -> Void = { _ in }) throws -> [ComfortHour] {
    var inputs = try ReferenceDay.inputs(FlatField(size: 4).layers)
    change(&inputs)
    return try ComfortModel().situation(inputs, .init()).hours
  }

  @Test("The day of 1 July has its sunrise, noon and highest sun where almanacs have them")
  func sunDay() {
    let day = SunDay(year: 2015, month: 7, day: 1, latitude: 52.1, longitude: 5.18)
    // De Bilt: sunrise 5:22 by geometry of the centre about 5:27, noon 13:43 summer time.
    #expect(abs(day.sunrise - 3.45) < 0.1, "\(day.sunrise)")
    #expect(abs(day.noon - 11.72) < 0.07, "\(day.noon)")
    #expect(abs(day.highestAltitude - 61.05) < 0.1, "\(day.highestAltitude)")
    #expect(abs(day.solarHour(day.noon) - 12) < 1e-9)
  }

  @Test("A clear sky radiates about four fifths of black, a cloudy one all")
  func skyHeat() {
    // Prata's own example range: 0.7 for dry to 0.85 for moist summer air.
    #expect((0.66...0.75).contains(SkyRadiation.clearEmissivity(airTemperature: 10, vapourPressure: 4)))
    #expect((0.82...0.88).contains(SkyRadiation.clearEmissivity(airTemperature: 30, vapourPressure: 18)))
  }

  @Test("The reference day is a clear one, and half the sun means half as clear")
  func clearness() throws {
    let clear = try hours()
    #expect(clear.allSatisfy { $0.radiation.sky.clearness > 0.85 })
    let dim = try hours { inputs in inputs.series["globalRadiation"] = inputs.series["globalRadiation"]?.map { $0 / 2 }
    }
    for (one, other) in zip(clear, dim) {
      #expect(other.radiation.sky.clearness < 0.52 && other.radiation.sky.emissivity > one.radiation.sky.emissivity)
    }
  }

  @Test("Direct and diffuse light add up to global, and no sun is stronger than outside the atmosphere")
  func splitting() throws {
    for hour in try hours() {
      let sky = hour.radiation.sky
      #expect(abs(sky.direct * sky.sinAltitude + sky.diffuse - sky.global) < 1e-9)
    }
    let low = try hours { inputs in
      inputs.series["sunAltitude"] = [Double](repeating: 0.5, count: 7)
      inputs.series["globalRadiation"] = [Double](repeating: 300, count: 7)
    }
    #expect(low.allSatisfy { $0.radiation.sky.direct <= 1367 })
  }

  @Test("An upright surface sees half the sky in the open, and none from a shaft")
  func skySideways() {
    #expect(Enclosure.skySideways(sinHorizon: 0) == 0.5)
    #expect(Enclosure.skySideways(sinHorizon: 1) == 0)
    // By summing over the hemisphere, horizon 30 degrees: integral of cos² over altitude times that of cos over azimuth.
    let steps = 20_000
    var sum = 0.0
    for step in 0..<steps {
      let altitude = .pi / 6 + (.pi / 3) * (Double(step) + 0.5) / Double(steps)
      sum += cos(altitude) * cos(altitude) * (.pi / 3) / Double(steps)
    }
    #expect(abs(Enclosure.skySideways(sinHorizon: 0.5) - 2 / .pi * sum) < 1e-6)
  }

  @Test(
    "The sunlit share of a round court's wall is that of its rays", arguments: [0.2, 0.5, 0.8, 0.95], [15.0, 35, 60])
  func sunlit(_ sine: Double, _ altitude: Double) {
    let tangent = tan(altitude * .pi / 180)
    let wallHeight = sine / (1 - sine * sine).squareRoot()  // of a court with radius 1
    let steps = 4000
    var lit = 0.0
    for step in 0..<steps {
      let angle = -Double.pi + 2 * .pi * (Double(step) + 0.5) / Double(steps)
      // The ray's way across the court, and how far it comes down on it.
      let across = 2 * cos(angle)
      if across > 0 { lit += min(1, across * tangent / wallHeight) / Double(steps) }
    }
    #expect(abs(Enclosure.sunlitWalls(sinHorizon: sine, tanSun: tangent) - lit) < 1e-4)
  }

  @Test("The table of both is as good as their formulas")
  func table() {
    let enclosure = Enclosure(sunAltitude: 40)
    let tangent = tan(40 * Double.pi / 180)
    for skyView in stride(from: 0.0, through: 1, by: 0.0137) {
      let (sky, walls) = enclosure.shares(skyView: skyView)
      let sine = (1 - skyView).squareRoot()
      #expect(abs(sky - Enclosure.skySideways(sinHorizon: sine)) < 1e-5)
      #expect(abs(walls - Enclosure.sunlitWalls(sinHorizon: sine, tanSun: tangent)) < 1e-3)
    }
    #expect(Enclosure(sunAltitude: -3).shares(skyView: 0.5).sunlitWalls == 0)
  }

  @Test("Stone is warmest at three by the sun, grass less warm, and both as warm as the air by night")
  func surfaces() throws {
    let day = SunDay(year: 2015, month: 7, day: 1, latitude: 52, longitude: 5)
    let stone = SurfaceMaterial(
      albedo: 0.2, emissivity: 0.95, warmingPerDegree: 0.37, warmingAtSunrise: -3.41, warmestHour: 15)
    let at15 = stone.warming(day, hourUTC: day.noon + 3, clearness: 1)
    #expect(abs(at15 - (0.37 * day.highestAltitude - 3.41)) < 1e-9)
    #expect(stone.warming(day, hourUTC: day.noon, clearness: 1) < at15)
    #expect(stone.warming(day, hourUTC: day.noon + 6, clearness: 1) < at15)
    #expect(stone.warming(day, hourUTC: day.noon + 3, clearness: 0.5) == at15 / 2)
    #expect(stone.warming(day, hourUTC: 0, clearness: 1) == 0)
    #expect(stone.warming(day, hourUTC: 2.5, clearness: 1) == 0)
    let night = try hours { inputs in inputs.series["sunAltitude"] = [Double](repeating: -10, count: 7) }
    #expect(night.allSatisfy { $0.radiation.wallWarming == 0 && $0.radiation.groundWarming == [0, 0, 0] })
  }

  @Test("Black surroundings as warm as the air give the air temperature")
  func black() throws {
    var inputs = try ReferenceDay.inputs(FlatField(size: 4).layers)
    for id in ["Paved", "Wall"] { inputs.parameters["emissivity\(id)"] = 1 }
    inputs.series["sunAltitude"] = [Double](repeating: -5, count: 7)
    let hour = try #require(try ComfortModel().situation(inputs, .init()).hours.first)
    let radiation = hour.radiation
    // In a shaft no sky is seen.
    let place = radiation.place(skyView: 0, isSunny: false, wallShare: 1, isUnderCrown: false, airTemperature: 20)
    let ground = radiation.absorbed(radiation.fromGround(place, kind: 0, airTemperature: 20))
    let absorbed = radiation.absorbed(place, below: ground, around: ground)
    #expect(abs(radiation.temperature(absorbed: absorbed) - 20) < 1e-9)
    // In the open a clear night sky makes it colder.
    let open = radiation.place(skyView: 1, isSunny: false, wallShare: 1, isUnderCrown: false, airTemperature: 20)
    let cold = radiation.temperature(absorbed: radiation.absorbed(open, below: ground, around: ground))
    #expect(cold < 17 && cold > 8, "\(cold)")
  }

  @Test("The parts of the radiation add up to all of it, and their weights to one")
  func parts() throws {
    for hour in try hours() {
      for (skyView, isSunny, isUnderCrown) in [
        (1, true, false), (0.6, true, false), (0.3, false, true), (0, false, false),
      ] {
        let place = hour.radiation.place(
          skyView: skyView, isSunny: isSunny, wallShare: 0.7, isUnderCrown: isUnderCrown, airTemperature: 31)
        let ground = hour.radiation.fromGround(place, kind: 1, airTemperature: 31)
        let parts = hour.radiation.parts(place, below: ground, around: ground)
        let absorbed = hour.radiation.absorbed(ground)
        #expect(abs(parts.sum - hour.radiation.absorbed(place, below: absorbed, around: absorbed)) < 1e-9)
        #expect(abs(parts.skyShare + parts.wallShare + parts.groundShare - 1) < 1e-12)
      }
    }
  }
}
