import Geometry
import Grids

/// The cells of a frame whose centres lie in a polygon (even-odd rule along each row).
enum PolygonCells {
  static func forEach(in polygon: Polygon, frame: GridFrame, _ body: (_ row: Int, _ column: Int) -> Void) {
    guard let box = Geometry.polygon(polygon).boundingBox else { return }
    let first = max(0, Int(((frame.north - box.north) / frame.cellSize).rounded(.down)))
    let last = min(frame.rows - 1, Int(((frame.north - box.south) / frame.cellSize).rounded(.up)))
    guard first <= last else { return }
    for row in first...last {
      let y = frame.centre(row: row, column: 0).y
      var crossings: [Double] = []
      for ring in polygon.rings {
        guard var previous = ring.last else { continue }
        for point in ring {
          if (previous.y > y) != (point.y > y) {
            crossings.append(previous.x + (y - previous.y) / (point.y - previous.y) * (point.x - previous.x))
          }
          previous = point
        }
      }
      crossings.sort()
      for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
        // The first centre at or east of the crossing.
        let from = ((crossings[pair] - frame.west) / frame.cellSize - 0.5).rounded(.up)
        let to = ((crossings[pair + 1] - frame.west) / frame.cellSize - 0.5).rounded(.up) - 1
        guard from <= to, to >= 0, from < Double(frame.columns) else { continue }
        for column in max(0, Int(from))...min(frame.columns - 1, Int(to)) { body(row, column) }
      }
    }
  }
}
