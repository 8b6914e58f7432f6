import Grids

/// Full PET of one hour between the nodes of a fixed lattice over air temperature, mean radiant temperature and wind,
/// since solving two balances for each cell would take minutes.
///
/// The nodes lie at whole multiples of the steps, whatever the range: what a cell gets does not depend on the others.
/// Tests hold the error of interpolation below 0.05 degrees.
struct EquivalentTemperatureTable: Sendable {
  /// K.
  fileprivate static let airStep = 0.25
  fileprivate static let radiantStep = 1.0
  /// Of the square root of the wind speed in m/s, since PET bends most where there is little wind.
  fileprivate static let windStep = 0.05

  /// hPa.
  let vapourPressure: Double
  let lattice: Lattice
  /// By air temperature, mean radiant temperature and wind, the last changing first.
  private let values: [Double]

  /// The nodes that a table has, in numbers of steps.
  struct Lattice: Hashable, Sendable {
    fileprivate(set) var airs, radiants, winds: Range<Int>

    /// - Parameters:
    ///   - airTemperatures: that occur, degrees Celsius.
    ///   - radiantTemperatures: degrees Celsius.
    ///   - windSpeeds: m/s, not negative.
    init(
      airTemperatures: ClosedRange<Double>, radiantTemperatures: ClosedRange<Double>, windSpeeds: ClosedRange<Double>
    ) {
      func nodes(_ range: ClosedRange<Double>, _ step: Double) -> Range<Int> {
        Int((range.lowerBound / step).rounded(.down))..<Int((range.upperBound / step).rounded(.down)) + 2
      }
      airs = nodes(airTemperatures, airStep)
      radiants = nodes(radiantTemperatures, radiantStep)
      winds = nodes(windSpeeds.lowerBound.squareRoot()...windSpeeds.upperBound.squareRoot(), windStep)
    }

    var count: Int { airs.count * radiants.count * winds.count }

    func holds(_ other: Lattice) -> Bool {
      Self.holds(airs, other.airs) && Self.holds(radiants, other.radiants) && Self.holds(winds, other.winds)
    }

    /// The smallest that holds both.
    func joined(_ other: Lattice) -> Lattice {
      func join(_ a: Range<Int>, _ b: Range<Int>) -> Range<Int> {
        min(a.lowerBound, b.lowerBound)..<max(a.upperBound, b.upperBound)
      }
      var joined = self
      joined.airs = join(airs, other.airs)
      joined.radiants = join(radiants, other.radiants)
      joined.winds = join(winds, other.winds)
      return joined
    }

    /// Of a node, in the table's order; nil outside.
    fileprivate func index(air: Int, radiant: Int, wind: Int) -> Int? {
      guard airs.contains(air), radiants.contains(radiant), winds.contains(wind) else { return nil }
      return ((air - airs.lowerBound) * radiants.count + radiant - radiants.lowerBound) * winds.count + wind
        - winds.lowerBound
    }

    private static func holds(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
      a.lowerBound <= b.lowerBound && a.upperBound >= b.upperBound
    }
  }

  /// - Parameters:
  ///   - vapourPressure: of the hour, hPa.
  ///   - known: a table of this vapour pressure whose nodes are taken over.
  init(_ lattice: Lattice, vapourPressure: Double, from known: EquivalentTemperatureTable? = nil, threads: Int) {
    self.lattice = lattice
    self.vapourPressure = vapourPressure
    let (radiants, winds) = (lattice.radiants, lattice.winds)
    let count = lattice.count
    values = [Double](unsafeUninitializedCapacity: count) { buffer, filled in
      nonisolated(unsafe) let buffer = buffer
      Parallel.ranges(count, threads: threads) { part in
        for index in part {
          let wind = winds.lowerBound + index % winds.count
          let radiant = radiants.lowerBound + index / winds.count % radiants.count
          let air = lattice.airs.lowerBound + index / winds.count / radiants.count
          let root = Double(wind) * Self.windStep
          buffer.initializeElement(
            at: index,
            to: known?.node(air: air, radiant: radiant, wind: wind)
              ?? MunichEnergyBalance.standard.equivalentTemperature(
                airTemperature: Double(air) * Self.airStep,
                meanRadiantTemperature: Double(radiant) * Self.radiantStep, windSpeed: root * root,
                vapourPressure: vapourPressure))
        }
      }
      filled = count
    }
  }

  private func node(air: Int, radiant: Int, wind: Int) -> Double? {
    lattice.index(air: air, radiant: radiant, wind: wind).map { values[$0] }
  }

  /// Degrees Celsius.
  /// - Precondition: the three lie in the table's ranges.
  @inline(__always)
  func value(airTemperature: Double, radiantTemperature: Double, windSpeed: Double) -> Double {
    let (air, airPart) = Self.place(airTemperature, Self.airStep, lattice.airs.lowerBound)
    let (radiant, radiantPart) = Self.place(radiantTemperature, Self.radiantStep, lattice.radiants.lowerBound)
    let (wind, windPart) = Self.place(windSpeed.squareRoot(), Self.windStep, lattice.winds.lowerBound)
    let winds = lattice.winds.count
    let plane = lattice.radiants.count * winds
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
