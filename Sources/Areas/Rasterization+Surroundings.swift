import Geometry
import Grids

extension Rasterization {
  /// Cells of a frame around a shape: their middle lies at most `distance` m from its outline, and not inside it.
  ///
  /// Around a point or a line these are the cells within the distance.
  /// - Returns: row-major indices in ascending order.
  public static func cells(around geometry: Geometry, within distance: Double, of frame: GridFrame) -> [Int] {
    guard let box = geometry.boundingBox?.expanded(by: distance), distance >= 0 else { return [] }
    let outline = geometry.outline
    let inside = Set(geometry.polygons.flatMap { cells(inside: $0, of: frame) })
    func index(_ cells: Double, _ count: Int) -> Int { Int(min(max(cells.rounded(.down), 0), Double(count))) }
    let rows = index((frame.north - box.north) / frame.cellSize, frame.rows)
    let lastRow = index((frame.north - box.south) / frame.cellSize + 1, frame.rows)
    let columns = index((box.west - frame.west) / frame.cellSize, frame.columns)
    let lastColumn = index((box.east - frame.west) / frame.cellSize + 1, frame.columns)
    var found: [Int] = []
    for row in rows..<max(rows, lastRow) {
      for column in columns..<max(columns, lastColumn) {
        let cell = row * frame.columns + column
        let centre = frame.centre(row: row, column: column)
        let middle = Point(centre.x, centre.y)
        if outline.contains(where: { $0.nearest(to: middle).distance <= distance }), !inside.contains(cell) {
          found.append(cell)
        }
      }
    }
    return found
  }
}

extension Geometry {
  /// The straight pieces of its lines and rings; a point is a piece without length.
  var outline: [SegmentIndex.Segment] {
    func pieces(_ path: [Point], closed: Bool) -> [SegmentIndex.Segment] {
      let ends = path.dropFirst() + (closed ? path.prefix(1) : [])
      return zip(path, ends).map { .init(from: $0, to: $1) }
    }
    return switch self {
    case .point(let point): [.init(from: point, to: point)]
    case .multiPoint(let points): points.map { .init(from: $0, to: $0) }
    case .lineString(let line): pieces(line, closed: false)
    case .multiLineString(let lines): lines.flatMap { pieces($0, closed: false) }
    case .polygon, .multiPolygon: polygons.flatMap(\.rings).flatMap { pieces($0, closed: true) }
    }
  }
}
