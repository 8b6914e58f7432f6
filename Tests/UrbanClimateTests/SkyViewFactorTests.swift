import ClimateTestSupport
import Elementary
import Foundation
import Grids
import TestSupport
import Testing

@testable import UrbanClimate

@Suite("Sky view factor")
struct SkyViewFactorTests {
  static let town = SyntheticNeighbourhood(size: 500)
  static let analytic = (try? GoldenTable("heat/golden_svf_analytic.csv").rows) ?? []
  static let probes = (try? GoldenTable("heat/golden_svf_synthetic500.csv").rows) ?? []

  /// Tangents of the horizons of the golden file's cases in evenly spread directions, clockwise from north.
  private func horizons(_ row: GoldenTable.Row, directions: Int) -> [Double] {
    let numbers = row.text("parameter").matches(of: /=([0-9.]+)/).compactMap { Double($0.output.1) }
    let name = row.text("case")
    return (0..<directions).map { k in
      let azimuth = 2 * Double.pi * Double(k) / Double(directions)
      if name.hasPrefix("infinite canyon") { return 2 * numbers[0] * abs(sin(azimuth)) }
      if name.hasPrefix("single infinite wall") { return numbers[0] * sin(azimuth) }
      if name.hasPrefix("uniform horizon") { return tan(numbers[0] * .pi / 180) }
      if name.hasPrefix("finite straight wall") {
        let fromEast = abs(azimuth - .pi / 2)
        return fromEast <= numbers[1] * .pi / 180 + 1e-12 ? numbers[0] * cos(fromEast) : 0
      }
      return 0
    }
  }

  @Test("Sums over directions are those of the closed forms", arguments: analytic)
  func directionalSums(_ row: GoldenTable.Row) {
    for (directions, column) in [(16, "SVF_cosine_16dirs_az_k*22.5"), (32, "SVF_cosine_32dirs")] {
      let mean = SkyViewFactor.mean(horizonTangents: horizons(row, directions: directions))
      #expect(abs(mean - row[column]) < 1e-6)
    }
  }

  @Test("Many directions approach the exact value, and not that of the other definition", arguments: analytic)
  func exactLimit(_ row: GoldenTable.Row) {
    let mean = SkyViewFactor.mean(horizonTangents: horizons(row, directions: 3600))
    #expect(abs(mean - row["SVF_cosine_exact"]) < 5e-4)
    let solidAngle = row["SVF_solidangle_exact(RVT def)"]
    if solidAngle < 0.999 { #expect(abs(mean - solidAngle) > 0.01) }
  }

  @Test("The synthetic town is the published one")
  func town() {
    #expect(Self.town.digest.hex == "ea1b900d8e81f16ae403417eaa5e375a77281a5f9599eba44ee1b5fcd67dd07a")
  }

  @Test("The mean over the synthetic town is that of the reference hull")
  func townMean() {
    let map = SkyViewFactor.map(
      obstacles: Self.town.surface, ground: Self.town.surface, observerHeight: 0, directions: 16, threads: 2)
    let mean = GridReduction.sum(map) / Double(map.count)
    #expect(abs(mean - 0.698919) < 1e-6)
  }

  /// In ten-thousandths, as the published hashes have them.
  private func rounded(_ values: [Double]) -> Grid<Int16> {
    Grid(Self.town.frame, cells: values.map { Int16(($0 * 10_000).rounded(.toNearestOrEven)) })
  }

  @Test("The plain hull gives its published map, and the fast one is nowhere further from it than single precision")
  func hullHash() {
    let plain = ReferenceSky.hull(Self.town.surface, directions: 16)
    #expect(rounded(plain).digest.hex.prefix(16) == "488b478abc38e731")
    let fast = SkyViewFactor.map(
      obstacles: Self.town.surface, ground: Self.town.surface, observerHeight: 0, directions: 16, threads: 2
    ).cells.map(Double.init)
    #expect((zip(plain, fast).map { abs($0 - $1) }.max() ?? 1) < 2e-7)
    // Of 250,000 cells those lie on another side of a rounding that the plain map nearly touches.
    let (a, b) = (rounded(plain).cells, rounded(fast).cells)
    let differing = plain.indices.filter { a[$0] != b[$0] }
    #expect(differing.count <= 50)
    #expect(differing.allSatisfy { abs(abs((plain[$0] * 10_000).remainder(dividingBy: 1)) - 0.5) < 0.002 })
    #expect(rounded(fast).digest.hex.prefix(16) == "aa2270701e19f5d4")
  }

  @Test("A raised eye sees more, as much as in the reference")
  func raisedEye() {
    let map = SkyViewFactor.map(
      obstacles: Self.town.surface, ground: Self.town.surface, observerHeight: 1.2, directions: 16, threads: 2)
    // The reference marches to 100 m along exact rays, which moves the mean by 0.002.
    #expect(abs(GridReduction.sum(map) / Double(map.count) - 0.716367) < 0.003)
  }

  @Test("Probe cells agree with exact rays but for the sampling of corners")
  func probeCells() {
    let map = SkyViewFactor.map(
      obstacles: Self.town.surface, ground: Self.town.surface, observerHeight: 0, directions: 32, threads: 2)
    var differences: [Double] = []
    for row in Self.probes {
      let (r, c) = (Int(row["row"]), Int(row["col"]))
      #expect(Double(Self.town.surface[r, c]) == row["dsm_m"])
      differences.append(abs(Double(map[r, c]) - row["svf_cos_32dir_r100"]))
    }
    #expect(differences.count == 24)
    #expect(differences.reduce(0, +) / 24 < 0.01)
    #expect((differences.max() ?? 1) < 0.06)
  }
}
