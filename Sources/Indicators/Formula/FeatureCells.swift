import Areas
import Geometry
import Grids
import Synchronization

/// The cells of each feature: those inside a polygon, along a line, at a point; each cell once, in ascending order.
final class FeatureCells: Sendable {
  private let frame: GridFrame
  private let known = Mutex<[String: [[Int]]]>([:])
  private let knownAround = Mutex<[Around: [[Int]]]>([:])
  private let knownSurroundings = Mutex<[String: (buildingHeight: Grid<Float>, found: FacadeWater.Surroundings)]>([:])

  private struct Around: Hashable {
    var set: String
    var distance: Double
  }

  init(frame: GridFrame) { self.frame = frame }

  /// By feature, in the order of the set; kept, for a set does not change within one situation.
  func cells(of set: FeatureSet, named name: String) -> [[Int]] {
    if let found = known.withLock({ $0[name] }) { return found }
    let found = set.features.map { Self.cells(of: $0.geometry, in: frame) }
    known.withLock { $0[name] = found }
    return found
  }

  /// Cells at most `distance` m from the edge of each feature, and not inside it; kept as well.
  func cells(around set: FeatureSet, named name: String, within distance: Double) -> [[Int]] {
    let key = Around(set: name, distance: distance)
    if let found = knownAround.withLock({ $0[key] }) { return found }
    let found = set.features.map { Rasterization.cells(around: $0.geometry, within: distance, of: frame) }
    knownAround.withLock { $0[key] = found }
    return found
  }

  /// The ground around the buildings of a set; kept as long as buildings stand where they stood.
  func surroundings(
    of set: FeatureSet, named name: String, buildingHeight: Grid<Float>
  ) -> FacadeWater.Surroundings {
    if let known = knownSurroundings.withLock({ $0[name] }), known.buildingHeight.sharesCells(with: buildingHeight) {
      return known.found
    }
    let found = FacadeWater.Surroundings(footprints: set, buildingHeight: buildingHeight)
    knownSurroundings.withLock { $0[name] = (buildingHeight, found) }
    return found
  }

  static func cells(of geometry: Geometry, in frame: GridFrame) -> [Int] {
    var indices: [Int] = []
    switch geometry {
    case .point(let point): indices = [cell(of: point, in: frame)].compactMap { $0 }
    case .multiPoint(let points): indices = points.compactMap { cell(of: $0, in: frame) }
    case .lineString(let line): indices = cells(along: line, in: frame)
    case .multiLineString(let lines): indices = lines.flatMap { cells(along: $0, in: frame) }
    case .polygon(let polygon): return Rasterization.cells(inside: polygon, of: frame)
    case .multiPolygon(let polygons): indices = polygons.flatMap { Rasterization.cells(inside: $0, of: frame) }
    }
    return Set(indices).sorted()
  }

  private static func cell(of point: Point, in frame: GridFrame) -> Int? {
    frame.cell(x: point.x, y: point.y).map { $0.row * frame.columns + $0.column }
  }

  /// Every cell that a line passes through, found by the cell borders that each segment crosses.
  private static func cells(along line: [Point], in frame: GridFrame) -> [Int] {
    if line.count == 1 { return [cell(of: line[0], in: frame)].compactMap { $0 } }
    var result: [Int] = []
    for (a, b) in zip(line, line.dropFirst()) {
      var shares: [Double] = [0, 1]
      shares += crossings(
        from: (a.x - frame.west) / frame.cellSize, to: (b.x - frame.west) / frame.cellSize, frame.columns)
      shares += crossings(
        from: (frame.north - a.y) / frame.cellSize, to: (frame.north - b.y) / frame.cellSize, frame.rows)
      shares.sort()
      // Between two crossings a segment stays in one cell; its middle says which.
      for (from, to) in zip(shares, shares.dropFirst()) {
        let middle = (from + to) / 2
        if let index = cell(of: Point(a.x + (b.x - a.x) * middle, a.y + (b.y - a.y) * middle), in: frame) {
          result.append(index)
        }
      }
    }
    return result
  }

  /// Shares of a segment at which one coordinate, in cells, passes a whole number from 0 to `count`.
  private static func crossings(from a: Double, to b: Double, _ count: Int) -> [Double] {
    guard a != b else { return [] }
    let (low, high) = (max(min(a, b), 0).rounded(.up), min(max(a, b), Double(count)).rounded(.down))
    guard low <= high else { return [] }
    return stride(from: low, through: high, by: 1).map { ($0 - a) / (b - a) }.filter { $0 > 0 && $0 < 1 }
  }
}
