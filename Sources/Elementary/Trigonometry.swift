extension Elementary {
  /// The sine of an angle in radians; error below 1 ulp for |x| < 2^20 pi/2, NaN beyond.
  @inlinable
  public static func sin(_ x: Double) -> Double {
    // Below this the sine is the angle, and its sign of zero is kept.
    if x.magnitude < 0x1p-27 { return x }
    let (quadrant, angle) = reduced(x)
    let value = quadrant & 1 == 0 ? sineKernel(angle) : cosineKernel(angle)
    return quadrant & 2 == 0 ? value : -value
  }

  /// The cosine of an angle in radians; error below 1 ulp for |x| < 2^20 pi/2, NaN beyond.
  @inlinable
  public static func cos(_ x: Double) -> Double {
    let (quadrant, angle) = reduced(x)
    let value = quadrant & 1 == 0 ? cosineKernel(angle) : sineKernel(angle)
    return (quadrant &+ 1) & 2 == 0 ? value : -value
  }

  /// The tangent of an angle in radians; error below 2.5 ulp for |x| < 2^20 pi/2, NaN beyond.
  @inlinable
  public static func tan(_ x: Double) -> Double {
    if x.magnitude < 0x1p-27 { return x }
    let (quadrant, angle) = reduced(x)
    let s = sineKernel(angle)
    let c = cosineKernel(angle)
    return quadrant & 1 == 0 ? s / c : -c / s
  }

  /// x = quadrant * pi/2 + angle, |angle| <= pi/4. Pi/2 is in three parts of 33, 33 and 53 bits, so that the first
  /// two products are exact (Cody & Waite 1980).
  @inlinable @inline(__always)
  static func reduced(_ x: Double) -> (quadrant: Int, angle: TwoDoubles) {
    guard x.magnitude < 1_647_099 else { return (0, TwoDoubles(.nan, .nan)) }
    let n = nearestInteger(x * 0x1.45f306dc9c883p-1)
    let first = x - n * 0x1.921fb54400000p+0
    let second = TwoDoubles.sum(first, -(n * 0x1.0b4611a600000p-34))
    return (nearestInt(n), TwoDoubles.sum(second.high, second.low - n * 0x1.3198a2e037073p-69))
  }

  /// The power series of the sine to degree 17, for |angle| <= pi/4.
  @inlinable @inline(__always)
  static func sineKernel(_ angle: TwoDoubles) -> Double {
    let x = angle.high
    let z = x * x
    var p = 1.0 / 355_687_428_096_000
    p = p * z - 1.0 / 1_307_674_368_000
    p = p * z + 1.0 / 6_227_020_800
    p = p * z - 1.0 / 39_916_800
    p = p * z + 1.0 / 362_880
    p = p * z - 1.0 / 5_040
    p = p * z + 1.0 / 120
    p = p * z - 1.0 / 6
    // The low part counts with the cosine of the high part.
    return x + (x * z * p + angle.low * (1 - 0.5 * z))
  }

  /// The power series of the cosine to degree 18, for |angle| <= pi/4.
  @inlinable @inline(__always)
  static func cosineKernel(_ angle: TwoDoubles) -> Double {
    let x = angle.high
    let z = x * x
    var p = -1.0 / 6_402_373_705_728_000
    p = p * z + 1.0 / 20_922_789_888_000
    p = p * z - 1.0 / 87_178_291_200
    p = p * z + 1.0 / 479_001_600
    p = p * z - 1.0 / 3_628_800
    p = p * z + 1.0 / 40_320
    p = p * z - 1.0 / 720
    p = p * z + 1.0 / 24
    let half = 0.5 * z
    let w = 1 - half
    return w + (((1 - w) - half) + (z * z * p - x * angle.low))
  }

  /// The angle whose tangent is `x`, in radians; error below 1.25 ulp.
  @inlinable
  public static func atan(_ x: Double) -> Double {
    if x.isNaN || x == 0 { return x }
    let value = angle(opposite: x.magnitude, adjacent: 1)
    let sum = value.high + value.low
    return x < 0 ? -sum : sum
  }

  /// The angle of the point (x, y) from the positive x axis, from -pi to pi; error below 1.25 ulp. Zeros and
  /// infinities as in IEEE 754 `atan2`.
  @inlinable
  public static func atan2(_ y: Double, _ x: Double) -> Double {
    if x.isNaN || y.isNaN { return .nan }
    var value: TwoDoubles
    if y == 0 && x == 0 {
      value = TwoDoubles(0, 0)
    } else if y.magnitude == .infinity && x.magnitude == .infinity {
      value = TwoDoubles(0x1.921fb54442d18p-1, 0x1.1a62633145c07p-55)
    } else {
      // Powers of two keep what follows within range and change no bit of the ratio.
      let larger = max(y.magnitude, x.magnitude)
      let factor = larger > 0x1p1000 ? 0x1p-100 : larger < 0x1p-900 ? 0x1p100 : 1
      value = angle(opposite: y.magnitude * factor, adjacent: x.magnitude * factor)
    }
    if x.sign == .minus {
      let turned = TwoDoubles.sumOrdered(0x1.921fb54442d18p+1, -value.high)
      value = TwoDoubles(turned.high, turned.low + (0x1.1a62633145c07p-53 - value.low))
    }
    let sum = value.high + value.low
    return y.sign == .minus ? -sum : sum
  }

  /// atan(opposite / adjacent) for non-negative numbers, not both zero: the smaller is divided by the larger, an
  /// eighth c is taken away by atan q - atan c = atan((q - c) / (1 + q c)), and what is left, at most 1/16, goes
  /// through the power series.
  @inlinable @inline(__always)
  static func angle(opposite: Double, adjacent: Double) -> TwoDoubles {
    let steep = opposite > adjacent
    let a = steep ? adjacent : opposite
    let b = steep ? opposite : adjacent
    let q = b == .infinity ? 0 : a / b
    let eighths = nearestInteger(8 * q)
    let c = eighths * 0.125
    let t: Double
    if b == .infinity {
      t = 0
    } else {
      // b in two halves, so that c b is exact.
      let bh = Double(bitPattern: b.bitPattern & 0xffff_ffff_f800_0000)
      t = ((a - c * bh) - c * (b - bh)) / (b + c * a)
    }
    let z = t * t
    var p = -1.0 / 15
    p = p * z + 1.0 / 13
    p = p * z - 1.0 / 11
    p = p * z + 1.0 / 9
    p = p * z - 1.0 / 7
    p = p * z + 1.0 / 5
    p = p * z - 1.0 / 3
    let base = arctangentOfEighths(nearestInt(eighths))
    // Where q = 0 nothing is added to t.
    var value = TwoDoubles.sumOrdered(base.high, t)
    if base.high == 0 { value = TwoDoubles(t, 0) }
    value = TwoDoubles(value.high, value.low + (base.low + t * z * p))
    if steep {
      let turned = TwoDoubles.sumOrdered(0x1.921fb54442d18p+0, -value.high)
      value = TwoDoubles(turned.high, turned.low + (0x1.1a62633145c07p-54 - value.low))
    }
    return value
  }

  @inlinable @inline(__always)
  static func arctangentOfEighths(_ eighths: Int) -> TwoDoubles {
    switch eighths {
    case 1: TwoDoubles(0x1.fd5ba9aac2f6ep-4, -0x1.cd37686760c17p-59)
    case 2: TwoDoubles(0x1.f5b75f92c80ddp-3, 0x1.8ab6e3cf7afbdp-57)
    case 3: TwoDoubles(0x1.6f61941e4def1p-2, -0x1.c63aae6f6e918p-56)
    case 4: TwoDoubles(0x1.dac670561bb4fp-2, 0x1.a2b7f222f65e2p-56)
    case 5: TwoDoubles(0x1.1e00babdefeb4p-1, -0x1.928df287a668fp-58)
    case 6: TwoDoubles(0x1.4978fa3269ee1p-1, 0x1.2419a87f2a458p-56)
    case 7: TwoDoubles(0x1.700a7c5784634p-1, -0x1.8c34d25aadef6p-56)
    case 8: TwoDoubles(0x1.921fb54442d18p-1, 0x1.1a62633145c07p-55)
    default: TwoDoubles(0, 0)
    }
  }

  /// The angle whose sine is `x`, in radians; error below 2 ulp. NaN outside -1...1.
  @inlinable
  public static func asin(_ x: Double) -> Double {
    guard x.magnitude <= 1 else { return .nan }
    return atan2(x, ((1 - x) * (1 + x)).squareRoot())
  }

  /// The angle whose cosine is `x`, in radians; error below 2 ulp. NaN outside -1...1.
  @inlinable
  public static func acos(_ x: Double) -> Double {
    guard x.magnitude <= 1 else { return .nan }
    return atan2(((1 - x) * (1 + x)).squareRoot(), x)
  }
}
