/// Elementary functions whose results are the same bits on every x86-64 and in WebAssembly: only IEEE additions,
/// multiplications, divisions, square roots and integer operations, in one fixed order.
///
/// The C library's functions differ between processors and versions; graded kernels never call them.
/// Rounding to an integer is done by adding and subtracting 1.5 * 2^52, since the instruction for it is a call into
/// the C library on the oldest processors.
///
/// Accuracy is in units in the last place (ulp) of the result; 0.5 would be perfect. The figures in the comments are
/// upper bounds of what `ElementaryTests` measures against the C library and against exact identities.
public enum Elementary {
  /// pi, rounded down to a `Double`.
  public static var pi: Double { 0x1.921fb54442d18p+1 }

  /// Radians of one degree.
  public static var radiansPerDegree: Double { 0x1.1df46a2529d39p-6 }
}

/// The parts of a number that is more precise than one `Double`: `high + low`, where `low` is below half a unit in
/// the last place of `high`.
@usableFromInline
struct TwoDoubles {
  @usableFromInline var high: Double
  @usableFromInline var low: Double

  @inlinable @inline(__always)
  init(_ high: Double, _ low: Double) {
    self.high = high
    self.low = low
  }

  /// The exact sum of two numbers (Knuth 1969, "TwoSum").
  @inlinable @inline(__always)
  static func sum(_ a: Double, _ b: Double) -> TwoDoubles {
    let s = a + b
    let t = s - a
    return TwoDoubles(s, (a - (s - t)) + (b - t))
  }

  /// The exact sum of two numbers, the first of which is not the smaller in magnitude (Dekker 1971).
  @inlinable @inline(__always)
  static func sumOrdered(_ a: Double, _ b: Double) -> TwoDoubles {
    let s = a + b
    return TwoDoubles(s, b - (s - a))
  }

  /// The exact product of two numbers below 2^996 (Dekker 1971, splitting by Veltkamp).
  @inlinable @inline(__always)
  static func product(_ a: Double, _ b: Double) -> TwoDoubles {
    let splitter = 134_217_729.0  // 2^27 + 1
    let ca = splitter * a
    let ah = ca - (ca - a)
    let al = a - ah
    let cb = splitter * b
    let bh = cb - (cb - b)
    let bl = b - bh
    let p = a * b
    return TwoDoubles(p, ((ah * bh - p) + ah * bl + al * bh) + al * bl)
  }

  /// A product with relative error below 2^-100.
  @inlinable @inline(__always)
  static func * (a: TwoDoubles, b: TwoDoubles) -> TwoDoubles {
    let p = product(a.high, b.high)
    return sumOrdered(p.high, p.low + (a.high * b.low + a.low * b.high))
  }

  /// A sum, the first part of which is not the smaller in magnitude.
  @inlinable @inline(__always)
  static func + (a: TwoDoubles, b: TwoDoubles) -> TwoDoubles {
    let s = sum(a.high, b.high)
    return sumOrdered(s.high, s.low + (a.low + b.low))
  }
}

extension Elementary {
  /// The nearest integer (ties to even), for magnitudes below 2^51.
  @inlinable @inline(__always)
  static func nearestInteger(_ x: Double) -> Double {
    let shift = 0x1.8p52
    return (x + shift) - shift
  }

  /// The nearest integer (ties to even) as an integer, for magnitudes below 2^31.
  @inlinable @inline(__always)
  static func nearestInt(_ x: Double) -> Int {
    Int(truncatingIfNeeded: Int32(truncatingIfNeeded: (x + 0x1.8p52).bitPattern))
  }

  /// 2 to the power `exponent`, which is from -1022 to 1023.
  @inlinable @inline(__always)
  static func power2(_ exponent: Int) -> Double {
    Double(bitPattern: UInt64(truncatingIfNeeded: exponent &+ 1023) &<< 52)
  }

  /// `x` times 2 to the power `exponent`, from -2000 to 2000, in two steps so that neither factor overflows.
  @inlinable @inline(__always)
  static func scale(_ x: Double, _ exponent: Int) -> Double {
    let half = exponent &>> 1
    return x * power2(half) * power2(exponent &- half)
  }
}
