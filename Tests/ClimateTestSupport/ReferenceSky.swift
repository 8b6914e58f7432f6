import Foundation
import Grids

/// Plain kernels in double precision, against which the fast ones are held.
public enum ReferenceSky {
  /// Mean of cos² of the horizon's angle by exact rays from each cell's ground, sampled at the nearest cell once a cell's
  /// length up to a radius; azimuths from north, outside is open.
  public static func march(_ surface: Grid<Float>, directions: Int, radius: Int, eye: Double = 0) -> [Double] {
    let (rows, columns) = (surface.rows, surface.columns)
    let heights = surface.cells.map(Double.init)
    var result = [Double](repeating: 0, count: rows * columns)
    for direction in 0..<directions {
      let azimuth = 2 * Double.pi * Double(direction) / Double(directions)
      let (east, north) = (sin(azimuth), cos(azimuth))
      for row in 0..<rows {
        for column in 0..<columns {
          let own = heights[row * columns + column] + eye
          var tangent = 0.0
          for step in 1...radius {
            let i = Double(step)
            let r = Int((Double(row) - i * north + 0.5).rounded(.down))
            let c = Int((Double(column) + i * east + 0.5).rounded(.down))
            if r < 0 || r >= rows || c < 0 || c >= columns { break }
            tangent = max(tangent, (heights[r * columns + c] - own) / i)
          }
          result[row * columns + column] += 1 / (1 + tangent * tangent)
        }
      }
    }
    return result.map { $0 / Double(directions) }
  }

  /// The same without a radius, along parallel digital lines with the hull of Dozier, Bruno & Downey (1981).
  public static func hull(_ surface: Grid<Float>, directions: Int) -> [Double] {
    let n = surface.rows
    precondition(n == surface.columns)
    let heights = surface.cells.map(Double.init)
    var result = [Double](repeating: 0, count: n * n)
    for direction in 0..<directions {
      let azimuth = 2 * Double.pi * Double(direction) / Double(directions)
      let (east, south) = (sin(azimuth), -cos(azimuth))
      let isSteep = abs(south) > abs(east)
      let slope = isSteep ? east / south : south / east
      let isForward = isSteep ? south > 0 : east > 0
      let offsets = (0..<n).map { Int((Double($0) * slope + 0.5).rounded(.down)) }
      let step = (1 + slope * slope).squareRoot()
      for b in -(offsets.max() ?? 0)..<n - (offsets.min() ?? 0) {
        let along = isForward ? Array(0..<n) : Array((0..<n).reversed())
        let cells = along.filter { (0..<n).contains(b + offsets[$0]) }
          .map { isSteep ? $0 * n + b + offsets[$0] : (b + offsets[$0]) * n + $0 }
        var horizon = [Int](repeating: 0, count: cells.count)
        for i in stride(from: cells.count - 1, through: 0, by: -1) {
          func slope(to j: Int) -> Double { (heights[cells[j]] - heights[cells[i]]) / (Double(j - i) * step) }
          var best = 0.0
          var j = i
          if i < cells.count - 1 {
            j = i + 1
            best = slope(to: j)
            while horizon[j] != j {
              let next = slope(to: horizon[j])
              if next < best { break }
              (best, j) = (next, horizon[j])
            }
          }
          horizon[i] = best > 0 ? j : i
          let tangent = max(best, 0)
          result[cells[i]] += 1 / (1 + tangent * tangent)
        }
      }
    }
    return result.map { $0 / Double(directions) }
  }
}
