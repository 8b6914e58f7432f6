import Elementary
import UrbanClimate

/// When the sun rises, stands highest and how high, on one day at one place.
struct SunDay: Hashable, Sendable {
  /// Hours UTC; may lie outside 0 to 24.
  let noon: Double
  let sunrise: Double
  /// Degrees above the horizon.
  let highestAltitude: Double

  /// Looked up every four minutes of the day, and the sunrise between two of them.
  init(year: Int, month: Int, day: Int, latitude: Double, longitude: Double) {
    let midnight = -longitude / 15
    func altitude(_ step: Int) -> Double {
      SolarPosition(
        year: year, month: month, day: day, hourUTC: midnight + Double(step) / 15, latitude: latitude,
        longitude: longitude
      ).altitude
    }
    var (highest, at) = (-90.0, 0)
    var rise: Double?
    var before = altitude(0)
    for step in 1...360 {
      let now = altitude(step)
      if now > highest { (highest, at) = (now, step) }
      if rise == nil, before <= 0, now > 0 { rise = Double(step) - now / (now - before) }
      before = now
    }
    highestAltitude = highest
    noon = midnight + Double(at) / 15
    // A sun that never rises or never sets: the day begins at midnight.
    sunrise = midnight + (rise ?? 0) / 15
  }

  /// Hour of the day by the sun: 12 when it stands highest.
  func solarHour(_ hourUTC: Double) -> Double {
    var hour = hourUTC - noon + 12
    while hour < 0 { hour += 24 }
    while hour >= 24 { hour -= 24 }
    return hour
  }
}
