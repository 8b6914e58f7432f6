import Essentials
import Grids
import HeatModel
import ModelKit

/// The same 500 x 500 cells side by side, so that areas of any size have the same town in them.
struct RepeatedTown {
  private(set) var inputs: ModelInputs

  /// - Parameter size: rows and columns.
  init(size: Int) {
    let tile = SyntheticSurface(size: 500)
    let frame = GridFrame(west: 0, north: Double(size), cellSize: 1, columns: size, rows: size)
    func repeated(_ grid: Grid<Float>) -> Grid<Float> { Grid(frame) { row, column in grid[row % 500, column % 500] } }
    let canopy = repeated(tile.canopy)
    inputs = ModelInputs(
      frame: frame,
      layers: [
        "terrain": Grid(frame, repeating: 0), "buildingHeight": repeated(tile.buildings), "canopyHeight": canopy,
        "vegetation": canopy.map { $0 > 0 ? 1 : 0 }, "water": Grid(frame, repeating: 0),
      ], series: HotAfternoon.event)
  }

  /// - Parameter level: of the ground, m: another one for each run, so that nothing of the last one can be used.
  func run(level: Float, threads: Int) throws {
    var inputs = inputs
    inputs.layers["terrain"] = Grid(inputs.frame, repeating: level)
    _ = try HeatModel().run(inputs, context: WorkContext(threads: threads))
  }
}
