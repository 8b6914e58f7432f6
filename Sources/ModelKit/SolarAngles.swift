/// Where the sun stands at a step of time.
public struct SolarAngles: Codable, Hashable, Sendable {
  /// Above the horizon, degrees; at or below 0 it is night.
  public var altitude: Double
  /// Clockwise from north, degrees.
  public var azimuth: Double

  public init(altitude: Double, azimuth: Double) {
    self.altitude = altitude
    self.azimuth = azimuth
  }
}
