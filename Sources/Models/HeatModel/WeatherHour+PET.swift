import Elementary
import UrbanClimate

extension WeatherHour {
  /// PET of one cell in this hour, degrees Celsius.
  @inline(__always)
  func pet(
    shaded: Bool, skyViewFactor: Double, heatIsland: Double, relativeWindSpeed: Double, bowen: Double,
    _ smallestWindSpeed: Double
  ) -> Double {
    let speed = max(smallestWindSpeed, windSpeed * WindReduction.reduction(relativeSpeed: relativeWindSpeed))
    let logWind = Elementary.log(speed)
    let temperature = airTemperature + heatIsland * heatIslandShare
    return shaded
      ? PhysiologicalEquivalentTemperature.shade(
        airTemperature: temperature, diffuseRadiation: diffuseRadiation, logWind: logWind, wetBulb: wetBulb,
        skyViewFactor: skyViewFactor)
      : PhysiologicalEquivalentTemperature.sun(
        airTemperature: temperature, globalRadiation: globalRadiation, logWind: logWind, wetBulb: wetBulb,
        sinAltitude: sinAltitude, bowen: bowen, skyViewFactor: skyViewFactor)
  }
}
