/// How the heat island runs through the day in the Dutch standard method: shares of the day's largest, by the hours in
/// which the sun rises and sets.
///
/// Facts of the method as coded in github.com/mariekeve/pet_plugin (Koopmans et al. 2020), one source; the reference
/// day's own shares are these rounded to two digits. By day they are small or slightly negative, at night near 1.
package enum HeatIslandCourse: String, CaseIterable, Sendable {
  case rises6Sets17, rises5Sets17, rises5Sets18, rises5Sets19
  case rises4Sets19, rises4Sets20, rises3Sets20

  /// The course of a day; nil outside April to September, for which the method has none.
  ///
  /// Two versions of the source differ by a day at some borders.
  package init?(month: Int, day: Int) {
    switch (month, day) {
    case (4, ...12): self = .rises5Sets18
    case (4, 13...19): self = .rises5Sets19
    case (4, 20...), (5, ...19): self = .rises4Sets19
    case (5, 20...25): self = .rises4Sets20
    case (5, 26...), (6, _), (7, ...10): self = .rises3Sets20
    case (7, 11...30): self = .rises4Sets20
    case (7, 31...), (8, ...21): self = .rises4Sets19
    case (8, 22...30): self = .rises5Sets19
    case (8, 31...), (9, ...24): self = .rises5Sets18
    case (9, 25...27): self = .rises5Sets17
    case (9, 28...): self = .rises6Sets17
    default: return nil
    }
  }

  /// At 0 to 23 UTC.
  package var shares: [Double] {
    switch self {
    case .rises6Sets17:
      [
        0.748, 0.667, 0.602, 0.525, 0.449, 0.281, 0.127, 0.063, 0.019, -0.015, -0.02, 0.0,
        0.03, 0.065, 0.117, 0.205, 0.335, 0.532, 0.747, 0.906, 0.975, 1.0, 0.931, 0.849,
      ]
    case .rises5Sets17:
      [
        0.782, 0.64, 0.573, 0.49, 0.355, 0.15, 0.078, 0.025, -0.013, -0.02, -0.001, 0.025,
        0.056, 0.09, 0.165, 0.27, 0.413, 0.6, 0.803, 0.92, 0.978, 1.0, 0.925, 0.83,
      ]
    case .rises5Sets18:
      [
        0.807, 0.704, 0.617, 0.533, 0.435, 0.227, 0.095, 0.032, -0.009, -0.02, -0.003, 0.02,
        0.048, 0.08, 0.136, 0.215, 0.325, 0.485, 0.662, 0.849, 0.932, 0.979, 1.0, 0.918,
      ]
    case .rises5Sets19:
      [
        0.91, 0.78, 0.675, 0.59, 0.49, 0.32, 0.12, 0.04, -0.005, -0.02, -0.004, 0.016,
        0.042, 0.071, 0.111, 0.176, 0.27, 0.386, 0.546, 0.716, 0.877, 0.941, 0.981, 1.0,
      ]
    case .rises4Sets19:
      [
        0.9, 0.757, 0.71, 0.543, 0.413, 0.15, 0.057, 0.0, -0.02, -0.005, 0.013, 0.037,
        0.063, 0.09, 0.15, 0.222, 0.318, 0.45, 0.6, 0.762, 0.89, 0.95, 0.982, 1.0,
      ]
    case .rises4Sets20:
      [
        1.0, 0.888, 0.728, 0.609, 0.49, 0.256, 0.079, 0.007, -0.02, 0.006, 0.01, 0.033,
        0.056, 0.082, 0.128, 0.184, 0.27, 0.366, 0.506, 0.651, 0.803, 0.901, 0.958, 0.983,
      ]
    case .rises3Sets20:
      [
        1.0, 0.866, 0.69, 0.56, 0.38, 0.107, 0.015, -0.02, -0.007, 0.007, 0.029, 0.05,
        0.074, 0.108, 0.161, 0.228, 0.312, 0.424, 0.556, 0.695, 0.838, 0.911, 0.964, 0.984,
      ]
    }
  }
}

extension UrbanHeatIsland {
  /// Share of the day's largest heat island at an hour; between whole hours on a straight line.
  ///
  /// - Parameters:
  ///   - month: of the event's day.
  ///   - day: of the month.
  ///   - hourUTC: from the event's day at 0:00; above 24 it is the day after, with the same course.
  /// - Returns: nil outside April to September.
  package static func share(month: Int, day: Int, hourUTC: Double) -> Double? {
    guard let shares = HeatIslandCourse(month: month, day: day)?.shares else { return nil }
    let hour = Int(hourUTC.rounded(.down))
    let part = hourUTC - hourUTC.rounded(.down)
    func share(_ hour: Int) -> Double { shares[(hour % 24 + 24) % 24] }
    return part == 0 ? share(hour) : share(hour) * (1 - part) + share(hour + 1) * part
  }
}
