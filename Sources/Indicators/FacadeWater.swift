import Areas
import Geometry
import Grids

/// How high water stands against the walls of each building.
///
/// The highest 10 % of water levels in the cells along the wall, minus the upper quartile of the ground 1 to 5 m around
/// the building: the idea of the Dutch damage model WSS (Nelen & Schuurmans), with cut-offs of our own.
public struct FacadeWater: Sendable {
  public struct Building: Sendable {
    public var id: String
    /// m above the ground around the building; 0 where no water stands.
    public var depth: Double
  }

  /// Cells shallower than this are a wet surface, not standing water, m.
  static let wetDepth: Float = 0.005

  public let buildings: [Building]
  /// By feature of the set, in its order, m; nil for a building without a cell in the frame.
  public let depths: [Double?]

  /// - Parameters:
  ///   - footprints: polygons of the buildings, ids from the features.
  ///   - depth: highest water depth, m, 0 on buildings.
  public init(footprints: FeatureSet, terrain: Grid<Float>, buildingHeight: Grid<Float>, depth: Grid<Float>) {
    let frame = terrain.frame
    let facadeRings = max(1, Int((2 / frame.cellSize).rounded()))
    let groundRings = max(2, Int((5 / frame.cellSize).rounded()))
    var visits = Visits(count: frame.count)
    var buildings: [Building] = []
    var depths: [Double?] = []
    for (index, feature) in footprints.features.enumerated() {
      let cells = feature.geometry.polygons.flatMap { Rasterization.cells(inside: $0, of: frame) }
      if cells.isEmpty {
        depths.append(nil)
        continue
      }
      var levels: [Float] = []
      var ground: [Float] = []
      for (cell, ring) in Self.rings(around: cells, upTo: groundRings, frame, &visits)
      where buildingHeight[cell] <= 0 {
        ground.append(terrain[cell])
        if ring <= facadeRings, depth[cell] > Self.wetDepth { levels.append(terrain[cell] + depth[cell]) }
      }
      let id = feature.id ?? feature.properties["id"]?.text ?? "\(index + 1)"
      var depth = 0.0
      if let level = Statistics.percentile(0.9, levels), let around = Statistics.percentile(0.75, ground) {
        depth = max(0, Double(level) - Double(around))
      }
      buildings.append(Building(id: id, depth: depth))
      depths.append(depth)
    }
    self.buildings = buildings
    self.depths = depths
  }

  /// Marks of cells already seen in one search, cleared by counting on rather than by writing.
  private struct Visits {
    private var marks: [Int32]
    private var search: Int32 = 0

    init(count: Int) { marks = [Int32](repeating: 0, count: count) }

    mutating func begin() { search += 1 }

    /// True the first time in this search.
    mutating func visit(_ cell: Int) -> Bool {
      if marks[cell] == search { return false }
      marks[cell] = search
      return true
    }
  }

  /// Cells around a set of cells with their chessboard distance to it, in the order in which they are reached.
  private static func rings(
    around cells: [Int], upTo last: Int, _ frame: GridFrame, _ visits: inout Visits
  ) -> [(cell: Int, ring: Int)] {
    visits.begin()
    for cell in cells { _ = visits.visit(cell) }
    var front = cells
    var result: [(cell: Int, ring: Int)] = []
    for ring in 1...last {
      var next: [Int] = []
      for cell in front {
        let (row, column) = (cell / frame.columns, cell % frame.columns)
        for r in max(0, row - 1)...min(frame.rows - 1, row + 1) {
          for c in max(0, column - 1)...min(frame.columns - 1, column + 1) {
            let neighbour = r * frame.columns + c
            if visits.visit(neighbour) {
              next.append(neighbour)
              result.append((neighbour, ring))
            }
          }
        }
      }
      front = next
    }
    return result
  }
}
