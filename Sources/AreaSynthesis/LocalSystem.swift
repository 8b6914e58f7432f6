import Geometry
import Grids

/// The turned coordinates in which the neighbourhood is drawn: u along the streets, v across them, the origin in the
/// middle of the core. In these coordinates nearly everything is a rectangle.
struct LocalSystem: Hashable, Sendable {
  let origin: Point
  let cosine: Double
  let sine: Double

  /// - Parameter degrees: anticlockwise, -45...45.
  init(origin: Point, degrees: Double) {
    self.origin = origin
    (sine, cosine) = Self.sineAndCosine(degrees * .pi / 180)
  }

  func world(_ u: Double, _ v: Double) -> Point {
    Point(origin.x + u * cosine - v * sine, origin.y + u * sine + v * cosine)
  }

  func local(_ point: Point) -> (u: Double, v: Double) {
    let (x, y) = (point.x - origin.x, point.y - origin.y)
    return (x * cosine + y * sine, y * cosine - x * sine)
  }

  /// Corner points anticlockwise.
  func ring(_ rectangle: LocalRectangle) -> [Point] { rectangle.ring.map { world($0.u, $0.v) } }

  /// Taylor series (the C library's functions differ between machines, and with them the area's bytes).
  private static func sineAndCosine(_ angle: Double) -> (Double, Double) {
    var term = 1.0
    var (sine, cosine) = (0.0, 1.0)
    for n in 1...24 {
      term *= angle / Double(n)
      switch n % 4 {
      case 1: sine += term
      case 2: cosine -= term
      case 3: sine -= term
      default: cosine += term
      }
    }
    return (sine, cosine)
  }
}

/// A position in local coordinates.
struct LocalPoint: Hashable, Sendable {
  var u: Double
  var v: Double
}

/// A rectangle along the local axes; the west and south edges belong to it, the east and north edges do not.
struct LocalRectangle: Hashable, Sendable {
  var u0: Double
  var u1: Double
  var v0: Double
  var v1: Double

  init(_ u: (Double, Double), _ v: (Double, Double)) {
    (u0, u1) = (min(u.0, u.1), max(u.0, u.1))
    (v0, v1) = (min(v.0, v.1), max(v.0, v.1))
  }

  var width: Double { u1 - u0 }
  var depth: Double { v1 - v0 }
  var area: Double { width * depth }
  var centre: LocalPoint { LocalPoint(u: (u0 + u1) / 2, v: (v0 + v1) / 2) }

  /// Corner points anticlockwise.
  var ring: [LocalPoint] {
    [LocalPoint(u: u0, v: v0), LocalPoint(u: u1, v: v0), LocalPoint(u: u1, v: v1), LocalPoint(u: u0, v: v1)]
  }

  func expanded(by margin: Double) -> LocalRectangle {
    LocalRectangle((u0 - margin, u1 + margin), (v0 - margin, v1 + margin))
  }

  func contains(_ u: Double, _ v: Double) -> Bool { u >= u0 && u < u1 && v >= v0 && v < v1 }

  /// From a point outside to the edge; 0 inside.
  func distance(_ u: Double, _ v: Double) -> Double {
    let du = max(u0 - u, 0, u - u1)
    let dv = max(v0 - v, 0, v - v1)
    return (du * du + dv * dv).squareRoot()
  }

  func overlaps(_ other: LocalRectangle) -> Bool {
    u0 < other.u1 && other.u0 < u1 && v0 < other.v1 && other.v0 < v1
  }
}

/// The cells of a frame that lie in local rectangles and circles.
struct LocalRaster: Sendable {
  let frame: GridFrame
  let system: LocalSystem

  /// Calls `body` for each cell whose centre lies in `rectangle`, row by row.
  @inline(__always)
  func forEachCell(in rectangle: LocalRectangle, _ body: (_ index: Int, _ u: Double, _ v: Double) -> Void) {
    let corners = system.ring(rectangle)
    let bottom = corners.reduce(Double.infinity) { min($0, $1.y) }
    let top = corners.reduce(-Double.infinity) { max($0, $1.y) }
    let firstRow = max(0, Int(((frame.north - top) / frame.cellSize).rounded(.down)))
    let lastRow = min(frame.rows - 1, Int(((frame.north - bottom) / frame.cellSize).rounded(.up)))
    guard firstRow <= lastRow else { return }
    for row in firstRow...lastRow {
      let y = frame.north - (Double(row) + 0.5) * frame.cellSize - system.origin.y
      let x0 = frame.west + 0.5 * frame.cellSize - system.origin.x
      // Along a row u grows with the cosine and v falls with the sine, so each edge bounds the columns.
      var (low, high) = (0.0, Double(frame.columns - 1))
      Self.narrow(
        &low, &high, start: x0 * system.cosine + y * system.sine, step: frame.cellSize * system.cosine,
        rectangle.u0, rectangle.u1)
      Self.narrow(
        &low, &high, start: y * system.cosine - x0 * system.sine, step: -frame.cellSize * system.sine,
        rectangle.v0, rectangle.v1)
      guard low <= high else { continue }
      for column in max(0, Int(low.rounded(.down)) - 1)...min(frame.columns - 1, Int(high.rounded(.up)) + 1) {
        let x = x0 + Double(column) * frame.cellSize
        let u = x * system.cosine + y * system.sine
        let v = y * system.cosine - x * system.sine
        if rectangle.contains(u, v) { body(row * frame.columns + column, u, v) }
      }
    }
  }

  /// Keeps the columns at which `start + column * step` lies between `a` and `b`.
  private static func narrow(
    _ low: inout Double, _ high: inout Double, start: Double, step: Double, _ a: Double, _ b: Double
  ) {
    if abs(step) < 1e-9 {
      if start < a || start >= b { high = low - 1 }
      return
    }
    let (first, second) = ((a - start) / step, (b - start) / step)
    low = max(low, min(first, second))
    high = min(high, max(first, second))
  }

  /// Calls `body` with the distance to the middle for each cell whose centre lies in a circle.
  @inline(__always)
  func forEachCell(within radius: Double, of centre: Point, _ body: (_ index: Int, _ distance: Double) -> Void) {
    let firstRow = max(0, Int(((frame.north - centre.y - radius) / frame.cellSize).rounded(.down)))
    let lastRow = min(frame.rows - 1, Int(((frame.north - centre.y + radius) / frame.cellSize).rounded(.up)))
    let firstColumn = max(0, Int(((centre.x - radius - frame.west) / frame.cellSize).rounded(.down)))
    let lastColumn = min(frame.columns - 1, Int(((centre.x + radius - frame.west) / frame.cellSize).rounded(.up)))
    guard firstRow <= lastRow, firstColumn <= lastColumn else { return }
    for row in firstRow...lastRow {
      for column in firstColumn...lastColumn {
        let (x, y) = frame.centre(row: row, column: column)
        let distance = Point(x, y).distance(to: centre)
        if distance <= radius { body(row * frame.columns + column, distance) }
      }
    }
  }
}
