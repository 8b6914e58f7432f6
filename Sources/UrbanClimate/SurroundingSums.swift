import Grids

/// Sums over the blocks of the coarse context, but for those for which the core speaks: they stay while a plan changes.
package struct SurroundingSums: Sendable {
  /// By field of `BlockContents`.
  let tables: [SummedAreaTable]

  /// - Parameters:
  ///   - layers: of the context, with its sky view.
  ///   - core: blocks in the context's frame.
  ///   - minimumHeight: lower obstacles do not slow the wind, m.
  init(
    _ layers: SurfaceLayers, skyView: Grid<Float>, around core: CoreBlocks, minimumHeight: Float, threads: Int
  ) {
    let frame = layers.frame
    let blocks = CoreBlocks(frame, context: nil, blockSize: frame.cellSize)
    let contents = BlockContents(blocks, layers, skyView: skyView, minimumHeight: minimumHeight, threads: threads)
    let width = core.window.columns.count
    tables = contents.values.map { values in
      var grid = Grid<Float>(frame, cells: values)
      grid.withMutableCells { cells in
        for (line, row) in core.window.rows.enumerated() {
          for (place, column) in core.window.columns.enumerated() where core.counts[line * width + place] {
            cells[row * frame.columns + column] = 0
          }
        }
      }
      return SummedAreaTable(grid)
    }
  }
}
