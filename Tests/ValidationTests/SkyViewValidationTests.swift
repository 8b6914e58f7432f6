import ClimateTestSupport
import Foundation
import Grids
import TestSupport
import Testing

@testable import UrbanClimate

@Suite("Sky view beside a plain reference")
struct SkyViewValidationTests {
  static let town = SyntheticNeighbourhood(size: 500)
  static let probes = (try? GoldenTable("heat/golden_svf_synthetic500.csv").rows) ?? []
  static let standard = RayMarchSkyView(town.surface, directions: 16)
  static let fine = RayMarchSkyView(town.surface, directions: 32)
  static let raised = RayMarchSkyView(town.surface, directions: 16, eye: 1.2)

  @Test("The reference kernel gives the published fields, in both definitions")
  func published() {
    #expect(Self.standard.cosineWeighted.publishedHash == "5f6215c3c770c203")
    #expect(Self.standard.solidAngle.publishedHash == "0ae6acdd98ce95ec")
    #expect(Self.raised.cosineWeighted.publishedHash == "d2fb39ea01d4ba0e")
    #expect(Self.fine.cosineWeighted.publishedHash == "1e0d2e4f88d5b364")
  }

  @Test("The reference kernel gives each published probe cell", arguments: probes)
  func probe(_ row: GoldenTable.Row) {
    let (r, c) = (Int(row["row"]), Int(row["col"]))
    for (field, column) in [
      (Self.standard.cosineWeighted, "svf_cos_16dir_r100"), (Self.standard.solidAngle, "svf_solid_16dir_r100"),
      (Self.raised.cosineWeighted, "svf_cos_16dir_r100_eye1.2"), (Self.fine.cosineWeighted, "svf_cos_32dir_r100"),
      (Self.fine.solidAngle, "svf_solid_32dir_r100"),
    ] {
      #expect(abs(field[r, c] - row[column]) < 1e-6, "\(column)")
    }
  }

  /// The kernel, which walks digital lines without a limit of distance.
  static func hull(directions: Int, eye: Float = 0) -> Grid<Float> {
    SkyViewFactor.map(
      obstacles: town.surface, ground: town.surface, observerHeight: eye, directions: directions, threads: 2)
  }

  @Test("Kernel and reference differ by what lies beyond 100 m and by how a line crosses corners, not in the mean")
  func difference() {
    for (map, reference) in [
      (Self.hull(directions: 16), Self.standard.cosineWeighted), (Self.hull(directions: 32), Self.fine.cosineWeighted),
      (Self.hull(directions: 16, eye: 1.2), Self.raised.cosineWeighted),
    ] {
      let apart = zip(map.cells, reference.cells).map { Double($0) - $1 }
      let mean = apart.reduce(0, +) / Double(apart.count)
      let spread = (apart.map { $0 * $0 }.reduce(0, +) / Double(apart.count)).squareRoot()
      #expect(abs(mean) < 0.003)
      #expect(spread < 0.03)
    }
  }

  @Test("The solid-angle definition, an error seen elsewhere, is far off")
  func otherDefinition() {
    #expect(Self.standard.cosineWeighted.mean - Self.standard.solidAngle.mean > 0.09)
  }

  @Test(
    "The kernel sees the floor of a canyon and the foot of a wall as the closed forms do",
    arguments: [(0.25, 0.894427), (0.5, 0.707107), (1, 0.447619)])
  func canyon(_ heightOverWidth: Double, _ expected: Double) {
    // Half the width is 51 cells to the middle of the first cell of the wall.
    let size = 321
    let frame = GridFrame(west: 0, north: 0, cellSize: 1, columns: size, rows: size)
    let surface = Grid<Float>(frame) { _, column in abs(column - size / 2) >= 51 ? Float(102 * heightOverWidth) : 0 }
    let map = SkyViewFactor.map(
      obstacles: surface, ground: surface, observerHeight: 0, directions: 16, threads: 2)
    #expect(abs(Double(map[size / 2, size / 2]) - expected) < 0.01)
    let oneWall = Grid<Float>(frame) { _, column in column - size / 2 >= 51 ? Float(102 * heightOverWidth) : 0 }
    let half = SkyViewFactor.map(
      obstacles: oneWall, ground: oneWall, observerHeight: 0, directions: 16, threads: 2)
    // One wall takes half of what two take.
    #expect(abs(Double(half[size / 2, size / 2]) - (1 + expected) / 2) < 0.01)
  }
}
