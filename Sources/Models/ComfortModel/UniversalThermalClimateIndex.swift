import Elementary

/// The Universal Thermal Climate Index: the air temperature of a reference room outdoors that strains a walking body as
/// much as the weather does.
///
/// Operational procedure of Bröde et al. (2012), "Deriving the operational procedure for the Universal Thermal Climate
/// Index (UTCI)", International Journal of Biometeorology 56: the air temperature plus a polynomial. Where an input lies
/// outside the range to which the polynomial was fitted it says nothing (above 50 hPa it gives nonsense); such an input
/// is brought to the edge of the range and the result marked.
public enum UniversalThermalClimateIndex {
  /// A result, and whether all inputs lay in the range of the procedure.
  public struct Value: Hashable, Sendable {
    /// Degrees Celsius.
    public var temperature: Double
    public var isInRange: Bool
  }

  /// Range of the procedure for air temperature, degrees Celsius.
  public static let airTemperatures = -50.0...50.0
  /// Of mean radiant minus air temperature, K.
  public static let radiantDifferences = -30.0...70.0
  /// Of wind speed at 10 m, m/s.
  public static let windSpeeds = 0.5...17.0
  /// Of vapour pressure, hPa.
  public static let vapourPressures = 0.0...50.0

  /// Roughness length in the index's own convention for wind, m (Bröde et al. 2012).
  public static let roughness = 0.01

  /// - Parameters:
  ///   - airTemperature: degrees Celsius.
  ///   - meanRadiantTemperature: degrees Celsius.
  ///   - windSpeed: at 10 m, m/s.
  ///   - vapourPressure: hPa.
  public static func value(
    airTemperature: Double, meanRadiantTemperature: Double, windSpeed: Double, vapourPressure: Double
  ) -> Value {
    Polynomial(vapourPressure: vapourPressure).value(
      airTemperature: airTemperature, meanRadiantTemperature: meanRadiantTemperature, windSpeed: windSpeed)
  }

  /// Speed at 10 m over that at `height` (m), by the logarithmic profile above a roughness of 0.01 m: the convention of
  /// the index, whatever the street looks like.
  public static func windFactor(fromHeight height: Double) -> Double {
    Elementary.log(10 / roughness) / Elementary.log(height / roughness)
  }

  /// Vapour pressure over water at which air is saturated, hPa, as the operational procedure has it (Hardy 1998,
  /// "ITS-90 formulations for vapor pressure").
  /// - Parameter temperature: degrees Celsius.
  public static func saturationVapourPressure(_ temperature: Double) -> Double {
    let t = temperature + 273.15
    let polynomial =
      ((((-1.8680009e-13 * t + 7.0229056e-10) * t + 1.6261698e-5) * t - 0.02737830188) * t + 19.54263612)
      - 6028.076559 / t - 2836.5744 / (t * t)
    return 0.01 * Elementary.exp(polynomial + 2.7150305 * Elementary.log(t))
  }
}

extension UniversalThermalClimateIndex {
  /// The procedure at one vapour pressure: a polynomial of three variables, so that an hour's cells share the fourth.
  public struct Polynomial: Sendable {
    private static let degree = 6
    /// By powers of radiant difference, wind and air temperature, the last changing first.
    private let coefficients: [Double]
    public let isHumidityInRange: Bool

    /// - Parameter vapourPressure: hPa.
    public init(vapourPressure: Double) {
      let range = UniversalThermalClimateIndex.vapourPressures
      isHumidityInRange = range.contains(vapourPressure)
      let pressure = min(max(vapourPressure, range.lowerBound), range.upperBound) / 10
      let degree = Self.degree
      var sums = [Double](repeating: 0, count: 84)
      var power = 1.0
      var source = 0
      for ofPressure in 0...degree {
        var row = 0
        for ofRadiation in 0...degree {
          for ofWind in 0...degree - ofRadiation {
            // Powers above the sixth degree have no coefficient.
            for ofAir in 0..<max(0, degree - ofPressure - ofRadiation - ofWind + 1) {
              sums[row + ofAir] += UniversalThermalClimateIndex.coefficients[source] * power
              source += 1
            }
            row += degree - ofRadiation - ofWind + 1
          }
        }
        power *= pressure
      }
      coefficients = sums
    }

    /// For work on many cells: `value` on the pointer that this gives.
    func withCoefficients<R>(_ body: (UnsafePointer<Double>) -> R) -> R {
      coefficients.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { preconditionFailure("84 coefficients") }
        return body(base)
      }
    }

    public func value(airTemperature: Double, meanRadiantTemperature: Double, windSpeed: Double) -> Value {
      withCoefficients {
        Self.value(
          $0, isHumidityInRange: isHumidityInRange, airTemperature: airTemperature,
          meanRadiantTemperature: meanRadiantTemperature, windSpeed: windSpeed)
      }
    }

    @inline(__always)
    static func value(
      _ coefficients: UnsafePointer<Double>, isHumidityInRange: Bool, airTemperature: Double,
      meanRadiantTemperature: Double, windSpeed: Double
    ) -> Value {
      let difference = meanRadiantTemperature - airTemperature
      let t = bounded(airTemperature, UniversalThermalClimateIndex.airTemperatures)
      let v = bounded(windSpeed, UniversalThermalClimateIndex.windSpeeds)
      let d = bounded(difference, UniversalThermalClimateIndex.radiantDifferences)
      // Horner's scheme, from the last coefficient to the first.
      var index = 83
      var sum = 0.0
      for ofRadiation in 0...degree {
        var windSum = 0.0
        for ofWind in 0...ofRadiation {
          var airSum = 0.0
          for _ in 0...ofWind {
            airSum = airSum * t + coefficients[index]
            index -= 1
          }
          windSum = windSum * v + airSum
        }
        sum = sum * d + windSum
      }
      return Value(
        temperature: t + sum,
        isInRange: isHumidityInRange && t == airTemperature && v == windSpeed && d == difference)
    }

    @inline(__always)
    private static func bounded(_ value: Double, _ range: ClosedRange<Double>) -> Double {
      min(max(value, range.lowerBound), range.upperBound)
    }
  }
}
