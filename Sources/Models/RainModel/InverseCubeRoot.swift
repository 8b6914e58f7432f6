/// Eight neighbouring cells, the width in which the row kernels work on every instruction set.
typealias Lanes = SIMD8<Float>

/// Powers that Manning's friction needs, from IEEE operations alone so that every machine gives the same bits.
enum FastPower {
  /// x^(-1/3) for positive normal x, relative error below 2e-7.
  ///
  /// A third of the exponent by integer shifts gives 3.5 %; one third-order Householder step and one Newton step
  /// (both free of divisions) do the rest.
  @inline(__always)
  static func inverseCubeRoot(_ x: Lanes) -> Lanes {
    let bits = unsafeBitCast(x, to: SIMD8<UInt32>.self)
    // 1/4 + 1/16 + ... = 1/3: the instruction sets have no vector division of integers.
    var third = (bits &>> 2) &+ (bits &>> 4)
    third = third &+ (third &>> 4)
    third = third &+ (third &>> 8)
    third = third &+ (third &>> 16)
    // 4/3 of the exponent's bias, less a shift that evens out the error over a factor eight.
    let start = SIMD8<UInt32>(repeating: 0x54A2_0000) &- third
    var y = unsafeBitCast(start, to: Lanes.self)
    let d = 1 - x * y * y * y
    y = y + y * d * (Float(1) / 3 + d * (Float(2) / 9))
    let e = 1 - x * y * y * y
    return y + y * e * (Float(1) / 3)
  }

  /// The same for one number.
  @inline(__always)
  static func inverseCubeRoot(_ x: Float) -> Float { inverseCubeRoot(Lanes(repeating: x))[0] }

  /// Square root of x >= 0, relative error below 5e-6; 0 for 0.
  ///
  /// For the speed in the friction term only: the vector square root of the standard library goes lane by lane.
  @inline(__always)
  static func squareRoot(_ x: Lanes) -> Lanes {
    let bits = unsafeBitCast(x, to: SIMD8<UInt32>.self)
    var y = unsafeBitCast(SIMD8<UInt32>(repeating: 0x5F37_5A00) &- (bits &>> 1), to: Lanes.self)
    let half = x * 0.5
    // (half y) y, in this order: for x = 0 the square of y would overflow.
    y = y * (1.5 - half * y * y)
    y = y * (1.5 - half * y * y)
    return x * y
  }
}
