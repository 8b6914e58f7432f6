/// Lengths that read easily on a scale bar or an axis.
enum RoundLength {
  /// The largest of 1, 2, 5 times a power of ten that is at most `value`; 0 for values that are not positive.
  static func atMost(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    var power = 1.0
    while power * 10 <= value { power *= 10 }
    while power > value { power /= 10 }
    return [5.0, 2, 1].map { $0 * power }.first { $0 <= value } ?? power
  }
}
