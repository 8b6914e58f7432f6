/// Eight neighbouring cells, the width in which the row kernels work on every instruction set.
typealias Lanes = SIMD8<Float>

/// Powers that Manning's friction needs, from IEEE operations alone so that every machine gives the same bits.
///
/// Each starts from the exponent by integer operations and takes one high-order Householder step, free of divisions.
/// An error of 1e-4 in the friction term is a thousandth of what Manning's n itself is uncertain by.
enum FastPower {
  /// x^(-1/3) for positive normal x, relative error below 2e-5.
  @inline(__always)
  static func inverseCubeRoot(_ x: Lanes) -> Lanes {
    let bits = unsafeBitCast(x, to: SIMD8<UInt32>.self)
    // 1/4 + 1/16 + ... = 1/3: the instruction sets have no vector division of integers.
    var third = (bits &>> 2) &+ (bits &>> 4)
    third = third &+ (third &>> 4)
    third = third &+ (third &>> 8)
    // 4/3 of the exponent's bias, less what evens out the error (3.5 %) over a factor eight.
    let y = unsafeBitCast(SIMD8<UInt32>(repeating: 0x54A1_F000) &- third, to: Lanes.self)
    let d = 1 - x * y * y * y
    // (1 - d)^(-1/3) to the third power of d.
    return y + y * d * (Float(1) / 3 + d * (Float(2) / 9 + d * (Float(14) / 81)))
  }

  /// The same for one number.
  @inline(__always)
  static func inverseCubeRoot(_ x: Float) -> Float { inverseCubeRoot(Lanes(repeating: x))[0] }

  /// Square root of x >= 0, relative error below 1.1e-4; 0 for 0.
  ///
  /// For the speed in the friction term only: the vector square root of the standard library goes lane by lane.
  @inline(__always)
  static func squareRoot(_ x: Lanes) -> Lanes {
    let bits = unsafeBitCast(x, to: SIMD8<UInt32>.self)
    let y = unsafeBitCast(SIMD8<UInt32>(repeating: 0x5F37_5600) &- (bits &>> 1), to: Lanes.self)
    // x y first: for x = 0 the start is large but finite, and 0 times it is 0.
    let root = x * y
    let d = 1 - root * y
    // (1 - d)^(-1/2) to the second power of d.
    return root + root * d * (0.5 + d * 0.375)
  }
}
