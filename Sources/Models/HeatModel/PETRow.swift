import Elementary
import UrbanClimate

/// Scratch memory of one thread for one row of cells, and the loops over it.
struct PETRow {
  private typealias Sun = PhysiologicalEquivalentTemperature.Sun
  private typealias Shade = PhysiologicalEquivalentTemperature.Shade

  private let columns: Int
  /// Logarithm of the reduction of the wind from 10 m at the station to 1.2 m, by quarter and column.
  private let logs: UnsafeMutablePointer<Double>
  /// The Bowen ratio's term of the sun's regression.
  private let ground: UnsafeMutablePointer<Double>
  private let sums: UnsafeMutablePointer<Double>
  private let shaded: UnsafeMutablePointer<Int32>
  /// Not 0 under a crown.
  private let crowns: UnsafeMutablePointer<UInt8>

  init(columns: Int, quarters: Int) {
    self.columns = columns
    logs = .allocate(capacity: max(1, columns * quarters))
    ground = .allocate(capacity: columns)
    sums = .allocate(capacity: columns)
    shaded = .allocate(capacity: columns)
    crowns = .allocate(capacity: columns)
  }

  func free() {
    logs.deallocate()
    ground.deallocate()
    sums.deallocate()
    shaded.deallocate()
    crowns.deallocate()
  }

  /// - Parameter bowens: by kind of surface.
  func begin(kinds: UnsafePointer<UInt8>, bowens: [Double]) {
    bowens.withUnsafeBufferPointer { bowens in
      for c in 0..<columns {
        ground[c] = Sun.bowen * bowens[Int(kinds[c] & 3)]
        crowns[c] = kinds[c] & SurfaceKind.underCrown
      }
    }
    sums.update(repeating: 0, count: columns)
    shaded.update(repeating: 0, count: columns)
  }

  /// - Parameter wind: speed at 1.2 m over that above open grass.
  func setWind(_ wind: UnsafePointer<Float>, _ quarter: Int) {
    let logs = logs + quarter * columns
    for c in 0..<columns { logs[c] = Self.logReduction(wind[c]) }
  }

  /// - Parameter wind: speed at 1.2 m over that above open grass.
  @inline(__always)
  static func logReduction(_ wind: Float) -> Double {
    let reduction = Float(WindReduction.reduction(relativeSpeed: Double(wind)))
    // Behind a wall the profile may even turn back; the smallest wind speed then counts.
    return Double(Elementary.log(reduction > 1e-6 ? reduction : 1e-6))
  }

  /// Both regressions for every cell: a branch would cost more than the few products.
  @inline(never)
  func add(
    _ hour: PETHour, shade: UnsafePointer<UInt8>, sky: UnsafePointer<Float>, island: UnsafePointer<Float>,
    smallest: Double
  ) {
    let logs = logs + hour.quarter * columns
    let (sums, shaded, crowns, ground) = (sums, shaded, crowns, ground)
    for c in 0..<columns {
      let skyView = Double(sky[c])
      let warmth = Double(island[c]) * hour.heatIslandShare
      let own = hour.logWind + logs[c]
      let logWind = own > smallest ? own : smallest
      let sun =
        hour.sunConstant + hour.sunLogWind * logWind + Sun.airTemperature * warmth + ground[c]
        + Sun.skyViewFactor * skyView
      let kelvin = hour.air + warmth
      let square = kelvin * kelvin
      let cover =
        hour.shadeConstant + Shade.logWind * logWind + Shade.airTemperature * warmth + hour.diffuse * skyView
        + PETHour.longwave * (1 - skyView) * (square * square)
      let isShaded = (shade[c] | crowns[c]) != 0
      sums[c] += isShaded ? cover : sun
      shaded[c] &+= isShaded ? 1 : 0
    }
  }

  /// Means over the hours.
  func finish(
    hours: Int, kinds: UnsafePointer<UInt8>, pet: UnsafeMutablePointer<Float>, shade: UnsafeMutablePointer<Float>
  ) {
    let count = Double(max(1, hours))
    for c in 0..<columns {
      pet[c] = kinds[c] == SurfaceKind.building.rawValue ? .nan : Float(sums[c] / count)
      shade[c] = Float(shaded[c]) / Float(count)
    }
  }
}
