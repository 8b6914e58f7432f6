import Testing

@testable import UrbanClimate

@Suite("Wind among towers")
struct WindReductionTests {
  private static let densities = [0, 0.05, 0.1, 0.15, 0.2, 0.32, 5.0]

  @Test("However high it is built, the wind is between 0 and that above grass", arguments: densities)
  func bounded(_ density: Double) {
    for height in [4, 20, 46, 60, 80, 90, 92.7, 93, 105.3, 150, 263, 526, 900, 1e9, .infinity] {
      let wind = WindReduction(obstacleHeight: height, rawFrontalDensity: density)
      #expect(wind.relativeSpeed > 0 && wind.relativeSpeed <= 1, "\(height) m")
      #expect(wind.frictionVelocity > 0 && wind.frictionVelocity < 2, "\(height) m")
    }
  }

  @Test("In the densest class the wind does not rise with height beyond 46 m")
  func densest() {
    func speed(_ height: Double) -> Double {
      WindReduction(obstacleHeight: height, rawFrontalDensity: 0.4).relativeSpeed
    }
    let greatest = speed(46.4)
    #expect(abs(greatest - 0.0647) < 0.0005)
    for height in [60, 90, 150, 900.0] { #expect(abs(speed(height) - greatest) < 1e-4) }
    #expect(speed(60) == speed(900))
  }

  @Test("Each class counts heights until its profile begins at half the blending height")
  func greatest() {
    for (density, metres) in [(0.03, 263.2), (0.1, 90.6), (0.15, 74.3), (0.2, 60.0), (0.4, 46.4)] {
      let below = WindReduction(obstacleHeight: metres - 0.1, rawFrontalDensity: density)
      #expect(!below.isBeyondTable)
      #expect(below.obstacleHeight == metres - 0.1)
      let above = WindReduction(obstacleHeight: metres + 0.1, rawFrontalDensity: density)
      #expect(above.isBeyondTable)
      #expect(above.obstacleHeight < metres + 0.1)
    }
  }
}
