import Grids

/// Values at the centres of blocks, linear between them.
package struct BlockField {
  /// - Parameters:
  ///   - blocks: frame of the blocks.
  ///   - window: the blocks that count; beyond them the nearest counts.
  ///   - target: cells inside the window.
  ///   - value: at a block.
  package static func interpolated(
    blocks: GridFrame, window: GridWindow, in target: GridFrame, threads: Int,
    value: (_ row: Int, _ column: Int) -> Double
  ) -> Grid<Float> {
    var values: [Float] = []
    values.reserveCapacity(window.rows.count * window.columns.count)
    for row in window.rows { for column in window.columns { values.append(Float(value(row, column))) } }
    let columns = (0..<target.columns).map { column in
      place((target.centre(row: 0, column: column).x - blocks.west) / blocks.cellSize, within: window.columns)
    }
    let rows = (0..<target.rows).map { row in
      place((blocks.north - target.centre(row: row, column: 0).y) / blocks.cellSize, within: window.rows)
    }
    let width = window.columns.count
    return Grid<Float>(
      target,
      filling: { out in
        values.withUnsafeBufferPointer { values in
          rows.withUnsafeBufferPointer { rows in
            columns.withUnsafeBufferPointer { columns in
              nonisolated(unsafe) let (out, values, rows, columns) = (out, values, rows, columns)
              Parallel.ranges(target.rows, threads: threads) { part in
                for row in part {
                  let r = rows[row]
                  let (above, below) = (r.first * width, r.second * width)
                  let line = out + row * target.columns
                  for column in 0..<target.columns {
                    let c = columns[column]
                    let top = values[above + c.first] + (values[above + c.second] - values[above + c.first]) * c.weight
                    let low = values[below + c.first] + (values[below + c.second] - values[below + c.first]) * c.weight
                    line[column] = top + (low - top) * r.weight
                  }
                }
              }
            }
          }
        }
      })
  }

  private struct Place {
    var first, second: Int
    var weight: Float
  }

  /// The two block centres around a coordinate in blocks, as indices into `range`.
  private static func place(_ coordinate: Double, within range: Range<Int>) -> Place {
    let x = coordinate - 0.5 - Double(range.lowerBound)
    let low = x.rounded(.down)
    let first = min(max(Int(low), 0), range.count - 1)
    let second = min(max(Int(low) + 1, 0), range.count - 1)
    return Place(first: first, second: second, weight: Float(x - low))
  }
}
