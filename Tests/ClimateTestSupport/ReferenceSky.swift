import Foundation
import Grids

/// A plain kernel in double precision, against which the fast one is held.
public enum ReferenceSky {
  /// Mean of cos² of the horizon's angle without a radius, azimuths from north, outside is open, along parallel digital
  /// lines with the hull of Dozier, Bruno & Downey (1981).
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
