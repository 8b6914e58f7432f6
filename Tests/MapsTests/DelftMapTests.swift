import Essentials
import Foundation
import Geometry
import Grids
import Maps
import TestSupport
import Testing

/// Maps of a real place; `swift test --attachments-path FOLDER` keeps the pictures to look at.
@Suite("Maps of Delft", .enabled(if: TestFolders.hasShared, "needs ../shared"))
struct DelftMapTests {
  private static let area: Delft? = try? Delft()

  @Test("perceived temperature over the whole area")
  func heat() throws {
    let delft = try #require(Self.area)
    let text = MapText(
      title: LocalizedText(nl: "Hittestress op een hete dag", en: "Heat stress on a hot day"),
      subtitle: LocalizedText(
        nl: "Delft Oostpoort · hete zomerdag · gemiddeld 12–18 uur · zonder maatregelen",
        en: "Delft Oostpoort · hot summer day · mean of 12:00–18:00 · without measures"),
      source: LocalizedText(
        nl: "AHN3 en BGT (Kadaster/PDOK, CC0); proefwaarden.", en: "AHN3 and BGT (Kadaster/PDOK, CC0); trial values."),
      notice: LocalizedText(
        nl: "Proefkaart: de waarden zijn verzonnen om de opmaak te beoordelen, niet om op te sturen.",
        en: "Trial map: the values are made up to judge the layout, not to act on."))
    for language in Language.allCases {
      let png = try MapSheet(text: text, panel: MapPanel(values: delft.pet, base: delft.base), scale: .pet)
        .render(MapStyle(language: language))
      Attachment.record([UInt8](png), named: "heat-\(language.rawValue).png")
      let picture = try Picture(png)
      #expect(picture.count(Colour(0xC4C4C4)) > 50_000, "buildings are drawn")
    }
  }

  @Test("water on the street, and before beside after")
  func water() throws {
    let delft = try #require(Self.area)
    let text = MapText(
      title: LocalizedText(nl: "Water op straat bij 70 mm in een uur", en: "Water on the street, 70 mm in one hour"),
      subtitle: LocalizedText(nl: "Delft Oostpoort · grootste diepte", en: "Delft Oostpoort · maximum depth"),
      source: LocalizedText(
        nl: "AHN3 en BGT (Kadaster/PDOK, CC0); proefwaarden.", en: "AHN3 and BGT (Kadaster/PDOK, CC0); trial values."))
    let before = MapPanel(values: delft.depth, base: delft.base)
    let png = try MapSheet(text: text, panel: before, scale: .waterDepth).render()
    Attachment.record([UInt8](png), named: "water.png")

    let wadi = Geometry.polygon(
      Polygon(exterior: [
        Point(84_900, 447_500), Point(84_950, 447_500), Point(84_950, 447_540), Point(84_900, 447_540),
      ]))
    var after = before
    after.base.measures = [wadi, .point(Point(84_980, 447_560))]
    after.values = Grid<Float>(delft.depth.frame) { row, column in
      let value = delft.depth[row, column]
      let (x, y) = delft.depth.frame.centre(row: row, column: column)
      let distance = ((x - 84_925) * (x - 84_925) + (y - 447_520) * (y - 447_520)).squareRoot()
      return distance < 80 ? value * Float(distance / 80) : value * 1.1
    }
    for difference in [false, true] {
      let comparison = MapComparison(
        text: text, before: before, after: after, scale: .waterDepth,
        difference: difference ? try .init(from: before, to: after, scale: .waterDepthDifference) : nil)
      let png = try comparison.render()
      Attachment.record([UInt8](png), named: difference ? "comparison-difference.png" : "comparison.png")
      #expect(try Picture(png).count(Colour(0xA0148C)) > 200, "measures stand out")
    }
  }

  @Test("heat before and after with the difference")
  func heatComparison() throws {
    let delft = try #require(Self.area)
    let text = MapText(
      title: LocalizedText(nl: "Hittestress voor en na het plan", en: "Heat stress before and after the plan"),
      subtitle: LocalizedText(nl: "Delft Oostpoort · hete zomerdag", en: "Delft Oostpoort · hot summer day"),
      source: LocalizedText(nl: "AHN3 en BGT (CC0); proefwaarden.", en: "AHN3 and BGT (CC0); trial values."))
    let before = MapPanel(values: delft.pet, base: delft.base)
    var after = before
    after.values = Grid<Float>(delft.pet.frame) { row, column in
      delft.pet[row, column] - ((row / 20 + column / 20) % 3 == 0 ? Float((row + column) % 20) / 2 : 0)
    }
    let comparison = MapComparison(
      text: text, before: before, after: after, scale: .pet,
      difference: try .init(from: before, to: after, scale: .petDifference))
    let png = try comparison.render()
    Attachment.record([UInt8](png), named: "heat-comparison.png")
    let plain = try MapComparison(text: text, before: before, after: after, scale: .pet).render()
    Attachment.record([UInt8](plain), named: "heat-comparison-plain.png")
    #expect(try Picture(png).height > Picture(plain).height)
  }

