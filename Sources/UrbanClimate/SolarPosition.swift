import Elementary

/// Where the sun stands, seen from a place on Earth at a moment.
///
/// Algorithm: PSA+ (Blanco, Milidonis & Bonanos 2020, "Updating the PSA sun position algorithm", Solar Energy 212),
/// valid 2020-2050 and within 0.015 degrees of NREL's SPA from 2015 on.
public struct SolarPosition: Hashable, Sendable {
  /// Geometric altitude of the sun's centre above the horizon, without refraction, degrees.
  public var altitude: Double
  /// Clockwise from north, 0 to 360 degrees.
  public var azimuth: Double

  public init(altitude: Double, azimuth: Double) {
    self.altitude = altitude
    self.azimuth = azimuth
  }

  /// - Parameters:
  ///   - hourUTC: decimal hour of the day.
  ///   - latitude: degrees, north positive.
  ///   - longitude: degrees, east positive.
  public init(year: Int, month: Int, day: Int, hourUTC: Double, latitude: Double, longitude: Double) {
    let n = Double(Self.dayNumber(year: year, month: month, day: day)) - 0.5 + hourUTC / 24
    let omega = 2.267127827 - 9.300339267e-4 * n
    let meanLongitude = 4.895036035 + 1.720279602e-2 * n
    let anomaly = 6.239468336 + 1.720200135e-2 * n
    let eclipticLongitude =
      meanLongitude + 3.338320972e-2 * Elementary.sin(anomaly) + 3.497596876e-4 * Elementary.sin(2 * anomaly)
      - 1.544353226e-4 - 8.689729360e-6 * Elementary.sin(omega)
    let obliquity = 0.4090904909 - 6.213605399e-9 * n + 4.418094944e-5 * Elementary.cos(omega)
    let sinLongitude = Elementary.sin(eclipticLongitude)
    let rightAscension = Elementary.atan2(
      Elementary.cos(obliquity) * sinLongitude, Elementary.cos(eclipticLongitude))
    let declination = Elementary.asin(Elementary.sin(obliquity) * sinLongitude)

    let degree = Elementary.radiansPerDegree
    let siderealHours = 6.697096103 + 6.570984737e-2 * n + hourUTC
    let hourAngle = (siderealHours * 15 + longitude) * degree - rightAscension
    let sinLatitude = Elementary.sin(latitude * degree)
    let cosLatitude = Elementary.cos(latitude * degree)
    let cosHour = Elementary.cos(hourAngle)
    let geocentric = Elementary.acos(
      cosLatitude * cosHour * Elementary.cos(declination) + Elementary.sin(declination) * sinLatitude)
    let zenith = geocentric + Self.earthRadius / Self.astronomicalUnit * Elementary.sin(geocentric)
    let east = Elementary.atan2(
      -Elementary.sin(hourAngle), Elementary.tan(declination) * cosLatitude - sinLatitude * cosHour)
    altitude = 90 - zenith / degree
    azimuth = east < 0 ? east / degree + 360 : east / degree
  }

  /// Mean radius, km.
  private static let earthRadius = 6371.01
  /// km.
  private static let astronomicalUnit = 149_597_890.0

  /// Days from 1 January 2000 in the Gregorian calendar (Fliegel & Van Flandern 1968).
  package static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let a = (month - 14) / 12
    return (1461 * (year + 4800 + a)) / 4 + (367 * (month - 2 - 12 * a)) / 12 - (3 * ((year + 4900 + a) / 100)) / 4
      + day - 32_075 - 2_451_545
  }
}

extension SolarPosition {
  /// The sun at its highest of a day, to the minute.
  ///
  /// - Parameters:
  ///   - latitude: degrees, north positive.
  ///   - longitude: degrees, east positive.
  package static func highest(
    year: Int, month: Int, day: Int, latitude: Double, longitude: Double
  ) -> SolarPosition {
    // The sundial is never more than 17 minutes off the clock.
    let noon = 12 - longitude / 15
    let minutes = (-20...20).map { minute in
      SolarPosition(
        year: year, month: month, day: day, hourUTC: noon + Double(minute) / 60, latitude: latitude,
        longitude: longitude)
    }
    return minutes.reduce(minutes[0]) { $1.altitude > $0.altitude ? $1 : $0 }
  }

  /// Unit vector on the ground towards the sun.
  public var direction: (east: Double, north: Double) {
    let angle = azimuth * Elementary.radiansPerDegree
    return (Elementary.sin(angle), Elementary.cos(angle))
  }

  /// From the end of the shadow of something `height` high to its foot, in the unit of `height`.
  package func way(toHeight height: Double) -> (east: Double, north: Double) {
    let length = Shadow.length(height: height, altitude: altitude)
    let (east, north) = direction
    return (length * east, length * north)
  }
}
