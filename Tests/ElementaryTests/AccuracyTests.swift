#if arch(x86_64)
  import Elementary
  import Foundation
  import Testing

  /// Errors in units in the last place, measured against the 80-bit functions of the C library.
  @Suite("Elementary functions are as accurate as their comments say")
  struct AccuracyTests {
    struct Case: Sendable, CustomTestStringConvertible {
      let name: String
      let range: ClosedRange<Double>
      /// Samples lie evenly in the logarithm of the argument.
      var logarithmic = false
      let ulp: Double
      let ours: @Sendable (Double) -> Double
      let exact: @Sendable (Float80) -> Float80
      var testDescription: String { "\(name) on \(range)" }
    }

    // As variables, since a literal inside Float80(...) would have more digits than the Double.
    static let exponent = 97.3
    static let base = 1.3

    static let cases: [Case] = [
      Case(name: "exp", range: -1...1, ulp: 1, ours: { Elementary.exp($0) }, exact: { Foundation.exp($0) }),
      Case(name: "exp", range: -708...709.7, ulp: 1, ours: { Elementary.exp($0) }, exact: { Foundation.exp($0) }),
      Case(
        name: "log", range: 1e-300...1e300, logarithmic: true, ulp: 1, ours: { Elementary.log($0) },
        exact: { Foundation.log($0) }),
      Case(name: "log", range: 0.5...2, ulp: 1, ours: { Elementary.log($0) }, exact: { Foundation.log($0) }),
      Case(
        name: "sin", range: -7...7, ulp: 1, ours: { Elementary.sin($0) }, exact: { Foundation.sin($0) }),
      Case(
        name: "cos", range: -7...7, ulp: 1, ours: { Elementary.cos($0) }, exact: { Foundation.cos($0) }),
      Case(
        name: "sin", range: -1.6e6...1.6e6, ulp: 1, ours: { Elementary.sin($0) }, exact: { Foundation.sin($0) }),
      Case(
        name: "cos", range: -1.6e6...1.6e6, ulp: 1, ours: { Elementary.cos($0) }, exact: { Foundation.cos($0) }),
      Case(name: "tan", range: -7...7, ulp: 2.5, ours: { Elementary.tan($0) }, exact: { Foundation.tan($0) }),
      Case(name: "atan", range: -2...2, ulp: 1.25, ours: { Elementary.atan($0) }, exact: { Foundation.atan($0) }),
      Case(
        name: "atan", range: 1e-20...1e20, logarithmic: true, ulp: 1.25, ours: { Elementary.atan($0) },
        exact: { Foundation.atan($0) }),
      Case(name: "asin", range: -1...1, ulp: 2, ours: { Elementary.asin($0) }, exact: { Foundation.asin($0) }),
      Case(name: "acos", range: -1...1, ulp: 2, ours: { Elementary.acos($0) }, exact: { Foundation.acos($0) }),
      Case(
        name: "cbrt", range: 1e-307...1e307, logarithmic: true, ulp: 0.7, ours: { Elementary.cbrt($0) },
        exact: { Foundation.cbrt($0) }),
      Case(name: "cbrt", range: -8...8, ulp: 0.7, ours: { Elementary.cbrt($0) }, exact: { Foundation.cbrt($0) }),
      Case(
        name: "pow(x, 1/4)", range: 1e-300...1e300, logarithmic: true, ulp: 1, ours: { Elementary.pow($0, 0.25) },
        exact: { Foundation.pow($0, 0.25) }),
      Case(
        name: "pow(x, 97.3)", range: 1e-3...1e3, logarithmic: true, ulp: 1, ours: { Elementary.pow($0, exponent) },
        exact: { Foundation.pow($0, Float80(exponent)) }),
      Case(
        name: "pow(x, -1000)", range: 0.5...2, ulp: 1, ours: { Elementary.pow($0, -1000) },
        exact: { Foundation.pow($0, -1000) }),
      Case(
        name: "pow(1.3, y)", range: -2600...2600, ulp: 1, ours: { Elementary.pow(base, $0) },
        exact: { Foundation.pow(Float80(base), $0) }),
    ]

    @Test("A dense sample stays within the stated bound", arguments: cases)
    func bound(_ c: Case) {
      let n = 200_000
      var worst = 0.0
      var at = 0.0
      for i in 0...n {
        // A golden-ratio stride reaches odd arguments that even steps would miss.
        let u = (Double(i) * 0.618_033_988_749_894_9).truncatingRemainder(dividingBy: 1)
        let x =
          c.logarithmic
          ? Foundation.exp(
            Foundation.log(c.range.lowerBound)
              + u * (Foundation.log(c.range.upperBound) - Foundation.log(c.range.lowerBound)))
          : c.range.lowerBound + u * (c.range.upperBound - c.range.lowerBound)
        let expected = c.exact(Float80(x))
        let error = Double(abs(Float80(c.ours(x)) - expected) / Float80(Double(expected).ulp))
        if !(error <= worst) { (worst, at) = (error, x) }
      }
      #expect(worst <= c.ulp, "\(c.name) is off by \(worst) ulp at \(at)")
    }

    @Test("The angle of a point is within 1.25 ulp in all quadrants and over all ratios")
    func angles() {
      var worst = 0.0
      for i in 0..<400 {
        for j in 0..<400 {
          let y = (Double(i) - 199.5) * Foundation.exp(Double((i * 7 + j) % 41) - 20)
          let x = (Double(j) - 199.5) * Foundation.exp(Double((j * 11 + i) % 37) - 18)
          let expected = Foundation.atan2(Float80(y), Float80(x))
          worst = max(worst, Double(abs(Float80(Elementary.atan2(y, x)) - expected) / Float80(Double(expected).ulp)))
        }
      }
      #expect(worst <= 1.25)
    }

    struct SingleCase: Sendable, CustomTestStringConvertible {
      let name: String
      let range: ClosedRange<Double>
      /// In ulp, or relative where `relative`.
      let bound: Double
      var relative = false
      let ours: @Sendable (Float) -> Float
      let exact: @Sendable (Double) -> Double
      var testDescription: String { name }
    }

    static let singleCases: [SingleCase] = [
      SingleCase(
        name: "exp", range: 1e-6...88, bound: 1.5, ours: { Elementary.exp($0) }, exact: { Foundation.exp($0) }),
      SingleCase(
        name: "exp of negatives", range: 1e-6...87, bound: 1.5, ours: { Elementary.exp(-$0) },
        exact: { Foundation.exp(-$0) }),
      SingleCase(
        name: "log", range: 1e-37...1e37, bound: 1.5, ours: { Elementary.log($0) }, exact: { Foundation.log($0) }),
      SingleCase(
        name: "log near 1", range: 0.5...2, bound: 1.5, ours: { Elementary.log($0) }, exact: { Foundation.log($0) }),
      SingleCase(
        name: "cbrt", range: 1e-37...1e37, bound: 1, ours: { Elementary.cbrt($0) }, exact: { Foundation.cbrt($0) }),
      SingleCase(
        name: "reciprocalCbrt", range: 1e-37...1e37, bound: 2, ours: { Elementary.reciprocalCbrt($0) },
        exact: { 1 / Foundation.cbrt($0) }),
      SingleCase(
        name: "reciprocalPower7Over3", range: 1e-15...1e15, bound: 1e-6, relative: true,
        ours: { Elementary.reciprocalPower7Over3($0) }, exact: { Foundation.pow($0, -7.0 / 3) }),
    ]

    @Test("A dense sample in single precision stays within the stated bound", arguments: singleCases)
    func singleBound(_ c: SingleCase) {
      let n = 400_000
      var worst = 0.0
      var at: Float = 0
      let (low, high) = (Foundation.log(c.range.lowerBound), Foundation.log(c.range.upperBound))
      for i in 0...n {
        let x = Float(Foundation.exp(low + Double(i) / Double(n) * (high - low)))
        let expected = c.exact(Double(x))
        let unit = c.relative ? abs(expected) : Double(Float(expected).ulp)
        let error = abs(Double(c.ours(x)) - expected) / unit
        if !(error <= worst) { (worst, at) = (error, x) }
      }
      #expect(worst <= c.bound, "\(c.name) is off by \(worst) at \(at)")
    }
  }
#endif
