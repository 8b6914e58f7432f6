/// The largest difference in air temperature between town and country in a day.
public enum UrbanHeatIsland {
  /// Theeuwes et al. (2017), "A diagnostic equation for the daily maximum urban heat island effect for cities in
  /// northwestern Europe", Int. J. Climatol. 37:
  /// UHImax = (2 - SVF - fveg) (S DTR³ / U)^(1/4), with S = Q / (rho cp).
  ///
  /// - Parameters:
  ///   - skyViewFactor: footprint mean.
  ///   - vegetationFraction: footprint mean.
  ///   - factor: the fourth root, `dayFactor`.
  /// - Returns: K.
  public static func maximum(skyViewFactor: Double, vegetationFraction: Double, dayFactor factor: Double) -> Double {
    (2 - skyViewFactor - vegetationFraction) * factor
  }

  /// The fourth root in the equation above, the same for all cells.
  ///
  /// - Parameters:
  ///   - meanGlobalRadiation: over 24 hours, W/m².
  ///   - temperatureRange: highest minus lowest rural temperature of the day, K.
  ///   - meanWindSpeed: at 10 m over the day, m/s.
  ///   - airDensity: kg/m³.
  ///   - heatCapacity: of air at constant pressure, J/(kg K).
  public static func dayFactor(
    meanGlobalRadiation: Double, temperatureRange: Double, meanWindSpeed: Double, airDensity: Double,
    heatCapacity: Double
  ) -> Double {
    let s = meanGlobalRadiation / (airDensity * heatCapacity)
    let cube = temperatureRange * temperatureRange * temperatureRange
    return (s * cube / meanWindSpeed).squareRoot().squareRoot()
  }
}
