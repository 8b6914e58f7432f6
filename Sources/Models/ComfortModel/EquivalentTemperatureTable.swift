import Grids

/// Full PET of one hour between the nodes of a fixed lattice over air temperature, mean radiant temperature and wind,
/// since solving two balances for each cell would take minutes.
///
/// The nodes lie at whole multiples of the steps, whatever the range: what a cell gets does not depend on the others.
/// Tests hold the error of interpolation below 0.05 degrees.
struct EquivalentTemperatureTable: Sendable {
  /// K.
  private static let airStep = 0.25
  private static let radiantStep = 1.0
  /// Of the square root of the wind speed in m/s, since PET bends most where there is little wind.
  private static let windStep = 0.05

  private let firstAir, firstRadiant, firstWind: Int
  private let airs, radiants, winds: Int
  /// By air temperature, mean radiant temperature and wind, the last changing first.
  private let values: [Double]

  /// - Parameters:
  ///   - airTemperatures: that occur, degrees Celsius.
  ///   - radiantTemperatures: degrees Celsius.
  ///   - windSpeeds: m/s, not negative.
  ///   - vapourPressure: of the hour, hPa.
  init(
    airTemperatures: ClosedRange<Double>, radiantTemperatures: ClosedRange<Double>, windSpeeds: ClosedRange<Double>,
    vapourPressure: Double, threads: Int
  ) {
    func nodes(_ range: ClosedRange<Double>, _ step: Double) -> (first: Int, count: Int) {
      let first = Int((range.lowerBound / step).rounded(.down))
      return (first, Int((range.upperBound / step).rounded(.down)) - first + 2)
    }
    (firstAir, airs) = nodes(airTemperatures, Self.airStep)
    (firstRadiant, radiants) = nodes(radiantTemperatures, Self.radiantStep)
    (firstWind, winds) = nodes(
      windSpeeds.lowerBound.squareRoot()...windSpeeds.upperBound.squareRoot(), Self.windStep)
    let (firstAir, firstRadiant, firstWind, radiants, winds) = (firstAir, firstRadiant, firstWind, radiants, winds)
    let count = airs * radiants * winds
    values = [Double](unsafeUninitializedCapacity: count) { buffer, filled in
      nonisolated(unsafe) let buffer = buffer
      Parallel.ranges(count, threads: threads) { part in
        for index in part {
          let root = Double(firstWind + index % winds) * Self.windStep
          let radiant = Double(firstRadiant + index / winds % radiants) * Self.radiantStep
          let air = Double(firstAir + index / winds / radiants) * Self.airStep
          buffer.initializeElement(
            at: index,
            to: MunichEnergyBalance.standard.equivalentTemperature(
              airTemperature: air, meanRadiantTemperature: radiant, windSpeed: root * root,
              vapourPressure: vapourPressure))
        }
      }
      filled = count
    }
  }

  /// Degrees Celsius.
  /// - Precondition: the three lie in the table's ranges.
  @inline(__always)
  func value(airTemperature: Double, radiantTemperature: Double, windSpeed: Double) -> Double {
    let (air, airPart) = Self.place(airTemperature, Self.airStep, firstAir)
    let (radiant, radiantPart) = Self.place(radiantTemperature, Self.radiantStep, firstRadiant)
    let (wind, windPart) = Self.place(windSpeed.squareRoot(), Self.windStep, firstWind)
    let plane = radiants * winds
    let corner = air * plane + radiant * winds + wind
    return values.withUnsafeBufferPointer { values in
      func line(_ index: Int) -> Double { values[index] + windPart * (values[index + 1] - values[index]) }
      func face(_ index: Int) -> Double {
        let near = line(index)
        return near + radiantPart * (line(index + winds) - near)
      }
      let near = face(corner)
      return near + airPart * (face(corner + plane) - near)
    }
  }

  @inline(__always)
  private static func place(_ value: Double, _ step: Double, _ first: Int) -> (index: Int, part: Double) {
    let scaled = value / step
    let whole = scaled.rounded(.down)
    return (Int(whole) - first, scaled - whole)
  }
}
