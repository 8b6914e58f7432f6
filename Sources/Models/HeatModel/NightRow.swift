import UrbanClimate

/// Scratch memory of one thread for one row of cells, and the loops over it that count warm hours of the night.
struct NightRow {
  private typealias Shade = PhysiologicalEquivalentTemperature.Shade

  private let columns: Int
  /// Of the reduction of the wind from 10 m at the station to 1.2 m.
  private let logs: UnsafeMutablePointer<Double>
  private let warm: UnsafeMutablePointer<Int32>

  init(columns: Int) {
    self.columns = columns
    logs = .allocate(capacity: columns)
    warm = .allocate(capacity: columns)
  }

  func free() {
    logs.deallocate()
    warm.deallocate()
  }

  /// - Parameter wind: speed at 1.2 m over that above open grass.
  func begin(wind: UnsafePointer<Float>) {
    let (logs, warm) = (logs, warm)
    for c in 0..<columns { logs[c] = PETRow.logReduction(wind[c]) }
    warm.update(repeating: 0, count: columns)
  }

  /// The shade's terms of `PETRow.add`, without light from the sky.
  func add(
    _ hour: PETHour, above limit: Double, sky: UnsafePointer<Float>, island: UnsafePointer<Float>, smallest: Double
  ) {
    let (logs, warm) = (logs, warm)
    for c in 0..<columns {
      let warmth = Double(island[c]) * hour.heatIslandShare
      let own = hour.logWind + logs[c]
      let logWind = own > smallest ? own : smallest
      let kelvin = hour.air + warmth
      let square = kelvin * kelvin
      let pet =
        hour.shadeConstant + Shade.logWind * logWind + Shade.airTemperature * warmth
        + PETHour.longwave * (1 - Double(sky[c])) * (square * square)
      warm[c] &+= pet > limit ? 1 : 0
    }
  }

  func finish(kinds: UnsafePointer<UInt8>, count: UnsafeMutablePointer<Float>) {
    let warm = warm
    for c in 0..<columns {
      count[c] = kinds[c] == SurfaceKind.building.rawValue ? .nan : count[c] + Float(warm[c])
    }
  }
}
