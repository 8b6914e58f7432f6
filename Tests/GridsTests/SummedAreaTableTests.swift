import Grids
import Testing

@Suite("Summed-area tables")
struct SummedAreaTableTests {
  private let frame = GridFrame(west: 0, north: 37, cellSize: 1, columns: 53, rows: 37)

  private func value(_ row: Int, _ column: Int) -> Float {
    Float((row * 7919 + column * 104_729) % 1013) * 0.125 - 31
  }

  @Test("Any rectangle's sum is the sum of its cells")
  func sums() {
    let grid = Grid<Float>(frame) { value($0, $1) }
    let table = SummedAreaTable(grid)
    for (rows, columns) in [(0..<37, 0..<53), (3..<4, 5..<6), (10..<30, 0..<53), (0..<37, 52..<53), (8..<8, 3..<9)] {
      var expected = 0.0
      for row in rows { for column in columns { expected += Double(value(row, column)) } }
      #expect(table.sum(rows: rows, columns: columns) == expected)
    }
  }

  @Test("A rectangle that leaves the grid counts only what is inside")
  func clamped() {
    let table = SummedAreaTable(Grid<Float>(frame, repeating: 2))
    #expect(table.sum(rows: -10..<2, columns: 50..<90) == 12)
    #expect(table.count(rows: -10..<2, columns: 50..<90) == 6)
    #expect(table.sum(rows: 40..<50, columns: 0..<5) == 0)
    #expect(table.count(rows: 40..<50, columns: 0..<5) == 0)
  }

  @Test("Cells without a value count as zero")
  func holes() {
    var grid = Grid<Float>(frame, repeating: 1)
    grid[5, 5] = .nan
    #expect(SummedAreaTable(grid).sum(rows: 0..<37, columns: 0..<53) == Double(frame.count - 1))
  }

  @Test("The sum is exact, so parts add up to the whole to the last bit")
  func exact() {
    let grid = Grid<Float>(frame) { Float(1) / Float(3 + $0 + $1) }
    let table = SummedAreaTable(grid)
    let whole = table.units(rows: 0..<37, columns: 0..<53)
    var parts: Int64 = 0
    for row in 0..<37 {
      for column in 0..<53 { parts += table.units(rows: row..<row + 1, columns: column..<column + 1) }
    }
    #expect(whole == parts)
  }
}
