import Elementary

/// Wet-bulb temperature from temperature and relative humidity.
public enum WetBulb {
  /// Stull (2011), "Wet-Bulb Temperature from Relative Humidity and Air Temperature", equation 1; at sea-level
  /// pressure, for 5 to 99 % and -20 to 50 degrees.
  ///
  /// - Parameters:
  ///   - airTemperature: degrees Celsius.
  ///   - relativeHumidity: %.
  /// - Returns: degrees Celsius.
  public static func temperature(airTemperature t: Double, relativeHumidity rh: Double) -> Double {
    t * Elementary.atan(0.151977 * (rh + 8.313659).squareRoot()) + Elementary.atan(t + rh)
      - Elementary.atan(rh - 1.676331) + 0.00391838 * rh * rh.squareRoot() * Elementary.atan(0.023101 * rh) - 4.686035
  }
}
