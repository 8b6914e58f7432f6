import Foundation
import Grids

/// The plainest sky view there is: for every cell and direction look at each metre up to a radius. Slow, and free of
/// any idea that it could share with the kernel that it judges.
///
/// Azimuth k * 360 / n clockwise from north, rows grow southwards; sample i lies in the cell
/// (floor(row - i cos + 1/2), floor(column + i sin + 1/2)); outside the grid is open; a horizon below the eye is level.
public struct RayMarchSkyView: Sendable {
  /// Mean of cos² of the horizon angle.
  public let cosineWeighted: Grid<Double>
  /// Mean of 1 - sin of it: the other definition of the sky view.
  public let solidAngle: Grid<Double>

  public init(_ surface: Grid<Float>, directions: Int, radius: Int = 100, eye: Double = 0) {
    let (rows, columns) = (surface.rows, surface.columns)
    let size = surface.frame.cellSize
    let steps = (0..<directions).map { k in
      let azimuth = 2 * Double.pi * Double(k) / Double(directions)
      return (1...radius).map { i in
        (
          row: -Double(i) * cos(azimuth) + 0.5, column: Double(i) * sin(azimuth) + 0.5, inverse: 1 / (Double(i) * size)
        )
      }
    }
    var weighted = Grid<Double>(surface.frame, repeating: 0)
    var solid = weighted
    surface.withCells { heights in
      weighted.withMutableCells { weighted in
        solid.withMutableCells { solid in
          nonisolated(unsafe) let (heights, weighted, solid) = (heights, weighted, solid)
          Parallel.ranges(rows, threads: 2) { part in
            for row in part {
              for column in 0..<columns {
                let own = Double(heights[row * columns + column]) + eye
                var (a, b) = (0.0, 0.0)
                for direction in steps {
                  var tangent = 0.0
                  for step in direction {
                    let r = Int((Double(row) + step.row).rounded(.down))
                    let c = Int((Double(column) + step.column).rounded(.down))
                    if r < 0 || r >= rows || c < 0 || c >= columns { break }
                    let slope = (Double(heights[r * columns + c]) - own) * step.inverse
                    if slope > tangent { tangent = slope }
                  }
                  a += 1 / (1 + tangent * tangent)
                  b += 1 - tangent / (1 + tangent * tangent).squareRoot()
                }
                weighted[row * columns + column] = a / Double(directions)
                solid[row * columns + column] = b / Double(directions)
              }
            }
          }
        }
      }
    }
    cosineWeighted = weighted
    solidAngle = solid
  }
}

extension Grid where Cell == Double {
  public var mean: Double { cells.reduce(0, +) / Double(count) }

  /// The first 16 hexadecimal digits of the SHA-256 of the cells as rounded ten-thousandths in 16-bit little-endian
  /// numbers: how the published fields are named.
  public var publishedHash: String {
    String(map { Int16(($0 * 10_000).rounded(.toNearestOrEven)) }.digest.hex.prefix(16))
  }
}
