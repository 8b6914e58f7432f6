import Essentials
import Geometry
import Grids

/// What lies under and around the values, so that a reader knows the place. Grids must lie on the values' frame.
public struct MapBase: Sendable {
  /// m; becomes relief in light and shade.
  public var terrain: Grid<Float>?
  /// m above terrain; above 0 is a building. Not needed where footprints are given.
  public var buildingHeight: Grid<Float>?
  /// Outlines of buildings, sharper than cells.
  public var footprints: [Polygon]
  /// 1 is water.
  public var water: Grid<Float>?
  /// Share of the cell, 0 to 1.
  public var vegetation: Grid<Float>?
  /// m above terrain; above 0 is a crown.
  public var canopyHeight: Grid<Float>?
  /// Drawn on top in a strong outline: the measures of a plan.
  public var measures: [Geometry]
  /// 1 where the values are incomplete: they are drawn under a grey veil.
  public var incomplete: Grid<Float>?

  public init(
    terrain: Grid<Float>? = nil, buildingHeight: Grid<Float>? = nil, footprints: [Polygon] = [],
    water: Grid<Float>? = nil, vegetation: Grid<Float>? = nil, canopyHeight: Grid<Float>? = nil,
    measures: [Geometry] = [], incomplete: Grid<Float>? = nil
  ) {
    self.terrain = terrain
    self.buildingHeight = buildingHeight
    self.footprints = footprints
    self.water = water
    self.vegetation = vegetation
    self.canopyHeight = canopyHeight
    self.measures = measures
    self.incomplete = incomplete
  }

  /// - Throws: `GridError.framesDiffer`.
  func requireFrame(_ frame: GridFrame) throws {
    for (name, grid) in [
      ("terrain", terrain), ("buildingHeight", buildingHeight), ("water", water), ("vegetation", vegetation),
      ("canopyHeight", canopyHeight), ("incomplete", incomplete),
    ] {
      if let grid { try frame.requireSame(as: grid.frame, name) }
    }
  }

  var hasBuildings: Bool {
    !footprints.isEmpty || buildingHeight.map { Self.any($0) { $0 > 0 } } == true
  }
  var hasWater: Bool { water.map { Self.any($0) { $0 >= 0.5 } } == true }
  var hasTrees: Bool { canopyHeight.map { Self.any($0) { $0 > 0 } } == true }
  var hasIncomplete: Bool { incomplete.map { Self.any($0) { $0 >= 0.5 } } == true }
  var hasVegetation: Bool { vegetation.map { Self.any($0) { $0 >= 0.5 } } == true }

  private static func any(_ grid: Grid<Float>, _ test: (Float) -> Bool) -> Bool {
    grid.withCells { cells in (0..<grid.count).contains { test(cells[$0]) } }
  }
}
