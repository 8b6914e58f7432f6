/// Credit that grows evenly between an end that earns nothing and an end that earns everything; either may be the
/// larger number.
public struct LinearCredit: Codable, Hashable, Sendable {
  public var zero: Double
  public var full: Double

  /// - Parameters:
  ///   - zero: from here on nothing is earned.
  ///   - full: from here on everything; differs from `zero`.
  public init(zero: Double, full: Double) {
    self.zero = zero
    self.full = full
  }

  /// 0 to 1.
  public func share(of value: Double) -> Double {
    guard zero != full else { return full >= value ? 1 : 0 }
    return min(max((value - zero) / (full - zero), 0), 1)
  }
}

/// Points are given in hundredths, so that sums of them can be told in full.
enum Points {
  static func rounded(_ points: Double) -> Double { (points * 100).rounded() / 100 }
}
