extension Elementary {
  /// The natural logarithm; error below 1 ulp. NaN for negative numbers, minus infinity for zero.
  ///
  /// x = 2^k (1 + f) with 1 + f from sqrt(1/2) to sqrt(2), s = f / (2 + f), log(1 + f) = 2 artanh(s) as a power
  /// series; summed as f - (f²/2 - s (f²/2 + R)) so that no digit of f is lost.
  @inlinable
  public static func log(_ x: Double) -> Double {
    if !(x > 0) { return x == 0 ? -.infinity : .nan }
    if x == .infinity { return x }
    let (k, m) = parts(x)
    let f = m - 1
    let s = f / (2 + f)
    let half = 0.5 * f * f
    let r = tailOfLog(s * s)
    return k * 0x1.62e42fef00000p-1 - ((half - (s * (half + r) + k * 0x1.473de6af278edp-34)) - f)
  }

  /// The exponent and the significand from sqrt(1/2) to sqrt(2) of a positive finite number.
  @inlinable @inline(__always)
  static func parts(_ x: Double) -> (exponent: Double, significand: Double) {
    let small = x < 0x1p-1022
    let bits = (small ? x * 0x1p54 : x).bitPattern
    // Adding the bits of 1 - sqrt(1/2) carries into the exponent where the significand is above sqrt(2).
    let raised = bits &+ 0x0009_5f62_0000_0000
    let k = Int(truncatingIfNeeded: raised &>> 52) &- 1023 &- (small ? 54 : 0)
    let significand = (raised & 0x000f_ffff_ffff_ffff) &+ 0x3ff0_0000_0000_0000 &- 0x0009_5f62_0000_0000
    return (Double(Int32(truncatingIfNeeded: k)), Double(bitPattern: significand))
  }

  /// 2/3 z + 2/5 z² + ... + 2/23 z^11, where z is at most 0.0295.
  @inlinable @inline(__always)
  static func tailOfLog(_ z: Double) -> Double {
    var p = 2.0 / 23
    p = p * z + 2.0 / 21
    p = p * z + 2.0 / 19
    p = p * z + 2.0 / 17
    p = p * z + 2.0 / 15
    p = p * z + 2.0 / 13
    p = p * z + 2.0 / 11
    p = p * z + 2.0 / 9
    p = p * z + 2.0 / 7
    p = p * z + 2.0 / 5
    p = p * z + 2.0 / 3
    return p * z
  }

  /// The natural logarithm in single precision; error below 1.5 ulp. For positive finite numbers only (others give
  /// some number), so that it is branch-free and loops over it vectorise.
  @inlinable @inline(__always)
  public static func log(_ x: Float) -> Float {
    let small = x < 0x1p-126
    let bits = (small ? x * 0x1p24 : x).bitPattern
    let raised = bits &+ 0x004a_fb10
    let k = Int32(truncatingIfNeeded: raised &>> 23) &- 127 &- (small ? 24 : 0)
    let m = Float(bitPattern: (raised & 0x007f_ffff) &+ 0x3f80_0000 &- 0x004a_fb10)
    let f = m - 1
    let s = f / (2 + f)
    let z = s * s
    let half = 0.5 * f * f
    var p: Float = 2 / 11
    p = p * z + 2 / 9
    p = p * z + 2 / 7
    p = p * z + 2 / 5
    p = p * z + 2 / 3
    let e = Float(k)
    return e * 0x1.62ep-1 - ((half - (s * (half + p * z) + e * 0x1.0bfbe8p-15)) - f)
  }

  /// The logarithm of a positive finite number to about 2^-66.
  @inlinable
  static func preciseLog(_ x: Double) -> TwoDoubles {
    let (k, m) = parts(x)
    let f = m - 1
    // 2 + f = 1 + m may need one more bit.
    let d = TwoDoubles.sumOrdered(2, f)
    let q = f / d.high
    let back = TwoDoubles.product(q, d.high)
    let s = TwoDoubles(q, (((f - back.high) - back.low) - q * d.low) / d.high)
    let z = s * s
    let cube = z * s
    // 2 s + 2/3 s³ in twice the digits, the rest is small enough for one Double.
    var p = 2.0 / 27
    p = p * z.high + 2.0 / 25
    p = p * z.high + 2.0 / 23
    p = p * z.high + 2.0 / 21
    p = p * z.high + 2.0 / 19
    p = p * z.high + 2.0 / 17
    p = p * z.high + 2.0 / 15
    p = p * z.high + 2.0 / 13
    p = p * z.high + 2.0 / 11
    p = p * z.high + 2.0 / 9
    p = p * z.high + 2.0 / 7
    p = p * z.high + 2.0 / 5
    let rest = p * z.high * cube.high
    let third = cube * TwoDoubles(0x1.5555555555555p-1, 0x1.5555555555555p-55)
    let fraction = TwoDoubles(2 * s.high, 2 * s.low) + (third + TwoDoubles(rest, 0))
    let whole = TwoDoubles.sum(k * 0x1.62e42fef00000p-1, k * 0x1.473de6af278edp-34)
    return whole + fraction
  }
}
