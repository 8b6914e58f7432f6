import Essentials
import Grids

/// A flat town made from a seed: blocks of houses, streets with hollows, gardens, a canal.
struct SyntheticTown {
  let frame: GridFrame
  let layers: [String: Grid<Float>]

  init(side: Int, cellSize: Double, seed: UInt64 = 7) {
    let frame = GridFrame(
      west: 0, north: Double(side) * cellSize, cellSize: cellSize, columns: side, rows: side)
    var random = SeededRandom(seed: seed)
    // Smooth unevenness: bilinear noise of two wavelengths.
    let coarse = Self.noise(frame, spacing: 40, amplitude: 0.25, &random)
    let fine = Self.noise(frame, spacing: 6, amplitude: 0.05, &random)
    let block = 40
    let street = 8
    func place(_ row: Int, _ column: Int) -> (inBlock: Bool, house: Bool, canal: Bool) {
      let (r, c) = (row % block, column % block)
      let inBlock = r >= street && c >= street
      let house = inBlock && (r < street + 6 || r >= block - 6) && (c - street) % 16 < 12
      return (inBlock, house, column >= side / 2 && column < side / 2 + 6)
    }
    let slope = 0.001 * cellSize
    var layers: [String: Grid<Float>] = [:]
    func fill(
      _ id: String, _ value: (_ row: Int, _ column: Int, _ p: (inBlock: Bool, house: Bool, canal: Bool)) -> Float
    ) {
      layers[id] = Grid(frame) { value($0, $1, place($0, $1)) }
    }
    fill("terrain") { row, column, p in
      if p.canal { return -1.5 }
      let base = Float(slope * Double(abs(column - side / 2))) + coarse[row, column] + fine[row, column]
      return p.inBlock ? base + 0.15 : base
    }
    fill("buildingHeight") { _, _, p in p.house && !p.canal ? 8 : 0 }
    fill("water") { _, _, p in p.canal ? 1 : 0 }
    fill("manning") { _, _, p in p.canal ? 0.03 : p.inBlock ? 0.05 : 0.02 }
    fill("surfaceStorage") { _, _, p in p.house ? 0 : p.inBlock ? 4 : 0.5 }
    fill("infiltrationInitial") { _, _, p in p.inBlock && !p.house ? 30 : 0 }
    fill("infiltrationFinal") { _, _, p in p.inBlock && !p.house ? 8 : 0 }
    fill("infiltrationDecay") { _, _, p in p.inBlock && !p.house ? 3 : 0 }
    fill("infiltrationCapacity") { _, _, _ in 200 }
    fill("soilConductivity") { _, _, _ in 0 }
    fill("soilSuction") { _, _, _ in 0 }
    fill("soilMoistureDeficit") { _, _, _ in 0 }
    fill("sewered") { _, _, p in p.canal ? 0 : p.house || !p.inBlock ? 1 : 0 }
    fill("roofStorage") { _, _, p in p.house ? 2 : 0 }
    fill("interception") { row, column, p in p.inBlock && !p.house && (row / 5 + column / 5) % 3 == 0 ? 1.5 : 0 }
    self.frame = frame
    self.layers = layers
  }

  /// The cells of a layer, row-major.
  func layer(_ id: String) -> [Float] { layers[id]?.cells ?? [] }

  private static func noise(
    _ frame: GridFrame, spacing: Int, amplitude: Double, _ random: inout SeededRandom
  ) -> Grid<Float> {
    let columns = frame.columns / spacing + 2
    let rows = frame.rows / spacing + 2
    let knots = (0..<rows * columns).map { _ in random.uniform(-amplitude...amplitude) }
    return Grid(frame) { row, column in
      let (r, c) = (row / spacing, column / spacing)
      let y = Double(row % spacing) / Double(spacing)
      let x = Double(column % spacing) / Double(spacing)
      let north = knots[r * columns + c] * (1 - x) + knots[r * columns + c + 1] * x
      let south = knots[(r + 1) * columns + c] * (1 - x) + knots[(r + 1) * columns + c + 1] * x
      return Float(north * (1 - y) + south * y)
    }
  }
}
