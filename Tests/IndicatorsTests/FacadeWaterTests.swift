import AreaTestSupport
import Geometry
import Grids
@testable import Indicators
import Testing

@Suite("Water at the wall")
struct FacadeWaterTests {
  @Test("is the level along the wall above the ground around")
  func depth() {
    let area = SmallArea.area
    let house = FeatureSet(features: [
      Feature(id: "huis", geometry: SmallArea.rectangle(rows: 0..<6, columns: 0..<17))
    ])
    var depth = area.surfaces.terrain.map { _ in Float(0) }
    for column in 0..<17 { depth[6, column] = 0.30 }
    let water = FacadeWater(
      footprints: house, terrain: area.surfaces.terrain, buildingHeight: area.surfaces.buildingHeight, depth: depth)
    // Ground rises by 1 cm a row; rows 6 to 10 lie around, their upper quartile is row 9 at 0.09 m.
    #expect(abs(water.buildings[0].depth - (0.06 + 0.30 - 0.09)) < 0.011)
  }

  @Test("is nothing where only a film of water lies")
  func dry() {
    let area = SmallArea.area
    let house = FeatureSet(features: [
      Feature(id: "huis", geometry: SmallArea.rectangle(rows: 0..<6, columns: 0..<17))
    ])
    let film = area.surfaces.terrain.map { _ in Float(0.004) }
    let water = FacadeWater(
      footprints: house, terrain: area.surfaces.terrain, buildingHeight: area.surfaces.buildingHeight, depth: film)
    #expect(water.buildings[0].depth == 0)
  }
}
