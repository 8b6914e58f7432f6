/// Rain on buildings: crowns above and the roof's storage fill first; what runs over goes to the sewer or down the
/// downspout to the nearest ground.
struct RoofDrainage: Sendable {
  private struct Roof: Sendable {
    /// Padded index of the ground cell below the downspout; nil where the area has no ground at all.
    var downspout: Int?
    var capacity: Double
    var crownRoom: Double
    var stored = 0.0
    /// What runs over now and has found no way yet, m.
    var overflow = 0.0
    var intercepted = 0.0
  }

  private let cellArea: Double
  private var roofs: [Roof] = []
  /// Row-major cell of each roof.
  let cells: [Int]

  init(_ surface: UrbanSurface) {
    let layout = surface.layout
    cellArea = layout.cellArea
    cells = (0..<surface.count).filter(surface.isBuilding)
    let downspouts = Self.downspouts(surface)
    roofs = cells.map { cell in
      Roof(
        downspout: downspouts[cell] < 0 ? nil : layout.index(of: downspouts[cell]),
        capacity: Double(surface.roofStorage[cell]) / 1000, crownRoom: Double(surface.interception[cell]) / 1000)
    }
  }

  /// The nearest ground cell of each building cell, in steps to the four neighbours; ties go to the one that lies
  /// first in reading order. Ground cells have themselves; -1 where there is no ground.
  static func downspouts(_ surface: UrbanSurface) -> [Int] {
    var nearest = [Int](repeating: -1, count: surface.count)
    var queue = (0..<surface.count).filter { !surface.isBuilding($0) }
    for cell in queue { nearest[cell] = cell }
    var head = 0
    while head < queue.count {
      let cell = queue[head]
      head += 1
      let (row, column) = (cell / surface.columns, cell % surface.columns)
      func visit(_ row: Int, _ column: Int) {
        guard row >= 0, row < surface.rows, column >= 0, column < surface.columns else { return }
        let neighbour = row * surface.columns + column
        guard nearest[neighbour] < 0 else { return }
        nearest[neighbour] = nearest[cell]
        queue.append(neighbour)
      }
      visit(row - 1, column)
      visit(row, column - 1)
      visit(row, column + 1)
      visit(row + 1, column)
    }
    return nearest
  }

  /// Held by crowns over roofs, m3.
  var interceptionVolume: Double { roofs.reduce(0) { $0 + $1.intercepted } * cellArea }
  /// On roofs, m3.
  var storageVolume: Double { roofs.reduce(0) { $0 + $1.stored } * cellArea }

  /// Lets rain (m) fall on all roofs.
  mutating func collect(rain: Double) {
    for number in roofs.indices {
      let caught = min(rain, roofs[number].crownRoom)
      roofs[number].crownRoom -= caught
      roofs[number].intercepted += caught
      let filled = roofs[number].stored + rain - caught
      let kept = min(filled, roofs[number].capacity)
      roofs[number].stored = kept
      roofs[number].overflow += filled - kept
    }
  }

  /// What a roof wants to get rid of, m.
  func overflow(_ number: Int) -> Double { roofs[number].overflow }

  /// Takes water (m) from a roof's overflow, for the sewer.
  mutating func take(_ depth: Double, from number: Int) { roofs[number].overflow -= depth }

  /// Sends what is left down the downspouts.
  mutating func discharge(to water: SurfaceWater) {
    for number in roofs.indices where roofs[number].overflow > 0 {
      if let downspout = roofs[number].downspout {
        water.add(roofs[number].overflow, at: downspout)
      } else {
        roofs[number].stored += roofs[number].overflow
      }
      roofs[number].overflow = 0
    }
  }
}
