import Elementary
import UrbanClimate

/// What one hour is for all cells alike: the two regressions of `PhysiologicalEquivalentTemperature` with all that does
/// not differ between cells taken together.
struct PETHour {
  /// Terms of the sun's regression that are the same in every cell, and the factor of the wind's logarithm.
  let sunConstant, sunLogWind: Double
  let shadeConstant: Double
  /// Factor of the sky view in the shade.
  let diffuse: Double
  /// K.
  let air: Double
  let heatIslandShare: Double
  /// Logarithm of the wind at 10 m in m/s; minus infinity when there is none.
  let logWind: Double
  /// Place of its footprint among those in use.
  let quarter: Int

  private typealias Sun = PhysiologicalEquivalentTemperature.Sun
  private typealias Shade = PhysiologicalEquivalentTemperature.Shade

  static let longwave = Shade.longwave * PhysiologicalEquivalentTemperature.stefanBoltzmann

  init(_ hour: WeatherHour, quarter: Int) {
    let q = hour.globalRadiation
    sunConstant = PhysiologicalEquivalentTemperature.sun(
      airTemperature: hour.airTemperature, globalRadiation: q, logWind: 0, wetBulb: hour.wetBulb,
      sinAltitude: hour.sinAltitude, bowen: 0, skyViewFactor: 0)
    sunLogWind =
      Sun.logWind + Sun.radiationLogWind * q + Sun.radiationLogWindSinAltitude * q * hour.sinAltitude
    shadeConstant = PhysiologicalEquivalentTemperature.shade(
      airTemperature: hour.airTemperature, diffuseRadiation: 0, logWind: 0, wetBulb: hour.wetBulb, skyViewFactor: 1)
    diffuse = Shade.diffuse * hour.diffuseRadiation
    air = hour.airTemperature + 273.15
    heatIslandShare = hour.heatIslandShare
    logWind = hour.windSpeed > 0 ? Elementary.log(hour.windSpeed) : -.infinity
    self.quarter = quarter
  }
}
