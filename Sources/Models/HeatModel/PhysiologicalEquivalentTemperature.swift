/// The Dutch standard method's regressions for the physiological equivalent temperature (PET), fitted by Koopmans,
/// Heusinkveld & Steeneveld (2020), "A standardized Physical Equivalent Temperature urban heat map at 1-m spatial
/// resolution", Building and Environment 181; for warm days only.
public enum PhysiologicalEquivalentTemperature {
  /// W/(m² K⁴), rounded as in the standard method.
  public static let stefanBoltzmann = 5.67e-8

  /// Of the regression for the sun: what each quantity, named as in `sun`, is multiplied by.
  package enum Sun {
    package static let constant = -13.26
    package static let airTemperature = 1.25
    package static let globalRadiation = 0.011
    package static let logWind = -3.37
    package static let wetBulb = 0.078
    package static let radiationLogWind = 0.0055
    package static let sinAltitude = 5.56
    package static let radiationLogWindSinAltitude = -0.0103
    package static let bowen = 0.546
    package static let skyViewFactor = 1.94
  }

  /// Of the regression for the shade: what each quantity, named as in `shade`, is multiplied by.
  package enum Shade {
    package static let constant = -12.14
    package static let airTemperature = 1.25
    package static let logWind = -1.47
    package static let wetBulb = 0.060
    /// Of sky view factor times diffuse radiation.
    package static let diffuse = 0.015
    /// Of the radiation of a black body as warm as the air, from the part of the sky that is hidden.
    package static let longwave = 0.0060
  }

  /// PET in the sun, degrees Celsius.
  ///
  /// - Parameters:
  ///   - airTemperature: in the street at 1.5 m, degrees Celsius.
  ///   - globalRadiation: W/m².
  ///   - logWind: natural logarithm of the wind speed at 1.2 m in m/s.
  ///   - wetBulb: degrees Celsius.
  ///   - sinAltitude: sine of the sun's altitude.
  ///   - bowen: ratio of sensible to latent heat.
  ///   - skyViewFactor: of the cell, 0 to 1.
  @inline(__always)
  public static func sun(
    airTemperature: Double, globalRadiation q: Double, logWind: Double, wetBulb: Double, sinAltitude: Double,
    bowen: Double, skyViewFactor: Double
  ) -> Double {
    Sun.constant + Sun.airTemperature * airTemperature + Sun.globalRadiation * q + Sun.logWind * logWind
      + Sun.wetBulb * wetBulb + Sun.radiationLogWind * q * logWind + Sun.sinAltitude * sinAltitude
      + Sun.radiationLogWindSinAltitude * q * logWind * sinAltitude + Sun.bowen * bowen
      + Sun.skyViewFactor * skyViewFactor
  }

  /// PET in the shade, and at night with `diffuseRadiation` 0; degrees Celsius.
  ///
  /// - Parameters:
  ///   - airTemperature: in the street at 1.5 m, degrees Celsius.
  ///   - diffuseRadiation: W/m².
  ///   - logWind: natural logarithm of the wind speed at 1.2 m in m/s.
  ///   - wetBulb: degrees Celsius.
  ///   - skyViewFactor: of the cell, 0 to 1.
  @inline(__always)
  public static func shade(
    airTemperature: Double, diffuseRadiation: Double, logWind: Double, wetBulb: Double, skyViewFactor: Double
  ) -> Double {
    let kelvin = airTemperature + 273.15
    let square = kelvin * kelvin
    return Shade.constant + Shade.airTemperature * airTemperature + Shade.logWind * logWind + Shade.wetBulb * wetBulb
      + Shade.diffuse * skyViewFactor * diffuseRadiation
      + Shade.longwave * (1 - skyViewFactor) * stefanBoltzmann * square * square
  }
}
