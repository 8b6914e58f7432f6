import Grids
import ModelKit

/// The layers of one frame from which surfaces and footprints are made.
package struct SurfaceLayers {
  package let frame: GridFrame
  package let terrain: Grid<Float>
  package let buildingHeight: Grid<Float>
  package let canopyHeight: Grid<Float>
  package let vegetation: Grid<Float>

  /// Top of what stands in each cell, and what an observer there stands on.
  package var heights: (obstacles: Grid<Float>, ground: Grid<Float>) {
    var obstacles = terrain
    var ground = terrain
    terrain.withCells { terrain in
      buildingHeight.withCells { building in
        canopyHeight.withCells { canopy in
          obstacles.withMutableCells { obstacles in
            ground.withMutableCells { ground in
              for index in 0..<frame.count {
                let base = terrain[index]
                let own = max(building[index], 0)
                ground[index] = base + own
                obstacles[index] = base + max(own, canopy[index])
              }
            }
          }
        }
      }
    }
    return (obstacles, ground)
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
