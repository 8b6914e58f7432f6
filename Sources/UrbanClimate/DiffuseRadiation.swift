import Elementary

/// The part of the sun's radiation that comes from the whole sky.
public enum DiffuseRadiation {
  /// Radiation on a plane facing the sun outside the atmosphere, W/m².
  public static let solarConstant = 1367.0

  /// Splits by the transmission of the atmosphere tau = Q / (1367 sin phi): all diffuse below 0.3, a fifth above 0.7,
  /// 1.6 - 2 tau between (Dutch standard method; same in the Tygron heat overlay).
  ///
  /// - Parameters:
  ///   - globalRadiation: on a level plane, W/m².
  ///   - sinAltitude: sine of the sun's altitude.
  /// - Returns: W/m²; 0 when the sun is down.
  public static func value(globalRadiation q: Double, sinAltitude: Double) -> Double {
    guard sinAltitude > 0 else { return 0 }
    let tau = q / (solarConstant * sinAltitude)
    let fraction = tau < 0.3 ? 1 : tau > 0.7 ? 0.2 : 1.6 - 2 * tau
    return fraction * q
  }
}
