/// How a combined sewer of a district takes part, per m2 that it drains.
struct SewerSettings: Hashable, Sendable {
  /// Storage below the overflow's sill, m.
  var storage: Double
  /// Most that the gullies of a cell take, m/s.
  var intake: Double
  /// What the pump takes away, m/s.
  var pump: Double
  /// What the overflow to open water can carry, m/s.
  var overflow: Double

  init(storageMillimetres: Double, intakePerHour: Double, pumpPerHour: Double, overflowPerHour: Double) {
    storage = storageMillimetres / 1000
    intake = intakePerHour / 3.6e6
    pump = pumpPerHour / 3.6e6
    overflow = overflowPerHour / 3.6e6
  }
}

/// The water in one district's sewer: a store with a pump and an overflow.
struct SewerDistrict: Sendable {
  let settings: SewerSettings
  /// Drained surface, m2.
  let area: Double
  /// In the pipes, m3.
  private(set) var stored = 0.0
  /// Pumped to the treatment works so far, m3.
  private(set) var pumped = 0.0
  /// Spilled to open water so far, m3.
  private(set) var overflowed = 0.0

  init(settings: SewerSettings, area: Double) {
    self.settings = settings
    self.area = area
  }

  var capacity: Double { settings.storage * area }

  /// Offers water to the sewer and lets pump and overflow work for `seconds`. A full sewer takes no more than these
  /// two carry away.
  /// - Returns: what was accepted, m3.
  mutating func accept(_ offered: Double, seconds: Double) -> Double {
    let pumpVolume = settings.pump * area * seconds
    let overflowVolume = settings.overflow * area * seconds
    let accepted = min(offered, max(0, capacity - stored + pumpVolume + overflowVolume))
    stored += accepted
    let pumpedNow = min(stored, pumpVolume)
    stored -= pumpedNow
    pumped += pumpedNow
    let spilledNow = min(max(0, stored - capacity), overflowVolume)
    stored -= spilledNow
    overflowed += spilledNow
    return accepted
  }
}
