/// The rectangle around a place whose buildings and greenery make its wind and air temperature.
public enum Footprint: Int, CaseIterable, Sendable {
  /// The wind comes from this quarter.
  case north, east, south, west
  /// Too little wind for a direction.
  case calm

  /// - Parameters:
  ///   - windSpeed: at 10 m, m/s.
  ///   - windDirection: where it comes from, degrees clockwise from north.
  ///   - calmBelow: m/s; 1.5 in the standard method.
  public init(windSpeed: Double, windDirection: Double, calmBelow: Double) {
    if windSpeed < calmBelow {
      self = .calm
    } else {
      let turned = ((windDirection + 45) / 90).rounded(.down)
      let quarter = Int(turned) % 4
      self = [.north, .east, .south, .west][quarter < 0 ? quarter + 4 : quarter]
    }
  }

  /// Reach of a rectangle, m: towards the wind, away from it, and to each side; `calm` in all directions.
  public struct Reach: Hashable, Sendable {
    public var upwind, downwind, side, calm: Double
  }

  /// For sky view and vegetation: 1100 x 500 m, calm 700 x 700 m.
  public static let heat = Reach(upwind: 1000, downwind: 100, side: 250, calm: 350)
  /// For wind: 280 x 140 m, calm 175 x 175 m.
  public static let wind = Reach(upwind: 210, downwind: 70, side: 70, calm: 87.5)

  /// Blocks to each side of the own one.
  package func blocks(_ reach: Reach, blockSize: Double) -> (north: Int, east: Int, south: Int, west: Int) {
    func n(_ metres: Double) -> Int { Int((metres / blockSize).rounded(.down)) }
    let (up, down, side, calm) = (n(reach.upwind), n(reach.downwind), n(reach.side), n(reach.calm))
    return switch self {
    case .north: (up, side, down, side)
    case .east: (side, up, side, down)
    case .south: (down, side, up, side)
    case .west: (side, down, side, up)
    case .calm: (calm, calm, calm, calm)
    }
  }
}
