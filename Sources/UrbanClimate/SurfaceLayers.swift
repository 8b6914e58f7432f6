import Grids
import ModelKit

/// The layers of one frame from which surfaces and footprints are made.
package struct SurfaceLayers: Sendable {
  package let frame: GridFrame
  package let terrain: Grid<Float>
  package let buildingHeight: Grid<Float>
  package let canopyHeight: Grid<Float>
  package let vegetation: Grid<Float>

  /// Top of what stands in each cell, and what an observer there stands on.
  package var heights: (obstacles: Grid<Float>, ground: Grid<Float>) {
    (heights(whereCrowned: true), heights(whereCrowned: false))
  }

  private func heights(whereCrowned crowned: Bool) -> Grid<Float> {
    let count = frame.count
    return Grid<Float>(
      frame,
      filling: { out in
        terrain.withCells { terrain in
          buildingHeight.withCells { building in
            canopyHeight.withCells { canopy in
              if crowned {
                for index in 0..<count {
                  out[index] = Self.height(terrain[index], building[index], canopy[index]).obstacle
                }
              } else {
                for index in 0..<count { out[index] = Self.height(terrain[index], building[index], 0).ground }
              }
            }
          }
        }
      })
  }

  @inline(__always)
  private static func height(
    _ terrain: Float, _ building: Float, _ canopy: Float
  ) -> (obstacle: Float, ground: Float) {
    let own = building > 0 ? building : 0
    return (terrain + (canopy > own ? canopy : own), terrain + own)
  }

  /// The same place without its tree crowns.
  var withoutCrowns: SurfaceLayers {
    SurfaceLayers(
      frame: frame, terrain: terrain, buildingHeight: buildingHeight, canopyHeight: Grid(frame, repeating: 0),
      vegetation: vegetation)
  }

  /// Of one cell, by row-major index.
  func height(at index: Int) -> (obstacle: Float, ground: Float) {
    Self.height(terrain[index], buildingHeight[index], canopyHeight[index])
  }

  /// The cells, as ascending row-major indices, in which any layer has other bits than in `other`; nil if there are
  /// more than `most`.
  /// - Precondition: one frame.
  func differences(from other: SurfaceLayers, most: Int) -> [Int]? {
    let pairs = [
      (terrain, other.terrain), (buildingHeight, other.buildingHeight), (canopyHeight, other.canopyHeight),
      (vegetation, other.vegetation),
    ].filter { !$0.0.sharesCells(with: $0.1) }
    let columns = frame.columns
    var found: [Int] = []
    for row in 0..<frame.rows where pairs.contains(where: { Self.differ($0.0, $0.1, row: row) }) {
      for index in row * columns..<(row + 1) * columns
      where pairs.contains(where: { $0.0[index].bitPattern != $0.1[index].bitPattern }) { found.append(index) }
      if found.count > most { return nil }
    }
    return found
  }

  private static func differ(_ a: Grid<Float>, _ b: Grid<Float>, row: Int) -> Bool {
    let columns = a.columns
    var bits: UInt32 = 0
    a.withCells { a in
      b.withCells { b in
        for index in row * columns..<(row + 1) * columns { bits |= a[index].bitPattern ^ b[index].bitPattern }
      }
    }
    return bits != 0
  }
}

extension SurfaceLayers {
  /// - Throws: `ModelError.missingLayer`, `GridError.framesDiffer`, `ModelError.implausible`.
  package init(core inputs: ModelInputs) throws {
    try self.init(frame: inputs.frame, prefix: "") { try inputs.layer($0) }
  }

  /// - Throws: `ModelError.missingLayer`, `ModelError.holes`, `GridError.framesDiffer`,
  ///   `ModelError.implausible`.
  package init(context inputs: ModelInputs, frame: GridFrame) throws {
    try self.init(frame: frame, prefix: "context/") { id in
      let name = "context/\(id)"
      guard let grid = inputs.contextLayers[id] else { throw ModelError.missingLayer(name) }
      try frame.requireSame(as: grid.frame, name)
      try grid.withCells { cells in
        for index in 0..<grid.count where !cells[index].isFinite {
          throw ModelError.holes(name, row: index / grid.columns, column: index % grid.columns)
        }
      }
      return grid
    }
  }

  private init(frame: GridFrame, prefix: String, _ layer: (String) throws -> Grid<Float>) throws {
    func plausible(_ id: String, _ range: ClosedRange<Float>) throws -> Grid<Float> {
      try layer(id).requirePlausible(range, prefix + id)
    }
    self.frame = frame
    terrain = try plausible("terrain", -500...9000)
    buildingHeight = try plausible("buildingHeight", Self.heights)
    canopyHeight = try plausible("canopyHeight", Self.heights)
    vegetation = try plausible("vegetation", Self.shares)
  }

  /// m above terrain; what is slightly below the ground counts as nothing.
  private static let heights: ClosedRange<Float> = -50...1000

  /// With room for rounding in a resampled layer.
  package static let shares: ClosedRange<Float> = -0.01...1.01
}
