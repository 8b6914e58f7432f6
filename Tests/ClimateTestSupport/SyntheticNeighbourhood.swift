import Essentials
import Grids

/// A made-up town of whole metres that comes out the same on any machine: blocks of 36 x 36 m on lots of 50 x 50 m
/// and round trees, from a linear congruential generator that starts at 20150701.
public struct SyntheticNeighbourhood: Sendable {
  public let frame: GridFrame
  public let buildings: Grid<Float>
  public let canopy: Grid<Float>
  /// The higher of the two.
  public let surface: Grid<Float>

  /// - Parameter size: rows and columns, a multiple of 50.
  public init(size n: Int) {
    var state: UInt64 = 20_150_701
    func draw() -> Int {
      state = (1_103_515_245 * state + 12_345) % (1 << 31)
      return Int(state >> 16)
    }
    frame = GridFrame(west: 0, north: Double(n), cellSize: 1, columns: n, rows: n)
    var height = [Float](repeating: 0, count: n * n)
    for lotRow in 0..<n / 50 {
      for lotColumn in 0..<n / 50 {
        let value = draw()
        if value % 11 == 0 { continue }
        let courtyard = (lotRow + lotColumn) % 3 == 0
        for r in 7..<43 {
          for c in 7..<43 where !(courtyard && (17..<33).contains(r) && (17..<33).contains(c)) {
            height[(50 * lotRow + r) * n + 50 * lotColumn + c] = Float(4 + value % 24)
          }
        }
      }
    }
    var crown = [Float](repeating: 0, count: n * n)
    for _ in 0..<2 * n {
      let row = draw() % n
      let column = draw() % n
      let radius = 2 + draw() % 4
      let top = Float(6 + draw() % 12)
      for r in max(0, row - radius)..<min(n, row + radius + 1) {
        for c in max(0, column - radius)..<min(n, column + radius + 1)
        where (r - row) * (r - row) + (c - column) * (c - column) <= radius * radius && height[r * n + c] == 0 {
          crown[r * n + c] = max(crown[r * n + c], top)
        }
      }
    }
    buildings = Grid(frame, cells: height)
    canopy = Grid(frame, cells: crown)
    surface = Grid(frame, cells: zip(height, crown).map { max($0, $1) })
  }

  /// SHA-256 of the surface as 16-bit little-endian numbers.
  public var digest: Digest { surface.map { Int16($0) }.digest }
}
