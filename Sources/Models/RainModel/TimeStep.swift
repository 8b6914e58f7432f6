/// How long a step may be.
struct TimeStep: Hashable, Sendable {
  /// Share of the time in which a shallow-water wave crosses a cell (alpha of de Almeida et al. 2012).
  var courantNumber: Double
  /// Longest step, s.
  var longest: Double

  /// Longest step per metre of cell (s/m). Beyond it thin water on slopes breaks up into a checkerboard, which the
  /// wave speed does not warn of.
  static let secondsPerMetre = 0.5
  /// Longest step on coarse cells, s.
  static let ceiling = 5.0
  static let gravity = 9.81

  init(courantNumber: Double, cellSize: Double, secondsPerMetre: Double = Self.secondsPerMetre) {
    self.courantNumber = courantNumber
    longest = min(secondsPerMetre * cellSize, Self.ceiling)
  }

  /// The longest stable step (s): alpha dx / sqrt(g h_max), at most `longest`.
  func stable(deepest depth: Double, cellSize: Double) -> Double {
    guard depth > 0 else { return longest }
    return min(longest, courantNumber * cellSize / (Self.gravity * depth).squareRoot())
  }

  /// The first of equal steps that fill `remaining` seconds: no sliver is left for the end.
  func next(deepest depth: Double, cellSize: Double, remaining: Double) -> Double {
    remaining / (remaining / stable(deepest: depth, cellSize: cellSize)).rounded(.up)
  }
}
