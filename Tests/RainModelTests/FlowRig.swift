import TestSupport

@testable import RainModel

/// Flow and hydrology by hand, for looking inside a run.
struct FlowRig {
  let surface: UrbanSurface
  let solver: LocalInertialSolver
  var hydrology: SurfaceHydrology

  init(
    _ surface: UrbanSurface, edges: EdgeSlopes = .closed, sewer: SewerSettings = RainSettings().sewer,
    depth: [Float]? = nil
  ) {
    self.surface = surface
    solver = LocalInertialSolver(
      layout: surface.layout, terrain: { surface.terrain[$0] }, manning: { surface.manning[$0] },
      walls: surface.isBuilding, edges: edges, timeStep: TimeStep(courantNumber: 0.7, cellSize: surface.cellSize),
      depth: depth.map { depth in { depth[$0] } })
    hydrology = SurfaceHydrology(surface, sewer: sewer)
  }

  /// Rain of `millimetresPerHour` in intervals of `interval` seconds.
  mutating func run(seconds: Double, millimetresPerHour: Double = 0, interval: Double = 5) throws {
    for _ in 0..<Int((seconds / interval).rounded()) {
      try solver.advance(seconds: interval / 2, threads: 1)
      hydrology.apply(rain: millimetresPerHour / 3.6e6 * interval, seconds: interval, to: solver, threads: 1)
      try solver.advance(seconds: interval / 2, threads: 1)
    }
  }

  var depths: [Float] { solver.depth.cells(surface.layout) }

  /// The largest discharge through any face, m2/s.
  var largestDischarge: Float {
    (solver.westEast.cells(surface.layout) + solver.northSouth.cells(surface.layout)).map(abs).max() ?? 0
  }
}
