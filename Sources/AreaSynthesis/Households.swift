import Essentials

/// How many people live in a made-up building.
///
/// The shares of household sizes are like those of the Netherlands around 2020, about 2.1 people a home (Statistics
/// Netherlands, from memory: a teaching value). Every building draws from a generator of its own, so that people change
/// nothing else in the city.
struct Households: Sendable {
  let seed: UInt64

  /// Shares of households of 1, 2, 3, 4 and 5 people.
  static let sizes = [0.39, 0.33, 0.12, 0.12, 0.04]
  /// In the small homes of one floor, which are for the elderly.
  static let sizesOfElderly = [0.6, 0.4]

  /// - Parameter number: of the building in the plan of the city.
  func residents(of building: CityPlan.Building, number: Int) -> Int {
    guard building.use == .dwelling else { return 0 }
    var random = SeededRandom(seed: seed &+ 0x484F_5553 &+ UInt64(number) &* 0x9E37_79B9)
    let shares = building.floors == 1 ? Self.sizesOfElderly : Self.sizes
    var people = 0
    for _ in 0..<building.dwellings {
      let draw = random.unit()
      var (size, upTo) = (1, shares[0])
      while size < shares.count, draw >= upTo {
        upTo += shares[size]
        size += 1
      }
      people += size
    }
    return people
  }
}
