import ClimateTestSupport
import Foundation
import Grids
import TestSupport
import Testing

@testable import UrbanClimate

@Suite("Shadows")
struct ShadowTests {
  static let town = SyntheticNeighbourhood(size: 500)
  static let whole = GridWindow(rows: 0..<500, columns: 0..<500)
  static let counts = (try? GoldenTable("heat/golden_shadow_synthetic500.csv").rows) ?? []
  static let lengths = (try? GoldenTable("heat/golden_shadow_length.csv").rows) ?? []

  @Test("Sunlit cells of the synthetic town are those of the reference", arguments: counts)
  func sunlit(_ row: GoldenTable.Row) {
    let shade = Shadow.map(
      obstacles: Self.town.surface, ground: Self.town.surface,
      sun: SolarPosition(altitude: row["sun_altitude_deg"], azimuth: row["sun_azimuth_deg"]), window: Self.whole,
      threads: 2)
    let lit = shade.map { $0 == 0 ? UInt8(1) : 0 }
    let count = lit.cells.reduce(0) { $0 + Int($1) }
    #expect(abs(Double(count) - row["sunlit_cells"]) <= 0.002 * 250_000)
    #expect(lit.digest.hex.hasPrefix(row.text("sha256_first16_uint8_rowmajor")))
  }

  @Test("A shadow is as long as the sun's altitude says and points away from it", arguments: lengths)
  func length(_ row: GoldenTable.Row) {
    let length = Shadow.length(height: row["height_m"], altitude: row["elevation_geometric_deg"])
    let azimuth = row["azimuth_deg"] * .pi / 180
    #expect(abs(length - row["shadow_length_m"]) < 1e-3)
    #expect(abs(-length * sin(azimuth) - row["tip_dx_east_m"]) < 1e-3)
    #expect(abs(-length * cos(azimuth) - row["tip_dy_north_m"]) < 1e-3)
  }
}
