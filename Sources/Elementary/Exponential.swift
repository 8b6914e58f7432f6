extension Elementary {
  /// e to the power `x`; error below 1 ulp for normal results.
  ///
  /// x = k ln 2 + r with |r| <= ln 2 / 2 (Cody & Waite 1980), then the power series of degree 13, whose remainder is
  /// below 2^-57.
  @inlinable
  public static func exp(_ x: Double) -> Double {
    exp(TwoDoubles(x, 0))
  }

  /// e to the power `high + low`.
  @inlinable
  static func exp(_ x: TwoDoubles) -> Double {
    if !(x.high < 709.79) { return x.high.isNaN ? x.high : x.high > 709.79 ? .infinity : finishExp(x) }
    if x.high < -745.2 { return 0 }
    return finishExp(x)
  }

  @inlinable @inline(__always)
  static func finishExp(_ x: TwoDoubles) -> Double {
    let k = nearestInteger(x.high * 0x1.71547652b82fep+0)
    let r0 = x.high - k * 0x1.62e42fef00000p-1
    let low = x.low - k * 0x1.473de6af278edp-34
    let r = r0 + low
    let rest = (r0 - r) + low
    var p = 1.0 / 6_227_020_800
    p = p * r + 1.0 / 479_001_600
    p = p * r + 1.0 / 39_916_800
    p = p * r + 1.0 / 3_628_800
    p = p * r + 1.0 / 362_880
    p = p * r + 1.0 / 40_320
    p = p * r + 1.0 / 5_040
    p = p * r + 1.0 / 720
    p = p * r + 1.0 / 120
    p = p * r + 1.0 / 24
    p = p * r + 1.0 / 6
    p = p * r + 0.5
    let value = 1 + (r + (r * r * p + rest))
    return scale(value, nearestInt(k))
  }

  /// e to the power `x` in single precision; error below 1.5 ulp. Branch-free, so that loops over it vectorise.
  @inlinable @inline(__always)
  public static func exp(_ x: Float) -> Float {
    // Beyond these the result is 0 or infinity. Comparisons let NaN through, max and min would not.
    let bounded = x > 90 ? 90 : (x < -110 ? -110 : x)
    let shift: Float = 0x1.8p23
    let shifted = bounded * 0x1.715476p+0 + shift
    let k = shifted - shift
    let n = Int32(truncatingIfNeeded: shifted.bitPattern) &- Int32(truncatingIfNeeded: shift.bitPattern)
    let r = (bounded - k * 0x1.62ep-1) - k * 0x1.0bfbe8p-15
    var p: Float = 1 / 5_040
    p = p * r + 1 / 720
    p = p * r + 1 / 120
    p = p * r + 1 / 24
    p = p * r + 1 / 6
    p = p * r + 0.5
    let value = 1 + (r + r * r * p)
    let half = n &>> 1
    let rest = n &- half
    return value * Float(bitPattern: UInt32(truncatingIfNeeded: half &+ 127) &<< 23)
      * Float(bitPattern: UInt32(truncatingIfNeeded: rest &+ 127) &<< 23)
  }
}
