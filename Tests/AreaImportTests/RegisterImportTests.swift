import AreaImport
import Areas
import Essentials
import Foundation
import GeoFormats
import Geometry
import Grids
import TestSupport
import Testing

/// The recipe of the Delft pack and the data it is meant for.
enum Delft {
  static let pack = TestFolders.repository.appendingPathComponent("packs/delft-oostpoort")
  static let data = TestFolders.shared?.appendingPathComponent("data/twin_delft_oostpoort") ?? pack
  private static let made = Result { try RegisterImport(recipe(), data: data) }

  static func area() throws -> RegisterImport { try made.get() }

  static func text() throws -> String {
    try String(contentsOf: pack.appendingPathComponent("recipe.yaml"), encoding: .utf8)
  }

  static func recipe(_ old: String = "", _ new: String = "") throws -> RegisterRecipe {
    let text = try old.isEmpty ? text() : text().replacingOccurrences(of: old, with: new)
    return try RegisterRecipe(YAMLDocument.parse(text, file: "recipe.yaml"))
  }
}

@Suite("A recipe for register layers")
struct RegisterRecipeTests {
  @Test("is read with its codes")
  func isReadWithItsCodes() throws {
    let recipe = try Delft.recipe()
    #expect(recipe.codes[12] == .water)
    #expect(recipe.codes[16] == .unknownYard)
    #expect(recipe.codes[17] == .building)
    #expect(recipe.roads?.layer == "rijbaan_hartlijn")
    #expect(recipe.terrain.provenance.date == "2014")
  }

  @Test(
    "with a mistake is refused with line and key",
    arguments: [
      ("  12: water", "  12: watertje", "yaml.notAChoice", "codes.12"),
      ("  12: water", "  water: water", "yaml.wrongKind", "codes.water"),
      ("  12: water", "  256: water", "yaml.wrongKind", "codes.256"),
      ("  doorstep: 0.1", "  doorstep: 10", "yaml.outOfRange", "tunables.doorstep"),
      ("  doorstep: 0.1", "  drempel: 0.1", "yaml.unknownKey", "tunables.drempel"),
      ("    file: dtm_1m.tif", "    file: ../dtm_1m.tif", "area.unsafeLayerPath", "layers.terrain.file"),
      ("    file: dtm_1m.tif", "    file: /dtm_1m.tif", "area.unsafeLayerPath", "layers.terrain.file"),
      ("kind: register-import", "kind: synthetic-street", "yaml.notAChoice", "kind"),
      ("    - id: hof", "    - id: \"\"", "yaml.wrongKind", "zones.areas.2.id"),
      ("        - [84808, 447558.5]", "        - [84808]", "yaml.wrongKind", "zones.areas.0.outline.0"),
    ])
  func withAMistakeIsRefusedWithLineAndKey(_ row: (old: String, new: String, code: String, key: String)) throws {
    let text = try Delft.text().replacingOccurrences(of: row.old, with: row.new)
    let line = try #require(text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0 == row.new })
    let error = #expect(throws: (any Error).self) {
      try RegisterRecipe(YAMLDocument.parse(text, file: "recipe.yaml"))
    }
    let diagnostic = try Diagnostic(from: #require(error))
    #expect(diagnostic.code == row.code)
    #expect(diagnostic.location.line == line + 1)
    #expect(diagnostic.location.key == row.key)
  }

  @Test("with two zones of one name is refused")
  func zoneTwice() throws {
    let error = #expect(throws: YAMLError.self) { try Delft.recipe("- id: hof", "- id: kade") }
    #expect(error?.diagnostic.code == "yaml.duplicateKey")
    #expect(error?.diagnostic.location.key == "zones.areas.2.id")
  }

  @Test("without an attribute that it needs names it")
  func withoutAnAttributeNamesIt() throws {
    let error = #expect(throws: YAMLError.self) {
      try Delft.recipe("attributes: {level: waterpeil_nap}", "attributes: {}")
    }
    #expect(error?.diagnostic.code == "yaml.missingKey")
    #expect(error?.diagnostic.what.en.contains("level") == true)
    #expect(error?.diagnostic.location.key == "layers.water.attributes")
  }
}

