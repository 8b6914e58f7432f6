/// The ground, roofs and water of an area as the simulation needs them: one value per cell, row-major.
struct UrbanSurface: Sendable {
  var rows: Int
  var columns: Int
  /// Edge of a cell, m.
  var cellSize: Double
  /// Ground level above any datum, m.
  var terrain: [Float]
  /// Height above the ground, m; 0 = no building.
  var buildingHeight: [Float]
  /// 1 = open water.
  var water: [Float]
  /// Manning's n, s/m^(1/3).
  var manning: [Float]
  /// Wetting and bucket storage, mm.
  var surfaceStorage: [Float]
  /// Horton f0, mm/h.
  var infiltrationInitial: [Float]
  /// Horton fc, mm/h.
  var infiltrationFinal: [Float]
  /// Horton k, 1/h.
  var infiltrationDecay: [Float]
  /// Room in the soil, mm.
  var infiltrationCapacity: [Float]
  /// Green-Ampt K, mm/h; > 0 takes the place of Horton.
  var soilConductivity: [Float]
  /// Green-Ampt psi, m.
  var soilSuction: [Float]
  /// Green-Ampt dtheta, 1.
  var soilMoistureDeficit: [Float]
  /// 1 = drains to the sewer; where `hasShares`, the share of the cell that does.
  var sewered: [Float]
  /// Storage on roofs, mm.
  var roofStorage: [Float]
  /// Storage in crowns, mm.
  var interception: [Float]
  /// Whether cells stand for several smaller ones, so that a part of one can drain to the sewer.
  var hasShares = false
  /// Faces that something thinner than a cell closes.
  var closed: ClosedFaces?

  /// Bare flat ground at level 0 that takes in nothing.
  init(rows: Int, columns: Int, cellSize: Double) {
    self.rows = rows
    self.columns = columns
    self.cellSize = cellSize
    let zero = [Float](repeating: 0, count: rows * columns)
    terrain = zero
    buildingHeight = zero
    water = zero
    manning = [Float](repeating: 0.03, count: rows * columns)
    surfaceStorage = zero
    infiltrationInitial = zero
    infiltrationFinal = zero
    infiltrationDecay = zero
    infiltrationCapacity = [Float](repeating: 1e6, count: rows * columns)
    soilConductivity = zero
    soilSuction = zero
    soilMoistureDeficit = zero
    sewered = zero
    roofStorage = zero
    interception = zero
  }

  var count: Int { rows * columns }
  /// The whole area, m2.
  var area: Double { Double(count) * cellSize * cellSize }
  var layout: FlowLayout { FlowLayout(rows: rows, columns: columns, cellSize: cellSize) }

  func isBuilding(_ cell: Int) -> Bool { buildingHeight[cell] > 0 }
  func isWater(_ cell: Int) -> Bool { water[cell] > 0.5 && !isBuilding(cell) }
  func isSewered(_ cell: Int) -> Bool { sewerShare(cell) > 0 }
  /// How much of a cell drains to the sewer, 0 to 1.
  func sewerShare(_ cell: Int) -> Double {
    if isWater(cell) { return 0 }
    return hasShares ? Double(sewered[cell]) : sewered[cell] > 0.5 ? 1 : 0
  }
}
