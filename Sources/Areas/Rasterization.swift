import Geometry
import Grids

/// Which cells a geometry covers, and how far a cell lies inside it.
public enum Rasterization {
  /// Row-major indices, ascending, of the cells whose centre lies inside the polygon (even-odd rule; a centre exactly
  /// on an edge belongs to the polygon east or south of it, so adjoining polygons share no cell).
  public static func cells(inside polygon: Polygon, of frame: GridFrame) -> [Int] {
    let rings = polygon.rings
    let ys = polygon.exterior.map(\.y)
    guard let top = ys.max(), let bottom = ys.min() else { return [] }
    let first = max(0, Int(((frame.north - top) / frame.cellSize).rounded(.down)))
    let last = min(frame.rows - 1, Int(((frame.north - bottom) / frame.cellSize).rounded(.down)))
    var result: [Int] = []
    guard first <= last else { return result }
    for row in first...last {
      let y = frame.north - (Double(row) + 0.5) * frame.cellSize
      var crossings: [Double] = []
      for ring in rings {
        guard var previous = ring.last else { continue }
        for point in ring {
          if (previous.y > y) != (point.y > y) {
            crossings.append(previous.x + (y - previous.y) * (point.x - previous.x) / (point.y - previous.y))
          }
          previous = point
        }
      }
      crossings.sort()
      for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
        let start = ((crossings[pair] - frame.west) / frame.cellSize - 0.5).rounded(.up)
        let end = ((crossings[pair + 1] - frame.west) / frame.cellSize - 0.5).rounded(.up)
        let from = max(0, Int(start))
        let to = min(frame.columns, Int(end))
        if from < to { result.append(contentsOf: (from..<to).map { row * frame.columns + $0 }) }
      }
    }
    return result
  }

  /// Indices of the cells whose centre lies within `radius` of `centre`, with that distance, ascending by index.
  public static func cells(
    within radius: Double, of centre: Point, in frame: GridFrame
  ) -> [(index: Int, distance: Double)] {
    let size = frame.cellSize
    let firstRow = max(0, Int(((frame.north - centre.y - radius) / size).rounded(.down)))
    let lastRow = min(frame.rows - 1, Int(((frame.north - centre.y + radius) / size).rounded(.down)))
    let firstColumn = max(0, Int(((centre.x - radius - frame.west) / size).rounded(.down)))
    let lastColumn = min(frame.columns - 1, Int(((centre.x + radius - frame.west) / size).rounded(.down)))
    var result: [(index: Int, distance: Double)] = []
    guard firstRow <= lastRow, firstColumn <= lastColumn else { return result }
    for row in firstRow...lastRow {
      for column in firstColumn...lastColumn {
        let (x, y) = frame.centre(row: row, column: column)
        let distance = centre.distance(to: Point(x, y))
        if distance <= radius { result.append((row * frame.columns + column, distance)) }
      }
    }
    return result
  }

  /// Distance from a point to the nearest edge of the polygon, m.
  public static func distanceToEdge(of polygon: Polygon, from point: Point) -> Double {
    var nearest = Double.infinity
    for ring in polygon.rings {
      guard var previous = ring.last else { continue }
      for next in ring {
        nearest = min(nearest, distance(from: point, toSegment: previous, next))
        previous = next
      }
    }
    return nearest
  }

  private static func distance(from point: Point, toSegment a: Point, _ b: Point) -> Double {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let squared = dx * dx + dy * dy
    guard squared > 0 else { return point.distance(to: a) }
    let along = min(max(((point.x - a.x) * dx + (point.y - a.y) * dy) / squared, 0), 1)
    return point.distance(to: Point(a.x + along * dx, a.y + along * dy))
  }
}
