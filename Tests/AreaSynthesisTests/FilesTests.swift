import AreaSynthesis
import Areas
import Essentials
import Foundation
import GeoFormats
import Geometry
import Grids
import TestSupport
import Testing

@Suite("The folder of a made-up area")
struct FilesTests {
  @Test func holdsWhatItsManifestSays() throws {
    try TestFolders.withTemporaryFolder { folder in
      let target = folder.appendingPathComponent("area")
      try AreaSynthesis.generate(
        recipe: YAMLDocument.parse(Neighbourhood.text(), file: "recipe.yaml"), into: target, context: WorkContext())
      let manifest = try AreaManifest(YAMLDocument.read(target.appendingPathComponent("area.yaml")))
      let area = try Neighbourhood.area()
      #expect(manifest == area.manifest)
      #expect(manifest.synthetic)
      for layer in manifest.layers {
        let file = target.appendingPathComponent(layer.file)
        let frame = layer.extent == .core ? manifest.frame : try #require(manifest.contextFrame)
        switch layer.kind {
        case .raster: #expect(try RasterFile.read(file).frame == frame)
        case .codes: #expect(try RasterFile.readCodes(file).frame == frame)
        case .features: #expect(try !VectorFile.read(file).features.features.isEmpty)
        }
        #expect(layer.quality == 1)
        #expect(layer.source.nl.contains("Verzonnen"))
      }
      let terrain = try RasterFile.read(target.appendingPathComponent("terrain.tif"))
      #expect(terrain.digest == area.core.terrain.digest)
      let cover = try RasterFile.readCodes(target.appendingPathComponent("context-land-cover.tif"))
      #expect(cover.digest == area.context.landCover.digest)
    }
  }

  @Test func hasTheSameBytesEachTime() throws {
    try TestFolders.withTemporaryFolder { folder in
      let area = try Neighbourhood.area()
      let folders = ["a", "b"].map { folder.appendingPathComponent($0) }
      for target in folders { try area.write(to: target) }
      let names = try FileManager.default.contentsOfDirectory(atPath: folders[0].path).sorted()
      #expect(names.count == 14)
      for name in names {
        let (a, b) = try (
          Data(contentsOf: folders[0].appendingPathComponent(name)),
          Data(contentsOf: folders[1].appendingPathComponent(name))
        )
        #expect(a == b, "\(name)")
      }
    }
  }
}

@Suite("The example plan")
struct ExamplePlanTests {
  static let file = Neighbourhood.pack.appendingPathComponent("scenarios/example/plan.geojson")

  @Test func isTheOneInThePack() throws {
    let plan = try GeoJSON.write(ExamplePlan.make(for: Neighbourhood.area()))
    #expect(try Data(contentsOf: Self.file) == plan)
  }

  @Test func hasMeasuresOfEveryKind() throws {
    let plan = try ExamplePlan.make(for: Neighbourhood.area()).features
    func count(_ card: String) -> Int { plan.count { $0.properties["card"] == .text(card) } }
    #expect((90...110).contains(count("tree")))
    #expect((60...100).contains(count("wadi")))
    #expect(count("lawn") >= 2)
    #expect(count("permeable-paving") == 2)
    #expect(count("green-roof") >= 2)
    #expect(Set(plan.map(\.id)).count == plan.count)
  }

  @Test func measuresDoNotOverlapAndLieWhereTheyCan() throws {
    let area = try Neighbourhood.area()
    let plan = ExamplePlan.make(for: area).features
    let areas = plan.filter { $0.geometry.area > 0 }
    for (index, one) in areas.enumerated() {
      for other in areas[(index + 1)...] {
        #expect(try one.geometry.intersectionArea(with: other.geometry) < 0.01)
      }
    }
    let frame = area.core.landCover.frame
    for measure in plan {
      for point in measure.geometry.points { #expect(frame.cell(x: point.x, y: point.y) != nil) }
      let onRoof = measure.properties["card"] == .text("green-roof")
      let box = try #require(measure.geometry.boundingBox)
      for (row, column) in frame.cells(in: box.expanded(by: 0.5)) {
        let (x, y) = frame.centre(row: row, column: column)
        guard try measure.geometry.intersects(.point(Point(x, y))) else { continue }
        let code = LandCoverCode(rawValue: area.core.landCover[row, column])
        #expect(code != .water)
        #expect((code == .building) == onRoof)
      }
    }
  }

  @Test func treesDoNotStandInAWadi() throws {
    let plan = try ExamplePlan.make(for: Neighbourhood.area()).features
    let wadis = plan.filter { $0.properties["card"] == .text("wadi") }
    for tree in plan where tree.properties["card"] == .text("tree") {
      for wadi in wadis { #expect(try tree.geometry.distance(to: wadi.geometry) > 1) }
    }
  }
}
