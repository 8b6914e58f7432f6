extension Elementary {
  /// `x` to the power `y`; error below 1 ulp for normal results.
  ///
  /// The logarithm is taken in twice the digits, since an error in it is multiplied by up to 745. Special values are
  /// those of IEEE 754 `pow`: a negative `x` has a power only for whole `y`.
  @inlinable
  public static func pow(_ x: Double, _ y: Double) -> Double {
    if y == 0 || x == 1 { return 1 }
    if x.isNaN || y.isNaN { return .nan }
    // Above 2^53 every number is even.
    let large = y.magnitude >= 0x1p53
    let whole = large || Double(Int64(y)) == y
    let odd = !large && whole && Int64(y) & 1 == 1
    let negative = x.sign == .minus && odd
    let magnitude = x.magnitude
    if magnitude == 0 || magnitude == .infinity {
      let vanishes = (magnitude == 0) == (y > 0)
      let result = vanishes ? 0 : Double.infinity
      return negative ? -result : result
    }
    if x < 0 && !whole { return .nan }
    if y.magnitude == .infinity {
      if magnitude == 1 { return 1 }
      return (magnitude > 1) == (y > 0) ? .infinity : 0
    }
    let logarithm = preciseLog(magnitude)
    let rough = logarithm.high * y
    let result: Double
    if rough > 709.8 {
      result = .infinity
    } else if rough < -745.2 {
      result = 0
    } else if y.magnitude > 0x1p900 {
      // Only x = ±1 comes here with a result other than 0 and infinity.
      result = exp(rough)
    } else {
      let p = TwoDoubles.product(logarithm.high, y)
      result = exp(TwoDoubles.sumOrdered(p.high, p.low + logarithm.low * y))
    }
    return negative ? -result : result
  }
}
