import Grids

/// Values at the centres of blocks, linear between them.
package struct BlockField {
  /// - Parameters:
  ///   - values: at the blocks of `window`, row-major; beyond them the nearest counts.
  ///   - blocks: frame of the blocks.
  ///   - target: cells inside the window.
  package static func interpolated(
    _ values: [Float], blocks: GridFrame, window: GridWindow, in target: GridFrame, threads: Int
  ) -> Grid<Float> {
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
                // Between the two rows of blocks first, which are few.
                let between = UnsafeMutablePointer<Float>.allocate(capacity: width)
                defer { between.deallocate() }
                for row in part {
                  let r = rows[row]
                  let (above, below) = (r.first * width, r.second * width)
                  for block in 0..<width {
                    let top = values[above + block]
                    between[block] = top + (values[below + block] - top) * r.weight
                  }
                  let line = out + row * target.columns
                  for column in 0..<target.columns {
                    let c = columns[column]
                    let first = between[c.first]
                    line[column] = first + (between[c.second] - first) * c.weight
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
