/// How easily water leaves over the edges: sqrt(S)/n of the cells along each, for Manning's normal depth.
struct EdgeConveyance: Sendable {
  let west: [Float]?
  let east: [Float]?
  let north: [Float]?
  let south: [Float]?

  init(_ layout: FlowLayout, slopes: EdgeSlopes, manning: (Int) -> Float) {
    func along(_ slope: Double?, _ count: Int, _ cell: (Int) -> Int) -> [Float]? {
      slope.map { slope in
        (0..<count).map { Float(slope.squareRoot() / Double(manning(cell($0)))) }
      }
    }
    let columns = layout.columns
    west = along(slopes.west, layout.rows) { $0 * columns }
    east = along(slopes.east, layout.rows) { ($0 + 1) * columns - 1 }
    north = along(slopes.north, columns) { $0 }
    south = along(slopes.south, columns) { (layout.rows - 1) * columns + $0 }
  }

  /// Discharge at normal depth, q = sqrt(S)/n h^(5/3) (Manning), m2/s.
  static func discharge(_ depth: Float, _ conveyance: Float) -> Float {
    depth > LocalInertialSolver.dryDepth ? conveyance * depth * depth * FastPower.inverseCubeRoot(depth) : 0
  }
}