  @Test("land cover by name")
  func landCover() throws {
    let delft = try #require(Self.area)
    let scale = ColourScale(
      title: LocalizedText(nl: "Bodemgebruik", en: "Land cover"),
      codes: [
        (2, LocalizedText(nl: "rijbaan", en: "carriageway"), Colour(0x9E9E9E)),
        (4, LocalizedText(nl: "voetpad", en: "footway"), Colour(0xD9C7A8)),
        (7, LocalizedText(nl: "erf", en: "yard"), Colour(0xEBDDB0)),
        (9, LocalizedText(nl: "groenvoorziening", en: "public green"), Colour(0x8DBF6B)),
        (11, LocalizedText(nl: "gras", en: "grass"), Colour(0xBFE08A)),
        (12, LocalizedText(nl: "water", en: "water"), Colour(0x74A9CF)),
      ])
    let text = MapText(
      title: LocalizedText(nl: "Bodemgebruik", en: "Land cover"),
      subtitle: LocalizedText(nl: "Delft Oostpoort", en: "Delft Oostpoort"),
      source: LocalizedText(nl: "BGT (CC0)", en: "BGT (CC0)"))
    let png = try MapSheet(text: text, panel: MapPanel(values: delft.cover, base: delft.base), scale: scale).render()
    Attachment.record([UInt8](png), named: "landcover.png")
    #expect(try Picture(png).count(Colour(0x74A9CF)) > 10_000)
  }
}

/// The Delft twin at 1 m, read by way of GDAL's own programs: this floor knows no file formats.
private struct Delft {
  var base: MapBase
  var pet: Grid<Float>
  var depth: Grid<Float>
  var cover: Grid<Float>

  init() throws {
    let frame = GridFrame(west: 84_808, north: 447_641, cellSize: 1, columns: 264, rows: 228)
    let folder = try #require(TestFolders.shared).appendingPathComponent("data/twin_delft_oostpoort")
    func grid(_ name: String) throws -> Grid<Float> {
      try TestFolders.withTemporaryFolder { temporary in
        let raw = temporary.appendingPathComponent("raw")
        try run("gdal_translate", ["-q", "-of", "ENVI", "-ot", "Float32", folder.path + "/" + name, raw.path])
        let data = try Data(contentsOf: raw)
        return data.withUnsafeBytes { Grid<Float>(frame, cells: Array($0.bindMemory(to: Float.self))) }
      }
    }
    let footprints = try TestFolders.withTemporaryFolder { temporary in
      let json = temporary.appendingPathComponent("b.json")
      try run("ogr2ogr", ["-q", "-f", "GeoJSON", json.path, folder.path + "/buildings.gpkg"])
      return try GeoJSON.read(Data(contentsOf: json)).features.flatMap(\.geometry.polygons)
    }
    let terrain = try grid("dtm_1m.tif")
    let surface = try grid("dsm_1m.tif")
    let canopy = try grid("canopy_height_1m.tif").map { $0 > 2 ? $0 : 0 }
    cover = try grid("landcover_1m.tif")
    let cover = cover
    let water = cover.map { $0 == 12 ? Float(1) : 0 }
    let green = cover.map { (9...11).contains(Int($0)) ? Float(1) : 0 }
    let isBuilding = cover.map { $0 == 1 || $0 == 17 }
    base = MapBase(
      terrain: terrain, footprints: footprints, water: water, vegetation: green, canopyHeight: canopy)
    // Shade of a sun in the south-west, 45 degrees high; cooler in green and on water.
    pet = Grid<Float>(frame) { row, column in
      if isBuilding[row, column] { return .nan }
      var shade: Float = 0
      for step in 1..<25 {
        let (r, c) = (row + step, column - step)
        if r < frame.rows, c >= 0, surface[r, c] > terrain[row, column] + Float(step) * 1.41 { shade = 1 }
      }
      let under = canopy[row, column] > 2 ? Float(1) : 0
      return 40.5 - 9 * max(shade, under * 0.9) - 4 * green[row, column] - 6 * water[row, column]
        + Float((row * 7 + column * 13) % 17) / 17 * 1.5 + Float(row) / 80
    }
    depth = Grid<Float>(frame) { row, column in
      if isBuilding[row, column] || water[row, column] == 1 { return .nan }
      var (sum, count) = (Float(0), Float(0))
      for r in max(0, row - 10)...min(frame.rows - 1, row + 10) {
        for c in max(0, column - 10)...min(frame.columns - 1, column + 10) where water[r, c] == 0 {
          sum += terrain[r, c]
          count += 1
        }
      }
      return max(0, sum / count - terrain[row, column])
    }
  }
}

private func run(_ name: String, _ arguments: [String]) throws {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [name] + arguments
  process.standardOutput = FileHandle.nullDevice
  process.standardError = FileHandle.nullDevice
  try process.run()
  process.waitUntilExit()
  struct Failure: Error {}
  guard process.terminationStatus == 0 else { throw Failure() }
}
