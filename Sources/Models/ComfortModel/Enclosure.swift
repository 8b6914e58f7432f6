import Elementary

/// What a person sees sideways, and how much of the walls around has sun, where the horizon is equally high in all
/// directions: a round court with the person in its middle.
///
/// Both follow from the sky view factor alone, which for such a court is the squared cosine of the horizon's altitude b.
struct Enclosure: Sendable {
  private static let steps = 512
  /// By sine of the horizon's altitude, from 0 to 1.
  private let skySideways: [Double]
  private let sunlitWalls: [Double]

  /// - Parameter sunAltitude: degrees; at or below 0 no wall has sun.
  init(sunAltitude: Double) {
    let sines = (0...Self.steps).map { Double($0) / Double(Self.steps) }
    skySideways = sines.map(Self.skySideways)
    let tangent = sunAltitude > 0 ? Elementary.tan(sunAltitude * Elementary.radiansPerDegree) : 0
    sunlitWalls = sines.map { Self.sunlitWalls(sinHorizon: $0, tanSun: tangent) }
  }

  /// View factor of an upright surface to the sky: (1/pi) (pi/2 - b - sin b cos b); a half without horizon.
  static func skySideways(sinHorizon: Double) -> Double {
    let sine = min(max(sinHorizon, 0), 1)
    let cosine = (1 - sine * sine).squareRoot()
    return max(0, (Elementary.atan2(cosine, sine) - sine * cosine) / Elementary.pi)
  }

  /// Share of the court's wall that the sun reaches. Its lit part is, at an angle f from the point opposite the sun, as
  /// high as the ray over the far rim allows: min(1, k cos f) of the wall, k = 2 tan(sun) / tan(b).
  static func sunlitWalls(sinHorizon: Double, tanSun: Double) -> Double {
    guard tanSun > 0 else { return 0 }
    let sine = min(max(sinHorizon, 0), 1)
    let cosine = (1 - sine * sine).squareRoot()
    guard sine > 0 else { return 0.5 }
    let k = 2 * tanSun * cosine / sine
    guard k > 1 else { return k / Elementary.pi }
    let root = (k * k - 1).squareRoot()
    // The angle from which on the wall is lit in part, and the rest: k - sqrt(k² - 1) without cancellation.
    return (Elementary.atan2(root, 1) + 1 / (k + root)) / Elementary.pi
  }

  /// The two shares between the steps of the table, for a sky view factor.
  @inline(__always)
  func shares(skyView: Double) -> (skySideways: Double, sunlitWalls: Double) {
    let sine = max(0, 1 - skyView).squareRoot()
    let place = min(sine, 1) * Double(Self.steps)
    let step = min(Int(place), Self.steps - 1)
    let part = place - Double(step)
    return skySideways.withUnsafeBufferPointer { sky in
      sunlitWalls.withUnsafeBufferPointer { walls in
        (sky[step] + part * (sky[step + 1] - sky[step]), walls[step] + part * (walls[step + 1] - walls[step]))
      }
    }
  }
}