@Suite("Delft made from register layers", .enabled(if: TestFolders.hasShared, "needs ../shared"))
struct RegisterImportTests {
  private func raster(_ name: String) throws -> Grid<Float> {
    try RasterFile.read(Delft.data.appendingPathComponent(name))
  }

  @Test("keeps the ground model outside water and bridges")
  func keepsTheGroundModelOutsideWaterAndBridges() throws {
    let area = try Delft.area()
    let ground = try raster("dtm_1m.tif")
    #expect(area.terrain.frame == ground.frame)
    for index in 0..<ground.count {
      switch LandCoverCode(rawValue: area.landCover[index]) {
      case .water: #expect(area.terrain[index] == -0.45)
      case .bridge: #expect((0.5...2.6).contains(area.terrain[index]))
      default: #expect(area.terrain[index] == ground[index])
      }
      // A roof in the ground would stand out: the highest ground of the area is a bastion of 2.3 m.
      #expect(area.terrain[index] < 2.6)
    }
  }

  @Test("has the surface model's roofs")
  func hasTheSurfaceModelsRoofs() throws {
    let area = try Delft.area()
    let surface = try raster("dsm_1m.tif")
    var (cells, equal) = (0, 0)
    for index in 0..<surface.count {
      guard area.landCover[index] == LandCoverCode.building.rawValue else {
        #expect(area.buildingHeight[index] == 0)
        continue
      }
      cells += 1
      #expect((2...27).contains(area.buildingHeight[index]))
      if abs(area.terrain[index] + area.buildingHeight[index] - surface[index]) < 0.001 { equal += 1 }
    }
    #expect(Double(cells) / Double(surface.count) > 0.3)
    // The rest are facade cells that mix roof and street, and trees over roofs.
    #expect(Double(equal) / Double(cells) > 0.93)
  }

  @Test("roofs of polygons agree with the raster")
  func roofsOfPolygonsAgreeWithTheRaster() throws {
    let area = try Delft.area()
    var differences: [Double] = []
    for feature in area.buildings.features where feature.geometry.area > 40 {
      let height = try #require(feature.properties["height"]?.number)
      let box = try #require(feature.geometry.boundingBox)
      var values: [Float] = []
      for (row, column) in area.terrain.frame.cells(in: box) where area.buildingHeight[row, column] > 0 {
        let (x, y) = area.terrain.frame.centre(row: row, column: column)
        if try feature.geometry.contains(.point(Point(x, y))) { values.append(area.buildingHeight[row, column]) }
      }
      values.sort()
      if values.count > 20 { differences.append(abs(Double(values[values.count * 7 / 10]) - height)) }
    }
    differences.sort()
    #expect(differences.count > 60)
    #expect(differences[differences.count / 2] < 0.5)
  }

  @Test("has no crowns on roofs and no boats under them")
  func hasNoCrownsOnRoofsAndNoBoatsUnderThem() throws {
    let area = try Delft.area()
    let crowns = try raster("canopy_height_1m.tif")
    var boats = 0
    for index in 0..<crowns.count {
      let height = area.canopyHeight[index]
      #expect(height == 0 || height == crowns[index])
      switch LandCoverCode(rawValue: area.landCover[index]) {
      case .building: #expect(height == 0)
      case .water, .bridge:
        #expect(height == 0 || height > 4)
        if crowns[index] > 0, height == 0 { boats += 1 }
      default: #expect(height == 0 || height > 2)
      }
    }
    #expect(boats > 0)
    for tree in area.trees.features {
      guard case .point(let place) = tree.geometry,
        let cell = area.landCover.frame.cell(x: place.x, y: place.y)
      else {
        Issue.record("a tree that is not a point in the area")
        continue
      }
      #expect(area.landCover[cell.row, cell.column] != LandCoverCode.building.rawValue)
    }
    #expect((200...287).contains(area.trees.features.count))
  }

