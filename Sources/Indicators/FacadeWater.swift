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
    self.init(Surroundings(footprints: footprints, buildingHeight: buildingHeight), terrain: terrain, depth: depth)
  }

  init(_ surroundings: Surroundings, terrain: Grid<Float>, depth: Grid<Float>) {
    var buildings: [Building] = []
    depths = surroundings.buildings.map { building in
      guard let building else { return nil }
      var found = 0.0
      terrain.withCells { terrain in
        depth.withCells { depth in
          var levels: [Float] = []
          for cell in building.cells.prefix(building.facade) where depth[Int(cell)] > Self.wetDepth {
            levels.append(terrain[Int(cell)] + depth[Int(cell)])
          }
          // A dry wall needs no ground to compare with.
          if let level = Statistics.percentile(0.9, levels),
            let around = Statistics.percentile(0.75, building.cells.map { terrain[Int($0)] })
          {
            found = max(0, Double(level) - Double(around))
          }
        }
      }
      buildings.append(Building(id: building.id, depth: found))
      return found
    }
    self.buildings = buildings
  }

  /// The open ground around each building of a set: it depends on where buildings stand alone, and serves any water.
  struct Surroundings: Sendable {
    struct Ring: Sendable {
      var id: String
      /// Nearest first.
      var cells: [Int32]
      /// How many of them lie along the wall.
      var facade: Int
    }

    /// By feature of the set, in its order; nil for one without a cell in the frame.
    let buildings: [Ring?]

    init(footprints: FeatureSet, buildingHeight: Grid<Float>) {
      let frame = buildingHeight.frame
      let facadeRings = max(1, Int((2 / frame.cellSize).rounded()))
      let groundRings = max(2, Int((5 / frame.cellSize).rounded()))
      var visits = Visits(count: frame.count)
      buildings = footprints.features.enumerated().map { index, feature in
        let cells = feature.geometry.polygons.flatMap { Rasterization.cells(inside: $0, of: frame) }
        if cells.isEmpty { return nil }
        let open = FacadeWater.rings(around: cells, upTo: groundRings, frame, &visits)
          .filter { buildingHeight[$0.cell] <= 0 }
        return Ring(
          id: feature.id ?? feature.properties["id"]?.text ?? "\(index + 1)", cells: open.map { Int32($0.cell) },
          facade: open.count { $0.ring <= facadeRings })
      }
    }
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
