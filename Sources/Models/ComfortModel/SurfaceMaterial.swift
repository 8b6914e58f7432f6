import Elementary

/// How a surface takes up, throws back and gives off radiation, and how much warmer than the air the sun makes it.
struct SurfaceMaterial: Hashable, Sendable {
  /// Share of sunlight thrown back.
  var albedo: Double
  /// Share of the heat radiation of a black surface.
  var emissivity: Double
  /// Warmest surface minus air: `warmingPerDegree` for each degree of the sun's highest altitude, plus `warmingAtSunrise`.
  var warmingPerDegree: Double
  var warmingAtSunrise: Double
  /// Solar hour at which it is warmest.
  var warmestHour: Double

  /// Surface minus air temperature in the sun, K, not below 0: a sine from sunrise to the warmest hour, and on.
  ///
  /// Lindberg, Holmer & Thorsson (2008), "SOLWEIG 1.0", International Journal of Biometeorology 52, with the numbers of
  /// Lindberg, Onomura & Grimmond (2016), International Journal of Biometeorology 60, measured in Gothenburg; scaled by
  /// how clear the sky is.
  ///
  /// - Parameters:
  ///   - clearness: 0 to 1.
  func warming(_ day: SunDay, hourUTC: Double, clearness: Double) -> Double {
    let rise = day.solarHour(day.sunrise)
    let hour = day.solarHour(hourUTC)
    guard hour > rise, warmestHour > rise else { return 0 }
    let phase = (hour - rise) / (warmestHour - rise)
    guard phase < 2 else { return 0 }
    let most = warmingPerDegree * day.highestAltitude + warmingAtSunrise
    return max(0, most * Elementary.sin(phase * Elementary.pi / 2) * clearness)
  }
}
