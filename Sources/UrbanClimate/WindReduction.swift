import Elementary

/// How far buildings and trees slow the wind at 1.2 m, after Macdonald (2000), "Modelling the mean velocity profile
/// in the urban canopy layer", Boundary-Layer Meteorology 97, as the Dutch standard method applies it.
public struct WindReduction: Hashable, Sendable {
  /// Height of the obstacles as counted, at least 4 m and at most `greatestHeight`.
  public var obstacleHeight: Double
  /// Whether the obstacles are higher than the look-up of densities can be used for.
  public var isBeyondTable: Bool
  /// Frontal area over floor area, with the method's floor of 0.015 and cap of 0.33.
  public var frontalDensity: Double
  /// Friction velocity over the wind speed above open grass at 1.2 m.
  public var frictionVelocity: Double
  /// Wind speed at the top of the roughness layer, and at the obstacles' height, in the same unit.
  public var topSpeed: Double
  public var roofSpeed: Double
  /// Wind speed at 1.2 m over that above open grass, at most 1.
  public var relativeSpeed: Double

  /// Roughness length, displacement and top of the roughness layer over the obstacle height, and the two numbers of
  /// the profile in it, by class of frontal density.
  private struct Class {
    var below, roughness, displacement, top, a, b: Double

    /// m; see `greatestFoot`.
    var greatestHeight: Double { WindReduction.greatestFoot / (roughness + displacement) }
  }

  private static let classes = [
    Class(below: 0.08, roughness: 0.048, displacement: 0.066, top: 2.0, a: -0.35, b: 0.56),
    Class(below: 0.135, roughness: 0.071, displacement: 0.26, top: 2.5, a: -0.35, b: 0.50),
    Class(below: 0.18, roughness: 0.084, displacement: 0.32, top: 2.7, a: -0.34, b: 0.48),
    Class(below: 0.265, roughness: 0.080, displacement: 0.42, top: 1.5, a: -0.56, b: 0.66),
    Class(below: .infinity, roughness: 0.077, displacement: 0.57, top: 1.2, a: -0.85, b: 0.92),
  ]

  /// Roughness length of open grass, m.
  public static let grassRoughness = 0.03
  /// Speed at 1.2 m over that at 10 m above open grass: ln(1.2/0.03) / ln(10/0.03), as rounded in the method.
  public static let grassReduction = 0.63501
  private static let vonKarman = 0.4
  /// Height at which the wind is the same whatever stands below, m.
  private static let blendingHeight = 60.0
  /// Where the profile above the roofs begins, displacement and roughness length together, at most, m: half the
  /// blending height.
  ///
  /// ln((60 - d)/z0) goes to 0 as that foot nears 60 m, and the wind between towers to infinity, in the densest class
  /// at a mean height of 93 m. The source gives no bound. With this one obstacles count up to 46 m in the densest class
  /// and up to 263 m in the most open one; the design's choice, above the heights for which the method was made.
  public static let greatestFoot = 30.0

  /// - Parameters:
  ///   - obstacleHeight: mean height of buildings and trees in the footprint, m; below 4 counts as 4, above the greatest height of the
  ///     class as that height.
  ///   - rawFrontalDensity: frontal area of buildings and trees over the footprint's area.
  public init(obstacleHeight: Double, rawFrontalDensity: Double) {
    let lambda = min(rawFrontalDensity + 0.015, 0.33)
    var row = Self.classes[Self.classes.count - 1]
    for candidate in Self.classes.reversed() where lambda < candidate.below { row = candidate }
    let h = min(max(4, obstacleHeight), row.greatestHeight)

    let u10 = 1 / Self.grassReduction
    let u60 = u10 * Elementary.log(Self.blendingHeight / Self.grassRoughness) / Elementary.log(10 / Self.grassRoughness)
    let (z0, d, zw, a) = (row.roughness * h, row.displacement * h, row.top * h, row.a * h)
    let friction = Self.vonKarman * u60 / Elementary.log((Self.blendingHeight - d) / z0)
    let top = friction / Self.vonKarman * Elementary.log((zw - d) / z0)
    let roof = top - friction / row.b * Elementary.log((a + row.b * zw) / (a + row.b * h))
    self.obstacleHeight = h
    isBeyondTable = obstacleHeight > row.greatestHeight
    frontalDensity = lambda
    frictionVelocity = friction
    topSpeed = top
    roofSpeed = roof
    relativeSpeed = min(roof * Elementary.exp(9.6 * lambda * (1.2 / h - 1)), 1)
  }

  /// Wind speed at 1.2 m over that of the station at 10 m, for a relative speed `w`: 0.125 + 0.5829 (w - 0.125), so
  /// that open grass gives 0.635.
  @inline(__always)
  public static func reduction(relativeSpeed w: Double) -> Double {
    0.125 + 0.5829 * (w - 0.125)
  }
}