  @Test("knows what it does not know")
  func knowsWhatItDoesNotKnow() throws {
    let area = try Delft.area()
    let unknown = (0..<area.landCover.count).count { area.landCover[$0] == LandCoverCode.unknownYard.rawValue }
    #expect((0.25...0.35).contains(Double(unknown) / Double(area.landCover.count)))
    #expect((0..<area.landCover.count).allSatisfy { LandCoverCode(rawValue: area.landCover[$0]) != nil })
    let manifest = area.manifest
    #expect(!manifest.synthetic)
    #expect(manifest.contextFrame == nil)
    #expect(manifest.layer("trees")?.quality == 2)
  }

  @Test("writes a folder that reads back")
  func writesAFolderThatReadsBack() throws {
    try TestFolders.withTemporaryFolder { folder in
      let target = folder.appendingPathComponent("area")
      try AreaImport.generate(
        recipe: YAMLDocument.parse(Delft.text(), file: "recipe.yaml"), data: Delft.data, into: target,
        context: WorkContext())
      let manifest = try AreaManifest(YAMLDocument.read(target.appendingPathComponent("area.yaml")))
      #expect(try manifest == Delft.area().manifest)
      for layer in manifest.layers {
        let file = target.appendingPathComponent(layer.file)
        switch layer.kind {
        case .raster: #expect(try RasterFile.read(file).frame == manifest.frame)
        case .codes: #expect(try RasterFile.readCodes(file).digest == Delft.area().landCover.digest)
        case .features: #expect(try !VectorFile.read(file).features.features.isEmpty)
        }
      }
    }
  }

  @Test("has the zones of the recipe, on public ground")
  func hasTheZonesOfTheRecipe() throws {
    let area = try Delft.area()
    let zones = try #require(area.zones).features
    #expect(zones.map(\.id) == ["kade", "dwarsstraat", "hof"])
    for zone in zones {
      #expect(zone.properties["titleNl"]?.text?.isEmpty == false)
      let cells = zone.geometry.polygons.flatMap { Rasterization.cells(inside: $0, of: area.landCover.frame) }
      let codes = cells.compactMap { LandCoverCode(rawValue: area.landCover[$0]) }
      let away: [LandCoverCode] = [.building, .water, .unknownYard]
      #expect(Double(codes.count { !away.contains($0) }) > 0.9 * Double(codes.count), "\(zone.id ?? "")")
    }
  }

  @Test(
    "refuses a zone outside the area or with a crossing edge",
    arguments: [
      ("[84889.5, 447509.5]", "[84788, 447509.5]", "import.zoneOutside"),
      ("[84898, 447503], [84983, 447572]", "[84983, 447572], [84898, 447503]", "import.zoneInvalid"),
    ])
  func refusesAZone(_ row: (old: String, new: String, code: String)) throws {
    let error = #expect(throws: ImportError.self) {
      try RegisterImport(Delft.recipe(row.old, row.new), data: Delft.data)
    }
    #expect(error?.diagnostic.code == row.code)
    #expect(error?.diagnostic.location.key == "zones.areas.1.outline")
  }

  @Test("refuses a code that the recipe does not map")
  func refusesACodeThatTheRecipeDoesNotMap() throws {
    let error = #expect(throws: ImportError.self) {
      try RegisterImport(Delft.recipe("  17: pand\n", ""), data: Delft.data)
    }
    #expect(error?.diagnostic.code == "import.unmappedCode")
    #expect(error?.diagnostic.location.file == "landcover_1m.tif")
    #expect(error?.diagnostic.what.nl.contains("17") == true)
  }

  @Test("refuses rasters that do not co-register")
  func refusesRastersThatDoNotCoRegister() throws {
    let error = #expect(throws: GridError.self) {
      try RegisterImport(Delft.recipe("file: dsm_1m.tif", "file: dsm_05m.tif"), data: Delft.data)
    }
    #expect(error?.diagnostic.code == "grid.framesDiffer")
  }

  @Test("refuses an attribute that is not there")
  func refusesAnAttributeThatIsNotThere() throws {
    let error = #expect(throws: ImportError.self) {
      try RegisterImport(Delft.recipe("height: hoogte_m", "height: hoogte"), data: Delft.data)
    }
    #expect(error?.diagnostic.code == "import.missingAttribute")
    #expect(error?.diagnostic.location.file == "trees.gpkg")
  }

  @Test("takes another town with another recipe")
  func takesAnotherTownWithAnotherRecipe() throws {
    let folder = try #require(TestFolders.shared).appendingPathComponent("data/twin_amsterdam_weteringbuurt")
    var recipe = try Delft.recipe("2: rijbaan-asfalt", "2: verhard-open")
    recipe.zones = []
    let area = try RegisterImport(recipe, data: folder)
    #expect(area.manifest.layer("zones") == nil)
    #expect(area.terrain.frame.count == 250_000)
    #expect(area.buildings.features.count == 897)
    #expect(Set((0..<area.landCover.count).map { area.landCover[$0] }).count == 4)
    for index in 0..<area.terrain.count {
      let isBuilding = area.landCover[index] == LandCoverCode.building.rawValue
      #expect((area.buildingHeight[index] > 0) == isBuilding)
    }
  }
}

