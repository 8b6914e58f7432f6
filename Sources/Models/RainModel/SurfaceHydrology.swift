/// Everything that adds water to the surface or takes it away other than flow: rain, crowns, soil, roofs, sewers.
struct SurfaceHydrology: Sendable {
  private let surface: UrbanSurface
  private let land: LandSurface
  private let remainder: Plane<Float>
  private(set) var roofs: RoofDrainage
  private(set) var sewers: SewerNetwork

  init(_ surface: UrbanSurface, sewer: SewerSettings) {
    self.surface = surface
    land = LandSurface(surface)
    remainder = Plane(surface.layout, repeating: 0)
    roofs = RoofDrainage(surface)
    sewers = SewerNetwork(surface, roofs: roofs.cells, settings: sewer)
  }

  /// - Parameter rain: depth that falls in this time, m.
  mutating func apply(rain: Double, seconds: Double, to solver: LocalInertialSolver, threads: Int) {
    let water = SurfaceWater(depth: solver.depth, remainder: remainder)
    land.apply(rain: rain, seconds: seconds, to: water, threads: threads)
    if rain > 0 { roofs.collect(rain: rain) }
    sewers.drain(water, roofs: &roofs, seconds: seconds)
    if rain > 0 { roofs.discharge(to: water) }
    solver.noteDeepest()
  }

  /// Gone into the soil at a cell, m.
  func infiltrated(row: Int, column: Int) -> Double { land.infiltrated(row: row, column: column) }

  /// - Parameter rain: depth of the whole event, m.
  func balance(with solver: LocalInertialSolver, rain: Double) -> WaterBalance {
    let layout = surface.layout
    var waiting = 0.0
    for row in 0..<layout.rows {
      for column in 0..<layout.columns { waiting += Double(remainder[layout.index(row, column)]) }
    }
    return WaterBalance(
      rain: rain * surface.area, interception: land.interceptionVolume + roofs.interceptionVolume,
      surfaceStorage: land.storageVolume, roofStorage: roofs.storageVolume, infiltration: land.infiltrationVolume,
      sewerStored: sewers.storedVolume, sewerPumped: sewers.pumpedVolume, sewerOverflow: sewers.overflowVolume,
      surfaceWater: solver.heldVolume, edgeOutflow: solver.outflowVolume,
      onStreet: solver.volume + waiting * layout.cellArea)
  }
}
