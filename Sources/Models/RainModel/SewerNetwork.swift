/// The sewer districts of an area and the cells that drain to each.
struct SewerNetwork: Sendable {
  private struct Catchment: Sendable {
    var district: SewerDistrict
    /// Padded indices of ground cells with gullies, and how much of each drains there.
    var ground: [(index: Int, share: Double)]
    /// Numbers of connected roofs, and how much of each.
    var roofs: [(number: Int, share: Double)]
  }

  private var catchments: [Catchment]
  private let cellArea: Double

  /// - Parameter district: the number of a sewered cell's district, 0 or higher.
  init(
    _ surface: UrbanSurface, roofs: [Int], settings: SewerSettings, district: (_ cell: Int) -> Int = { _ in 0 }
  ) {
    let layout = surface.layout
    cellArea = layout.cellArea
    var ground: [[(index: Int, share: Double)]] = []
    var connectedRoofs: [[(number: Int, share: Double)]] = []
    func place(_ cell: Int) -> Int {
      let number = district(cell)
      while ground.count <= number {
        ground.append([])
        connectedRoofs.append([])
      }
      return number
    }
    for cell in 0..<surface.count where surface.isSewered(cell) && !surface.isBuilding(cell) {
      let number = place(cell)
      ground[number].append((layout.index(of: cell), surface.sewerShare(cell)))
    }
    for (roof, cell) in roofs.enumerated() where surface.isSewered(cell) {
      let number = place(cell)
      connectedRoofs[number].append((roof, surface.sewerShare(cell)))
    }
    let cellArea = cellArea
    catchments = zip(ground, connectedRoofs).map { ground, roofs in
      let cells = ground.reduce(0) { $0 + $1.share } + roofs.reduce(0) { $0 + $1.share }
      return Catchment(
        district: SewerDistrict(settings: settings, area: cells * cellArea),
        ground: ground, roofs: roofs)
    }
  }

  var districts: [SewerDistrict] { catchments.map(\.district) }
  var storedVolume: Double { catchments.reduce(0) { $0 + $1.district.stored } }
  var pumpedVolume: Double { catchments.reduce(0) { $0 + $1.district.pumped } }
  var overflowVolume: Double { catchments.reduce(0) { $0 + $1.district.overflowed } }

  /// Lets gullies and roof pipes drain for `seconds`. Where the sewer cannot take all, each cell gives the same share
  /// of what it offered.
  mutating func drain(_ water: SurfaceWater, roofs: inout RoofDrainage, seconds: Double) {
    for number in catchments.indices {
      let catchment = catchments[number]
      let most = catchment.district.settings.intake * seconds
      var offered = 0.0
      for cell in catchment.ground { offered += min(most * cell.share, water.available(cell.index)) }
      for roof in catchment.roofs { offered += min(most, roofs.overflow(roof.number)) * roof.share }
      let accepted = catchments[number].district.accept(offered * cellArea, seconds: seconds)
      guard accepted > 0 else { continue }
      let share = accepted / (offered * cellArea)
      for cell in catchment.ground {
        let depth = water.available(cell.index)
        if depth > 0 { water.add(-min(most * cell.share, depth) * share, at: cell.index) }
      }
      for roof in catchment.roofs {
        roofs.take(min(most, roofs.overflow(roof.number)) * roof.share * share, from: roof.number)
      }
    }
  }
}
