import AreaSynthesis
import Essentials
import Foundation
import Geometry
import Grids
import TestSupport
import Testing

@Test(.enabled(if: ProcessInfo.processInfo.environment["DUMP"] != nil)) func dump() throws {
  let out = URL(fileURLWithPath: ProcessInfo.processInfo.environment["DUMP"]!)
  let r = try StreetRecipe(
    YAMLDocument.read(TestFolders.repository.appendingPathComponent("packs/straat-van-de-toekomst/recipe.yaml")))
  let t = Date()
  let a = try SyntheticArea(r)
  print("seconds", Date().timeIntervalSince(t), a.digest)
  for (n, l) in [("core", a.core), ("ctx", a.context)] {
    for (m, g) in [("terrain", l.terrain), ("bh", l.buildingHeight), ("ch", l.canopyHeight)] {
      g.withCells { try! Data(bytes: $0, count: g.count * 4).write(to: out.appendingPathComponent("\(n)_\(m).f32")) }
    }
    l.landCover.withCells {
      try! Data(bytes: $0, count: l.landCover.count).write(to: out.appendingPathComponent("\(n)_lc.u8"))
    }
  }
  for (n, f) in [("buildings", a.buildings), ("trees", a.trees), ("roads", a.roads), ("water", a.water)] {
    print(n, f.features.count)
    try GeoJSON.write(f).write(to: out.appendingPathComponent(n + ".geojson"))
  }
}
