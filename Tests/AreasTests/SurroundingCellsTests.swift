import Areas
import Geometry
import Grids
import Testing

@Suite("Cells around a shape")
struct SurroundingCellsTests {
  private static let frame = GridFrame(west: 0, north: 20, cellSize: 1, columns: 30, rows: 20)

  @Test("lie within the distance of its outline and not inside")
  func building() {
    let house = Polygon(exterior: [Point(10, 5), Point(16, 5), Point(16, 9), Point(10, 9)])
    let found = Set(Rasterization.cells(around: .polygon(house), within: 3, of: Self.frame))
    for row in 0..<20 {
      for column in 0..<30 {
        let (x, y) = (Double(column) + 0.5, 20 - Double(row) - 0.5)
        let (dx, dy) = (max(10 - x, x - 16, 0), max(5 - y, y - 9, 0))
        let isAround = dx * dx + dy * dy <= 9 && (dx > 0 || dy > 0)
        #expect(found.contains(row * 30 + column) == isAround, "\(row) \(column)")
      }
    }
  }

  @Test("stop at the edge of the frame, and come in ascending order")
  func edge() {
    let found = Rasterization.cells(around: .point(Point(0.5, 19.5)), within: 1, of: Self.frame)
    #expect(found == [0, 1, 30])
    #expect(Rasterization.cells(around: .point(Point(-500, 900)), within: 20, of: Self.frame).isEmpty)
  }
}
