/// Plain statistics in a fixed order.
enum Statistics {
  /// nil for no values.
  static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : sum(values) / Double(values.count)
  }

  static func sum(_ values: [Double]) -> Double {
    var sum = 0.0
    for value in values { sum += value }
    return sum
  }

  /// Linear between order statistics: rank `share` (0 to 1) times n - 1 (Hyndman & Fan 1996, definition 7); nil for no
  /// values.
  static func percentile<Number: BinaryFloatingPoint>(_ share: Double, _ values: [Number]) -> Number? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let position = share * Double(sorted.count - 1)
    let low = min(max(Int(position.rounded(.down)), 0), sorted.count - 1)
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (sorted[high] - sorted[low]) * Number(position - Double(low))
  }
}
