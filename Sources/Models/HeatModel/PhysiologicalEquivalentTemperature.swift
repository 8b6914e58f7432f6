/// The Dutch standard method's regressions for the physiological equivalent temperature (PET), fitted by Koopmans,
/// Heusinkveld & Steeneveld (2020), "A standardized Physical Equivalent Temperature urban heat map at 1-m spatial
/// resolution", Building and Environment 181; for warm days only.
public enum PhysiologicalEquivalentTemperature {
  /// W/(m² K⁴), rounded as in the standard method.
  public static let stefanBoltzmann = 5.67e-8

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
    -13.26 + 1.25 * airTemperature + 0.011 * q - 3.37 * logWind + 0.078 * wetBulb + 0.0055 * q * logWind
      + 5.56 * sinAltitude - 0.0103 * q * logWind * sinAltitude + 0.546 * bowen + 1.94 * skyViewFactor
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
    return -12.14 + 1.25 * airTemperature - 1.47 * logWind + 0.060 * wetBulb + 0.015 * skyViewFactor * diffuseRadiation
      + 0.0060 * (1 - skyViewFactor) * stefanBoltzmann * square * square
  }
}