@Suite("The example plan for Delft")
struct DelftPlanTests {
  private func plan() throws -> [Feature] {
    let file = Delft.pack.appendingPathComponent("scenarios/example/plan.geojson")
    return try GeoJSON.read(Data(contentsOf: file)).features
  }

  @Test("has measures of every kind inside the area")
  func hasMeasuresOfEveryKindInsideTheArea() throws {
    let plan = try plan()
    func count(_ card: String) -> Int { plan.count { $0.properties["card"] == .text(card) } }
    #expect((25...35).contains(count("tree")))
    for card in ["lawn", "permeable-paving", "wadi", "green-roof"] { #expect(count(card) >= 2, "\(card)") }
    #expect(Set(plan.map(\.id)).count == plan.count)
    #expect(plan.allSatisfy { $0.properties["cardVersion"] == .text("1.0.0") })
    let extent = BoundingBox(west: 84_808, south: 447_413, east: 85_072, north: 447_641)
    for point in plan.flatMap(\.geometry.points) { #expect(extent.contains(point)) }
  }

  @Test("measures do not overlap")
  func measuresDoNotOverlap() throws {
    let areas = try plan().filter { $0.geometry.area > 0 }
    for (index, one) in areas.enumerated() {
      #expect(try one.geometry.validity().isValid)
      for other in areas[(index + 1)...] {
        #expect(try one.geometry.intersectionArea(with: other.geometry) < 0.01)
      }
    }
  }

  @Test("measures lie where they can", .enabled(if: TestFolders.hasShared, "needs ../shared"))
  func measuresLieWhereTheyCan() throws {
    let area = try Delft.area()
    let frame = area.landCover.frame
    for measure in try plan() {
      let onRoof = measure.properties["card"] == .text("green-roof")
      let box = try #require(measure.geometry.boundingBox?.expanded(by: 0.5))
      for (row, column) in frame.cells(in: box) {
        let (x, y) = frame.centre(row: row, column: column)
        guard try measure.geometry.contains(.point(Point(x, y))) else { continue }
        let code = LandCoverCode(rawValue: area.landCover[row, column])
        #expect(code != .water)
        #expect((code == .building) == onRoof)
      }
    }
  }
}

extension GridFrame {
  /// The cells whose centres lie in `box`.
  func cells(in box: BoundingBox) -> [(row: Int, column: Int)] {
    let rows =
      max(0, Int((north - box.north) / cellSize))..<max(0, min(self.rows, Int((north - box.south) / cellSize) + 1))
    let columns =
      max(0, Int((box.west - west) / cellSize))..<max(0, min(self.columns, Int((box.east - west) / cellSize) + 1))
    return rows.flatMap { row in columns.map { (row, $0) } }.filter { cell in
      let (x, y) = centre(row: cell.row, column: cell.column)
      return box.contains(Point(x, y))
    }
  }
}
