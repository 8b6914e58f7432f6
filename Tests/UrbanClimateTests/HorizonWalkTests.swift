import Essentials
import Foundation
import Grids
import Testing

@testable import UrbanClimate

@Suite("Horizon walk")
struct HorizonWalkTests {
  /// Bumpy ground with roofs and crowns, from a fixed generator.
  private func bumps(rows: Int, columns: Int) -> (obstacles: Grid<Float>, ground: Grid<Float>) {
    let frame = GridFrame(west: 0, north: 0, cellSize: 2, columns: columns, rows: rows)
    var state: UInt32 = 7
    func draw() -> Float {
      state = state &* 1_664_525 &+ 1_013_904_223
      return Float(state >> 16) / 65_536
    }
    let ground = Grid<Float>(frame) { _, _ in draw() * 3 }
    let obstacles = Grid<Float>(frame) { row, column in
      let kind = draw()
      return ground[row, column] + (kind < 0.15 ? 5 + draw() * 10 : kind < 0.4 ? draw() : 0)
    }
    return (obstacles, ground)
  }

  /// Every cell against every other on its line.
  private func direct(
    _ obstacles: Grid<Float>, _ ground: Grid<Float>, eye: Double, directions: Int
  ) -> [Double] {
    let (rows, columns) = (obstacles.rows, obstacles.columns)
    var sums = [Double](repeating: 0, count: rows * columns)
    for direction in 0..<directions {
      let azimuth = 2 * Double.pi * Double(direction) / Double(directions)
      let (east, south) = (sin(azimuth), -cos(azimuth))
      let steep = abs(south) > abs(east) * (1 + 1e-12)
      let slope = steep ? east / south : south / east
      let forward = steep ? south > 0 : east > 0
      let step = 2 * (1 + slope * slope).squareRoot()
      func offset(_ k: Int) -> Int { Int((Double(k) * slope + 0.5).rounded(.down)) }
      for row in 0..<rows {
        for column in 0..<columns {
          let (k, v) = steep ? (row, column) : (column, row)
          var best = 0.0
          for other in forward ? k + 1..<(steep ? rows : columns) : 0..<k {
            let w = v - offset(k) + offset(other)
            guard w >= 0, w < (steep ? columns : rows) else { continue }
            let height = Double(steep ? obstacles[other, w] : obstacles[w, other])
            best = max(best, (height - Double(ground[row, column]) - eye) / (Double(abs(other - k)) * step))
          }
          sums[row * columns + column] += 1 / (1 + best * best) / Double(directions)
        }
      }
    }
    return sums
  }

  @Test("The hull finds what looking at every cell finds", arguments: [0.0, 1.0, 1.7])
  func bruteForce(_ eye: Double) {
    let (obstacles, ground) = bumps(rows: 41, columns: 57)
    let map = SkyViewFactor.map(
      obstacles: obstacles, ground: ground, observerHeight: Float(eye), directions: 16, threads: 3)
    let expected = direct(obstacles, ground, eye: eye, directions: 16)
    let worst = zip(map.cells, expected).map { abs(Double($0) - $1) }.max() ?? 1
    #expect(worst < 1e-5)
  }

  @Test("A window is cut from the map of the whole, bit by bit")
  func window() {
    let (obstacles, ground) = bumps(rows: 60, columns: 45)
    let window = GridWindow(rows: 7..<31, columns: 20..<45)
    let whole = SkyViewFactor.map(
      obstacles: obstacles, ground: ground, observerHeight: 1, directions: 32, threads: 1)
    let part = SkyViewFactor.map(
      obstacles: obstacles, ground: ground, observerHeight: 1, directions: 32, window: window, threads: 2)
    #expect(part.frame == window.frame(in: obstacles.frame))
    for row in window.rows {
      for column in window.columns {
        #expect(part[row - window.rows.lowerBound, column - window.columns.lowerBound] == whole[row, column])
      }
    }
    let sun = SolarPosition(altitude: 25, azimuth: 230)
    let shadow = Shadow.map(
      obstacles: obstacles, ground: ground, sun: sun, window: GridWindow(rows: 0..<60, columns: 0..<45), threads: 1)
    let cut = Shadow.map(obstacles: obstacles, ground: ground, sun: sun, window: window, threads: 2)
    for row in window.rows {
      for column in window.columns {
        #expect(cut[row - window.rows.lowerBound, column - window.columns.lowerBound] == shadow[row, column])
      }
    }
  }

  @Test("The floor of a canyon along the axis has the closed form in the four main directions")
  func canyon() {
    let frame = GridFrame(west: 0, north: 0, cellSize: 1, columns: 31, rows: 200)
    let surface = Grid<Float>(frame) { _, column in (10...20).contains(column) ? 0 : 12 }
    let map = SkyViewFactor.map(obstacles: surface, ground: surface, observerHeight: 0, directions: 4, threads: 1)
    // Walls stand 6 cells from the middle: tangent 2.
    #expect(abs(map[100, 15] - (2 + 2.0 / 5) / 4) < 1e-6)
    #expect(map[100, 3] == 1)
  }

  @Test("A cell below a crown sees its neighbours' crowns, and a lone crown is not its own horizon")
  func crowns() {
    let frame = GridFrame(west: 0, north: 0, cellSize: 1, columns: 41, rows: 41)
    let ground = Grid<Float>(frame, repeating: 0)
    var lone = ground
    lone[20, 20] = 8
    let open = SkyViewFactor.map(obstacles: lone, ground: ground, observerHeight: 1, directions: 16, threads: 1)
    #expect(open[20, 20] == 1)
    #expect(open[20, 21] < 1)
    var wood = ground
    for row in 15..<26 { for column in 15..<26 { wood[row, column] = 8 } }
    let below = SkyViewFactor.map(obstacles: wood, ground: ground, observerHeight: 1, directions: 16, threads: 1)
    #expect(below[20, 20] < 0.1)
  }

  @Test("A grid of one cell or one line wide is walked too", arguments: [(1, 1), (1, 40), (40, 1), (2, 40), (1, 2)])
  func narrow(rows: Int, columns: Int) {
    let (obstacles, ground) = bumps(rows: rows, columns: columns)
    let map = SkyViewFactor.map(
      obstacles: obstacles, ground: ground, observerHeight: 1, directions: 16, threads: 2)
    let expected = direct(obstacles, ground, eye: 1, directions: 16)
    #expect(zip(map.cells, expected).allSatisfy { abs(Double($0) - $1) < 1e-5 })
    if rows * columns == 1 { #expect(map[0] == 1) }
  }
}
