import Elementary
import Foundation
import Testing

@Suite("Elementary functions at the edges of their domains")
struct SpecialValueTests {
  private func same(_ a: Double, _ b: Double) -> Bool {
    a.isNaN && b.isNaN || a == b && a.sign == b.sign
  }

  static let edges: [Double] = [
    0, -0.0, 1, -1, 0.5, -0.5, 2, 3, -2, -3, .infinity, -.infinity, .nan, .leastNonzeroMagnitude,
    -.leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 1e300, 1e-300,
    0x1p53, 0x1p53 + 2, -0x1p53 + 1,
  ]

  @Test("Powers of special pairs are those of the standard")
  func powers() {
    for x in Self.edges {
      for y in Self.edges {
        let (ours, theirs) = (Elementary.pow(x, y), Foundation.pow(x, y))
        #expect(
          same(ours, theirs) || abs(ours - theirs) <= max(theirs.magnitude * 1e-15, .leastNonzeroMagnitude),
          "pow(\(x), \(y)) is \(ours), not \(theirs)")
      }
    }
  }

  @Test("Angles of special points are those of the standard")
  func angles() {
    for y in Self.edges {
      for x in Self.edges {
        let (ours, theirs) = (Elementary.atan2(y, x), Foundation.atan2(y, x))
        #expect(
          same(ours, theirs) || abs(ours - theirs) <= max(theirs.magnitude * 3e-16, .leastNonzeroMagnitude),
          "atan2(\(y), \(x)) is \(ours), not \(theirs)")
      }
    }
  }

  @Test("Exponential, logarithm, root and arctangent keep zeros, infinities and NaN", arguments: edges)
  func unary(_ x: Double) {
    for (name, ours, theirs) in [
      ("exp", Elementary.exp(x), Foundation.exp(x)), ("log", Elementary.log(x), Foundation.log(x)),
      ("cbrt", Elementary.cbrt(x), Foundation.cbrt(x)), ("atan", Elementary.atan(x), Foundation.atan(x)),
    ] {
      #expect(
        same(ours, theirs) || abs(ours - theirs) <= theirs.magnitude * 3e-16, "\(name)(\(x)) is \(ours), not \(theirs)")
    }
  }

  @Test("The exponential reaches down into the subnormal numbers and up to the largest")
  func exponentialRange() {
    for x in stride(from: -745.0, through: -700, by: 0.37) {
      #expect(abs(Elementary.exp(x) - Foundation.exp(x)) <= max(Foundation.exp(x).ulp, .leastNonzeroMagnitude))
    }
    #expect(Elementary.exp(-746.0) == 0)
    #expect(Elementary.exp(709.78).isFinite)
    #expect(Elementary.exp(709.8) == .infinity)
  }

  @Test("Sine and cosine refuse angles too large to reduce")
  func hugeAngles() {
    #expect(Elementary.sin(1e9).isNaN)
    #expect(Elementary.cos(-.infinity).isNaN)
    #expect(Elementary.sin(-0.0).sign == .minus)
  }

  @Test("Single-precision exponential is zero far below and infinite far above")
  func singleExponential() {
    #expect(Elementary.exp(Float(-200)) == 0)
    #expect(Elementary.exp(Float(200)) == .infinity)
    #expect(Elementary.exp(Float.nan).isNaN)
    #expect(Elementary.exp(Float(0)) == 1)
  }

  @Test("Roots of whole cubes are whole")
  func cubes() {
    for n in 1...1000 {
      #expect(Elementary.cbrt(Double(n * n * n)) == Double(n))
    }
  }

  @Test("The results have the bits recorded when the functions were written")
  func recordedBits() {
    // A chain over all functions, so that a change of any bit anywhere shows.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ value: Double) { hash = (hash ^ value.bitPattern) &* 0x100_0000_01b3 }
    func add(_ value: Float) { add(Double(value)) }
    for i in 1...5000 {
      let x = Double(i) * 0.037
      add(Elementary.exp(x - 90))
      add(Elementary.log(x))
      add(Elementary.pow(x, 1.7 - x * 0.01))
      add(Elementary.sin(x))
      add(Elementary.cos(x))
      add(Elementary.tan(x))
      add(Elementary.atan(x))
      add(Elementary.atan2(x - 50, 80 - x))
      add(Elementary.cbrt(x))
      add(Elementary.exp(Float(x) - 90))
      add(Elementary.log(Float(x)))
      add(Elementary.cbrt(Float(x)))
      add(Elementary.reciprocalPower7Over3(Float(x)))
    }
    #expect(hash == 4_146_895_484_422_898_558)
  }
}
