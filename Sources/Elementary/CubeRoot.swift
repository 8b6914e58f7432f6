extension Elementary {
  /// The cube root; error below 0.7 ulp.
  ///
  /// A first guess from a third of the exponent's bits, two steps of Halley (1694), then one with the guess cut to 26
  /// bits so that its square is exact.
  @inlinable
  public static func cbrt(_ x: Double) -> Double {
    if x == 0 || !x.isFinite { return x }
    let small = x.magnitude < 0x1p-900
    let a = small ? x.magnitude * 0x1p54 : x.magnitude
    var t = Double(bitPattern: a.bitPattern / 3 &+ 0x2a9f_7893_0000_0000)
    for _ in 0..<2 {
      let ratio = t * (t * t / a)
      t = t * ((ratio + 2) / (2 * ratio + 1))
    }
    t = Double(bitPattern: (t.bitPattern &+ 0x0400_0000) & 0xffff_ffff_f800_0000)
    let r = a / (t * t)
    t = t + t * ((r - t) / (2 * t + r))
    if small { t *= 0x1p-18 }
    return x < 0 ? -t : t
  }

  /// The cube root of a non-negative number in single precision; error below 1 ulp for normal numbers. Branch-free.
  @inlinable @inline(__always)
  public static func cbrt(_ x: Float) -> Float {
    let y = reciprocalCbrt(x)
    // One step of Newton on the root itself, so that the error of the reciprocal is squared away.
    let root = x * y * y
    return root - (root - x / (root * root)) * (1.0 / 3) * (x > 0 ? 1 : .nan)
  }

  /// One divided by the cube root of a positive normal number, in single precision; error below 2 ulp. Branch-free
  /// and without a division, so that loops over it vectorise. Zero gives a large number, not infinity.
  @inlinable @inline(__always)
  public static func reciprocalCbrt(_ x: Float) -> Float {
    // A third of the exponent's bits gives 3.5 %; Halley's step for y^-3 - x makes of an error e about 14/3 e³.
    var y = Float(bitPattern: 0x54a2_0000 &- x.bitPattern / 3)
    var e = 1 - x * y * y * y
    y += y * e * (1.0 / 3 + e * (2.0 / 9))
    e = 1 - x * y * y * y
    y += y * e * (1.0 / 3 + e * (2.0 / 9))
    return y
  }

  /// x to the power -7/3, the factor of Manning friction, for x from 1e-15 to 1e15; relative error below 1e-6.
  /// Branch-free and without a division.
  @inlinable @inline(__always)
  public static func reciprocalPower7Over3(_ x: Float) -> Float {
    let y = reciprocalCbrt(x)
    let y2 = y * y
    return y2 * y2 * y2 * y
  }
}
