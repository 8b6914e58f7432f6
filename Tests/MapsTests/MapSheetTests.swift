import Essentials
import Foundation
import Geometry
import Grids
import Maps
import TestSupport
import Testing

private let frame = GridFrame(west: 84_808, north: 447_641, cellSize: 1, columns: 80, rows: 60)

private let text = MapText(
  title: LocalizedText(nl: "Hittestress", en: "Heat stress"),
  subtitle: LocalizedText(nl: "Proefwijk, hete dag", en: "Test area, hot day"),
  source: LocalizedText(nl: "eigen berekening", en: "own computation"),
  notice: LocalizedText(nl: "Verzonnen gebied", en: "Synthetic area"))

/// Columns of rising PET with a hole of NaN in the middle.
private let values = Grid<Float>(frame) { row, column in
  (20..<40).contains(row) && (30..<50).contains(column) ? .nan : 15 + Float(column) * 0.45
}

private func sheet(_ base: MapBase = MapBase(), _ values: Grid<Float> = values) -> MapSheet {
  MapSheet(text: text, panel: MapPanel(values: values, base: base), scale: .pet)
}

@Suite("A map on a sheet")
struct MapSheetTests {
  private static let land: UInt32 = 0xF3F1EB

  @Test("is a PNG of the asked width", arguments: [800, 1400, 2000])
  func size(_ width: Int) throws {
    let png = try sheet().render(MapStyle(widthPixels: width))
    #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
    let picture = try Picture(png)
    #expect(picture.width == width)
    #expect(picture.height > 400)
  }

  @Test("is the same bytes each time and another picture in another language")
  func determinism() throws {
    let once = try sheet().render()
    #expect(try sheet().render() == once)
    #expect(try sheet().render(MapStyle(language: .en)) != once)
  }

  @Test("shows every class of its legend, also those that the values lack")
  func legend() throws {
    let flat = try Picture(sheet(MapBase(), Grid<Float>(frame, repeating: 30)).render())
    let full = try Picture(sheet().render())
    for item in ColourScale.pet.classes {
      let colour = try #require(item.colour)
      // A swatch is 34 by 21 pixels with an edge.
      #expect(flat.count(colour) >= 32 * 19)
      #expect(full.count(colour) > 5000, "\(item.label.en) is on the map too")
    }
  }

  @Test("lets the base map through where there is no value")
  func holes() throws {
    let covered = try Picture(sheet(MapBase(), Grid<Float>(frame, repeating: 30)).render())
    let holed = try Picture(sheet().render())
    let land = Colour(Self.land)
    #expect(covered.count(land) == 0)
    // 20 x 20 of 80 x 60 cells of a map about 950 pixels wide.
    #expect(holed.count(land) > 40_000)
  }

  @Test("draws buildings from heights or outlines, water and measures over the values")
  func base() throws {
    let grid = { (range: Range<Int>, value: Float) in
      Grid<Float>(frame) { row, column in range.contains(column) && row < 10 ? value : 0 }
    }
    let plain = try Picture(sheet().render())
    let building = Colour(0xC4C4C4)
    #expect(plain.count(building) == 0)
    let cells = try Picture(sheet(MapBase(buildingHeight: grid(5..<15, 6))).render())
    #expect(cells.count(building) > 8000)
    let outline = Polygon(exterior: [
      Point(84_813, 447_641), Point(84_823, 447_641), Point(84_823, 447_631), Point(84_813, 447_631),
    ])
    let outlined = try Picture(sheet(MapBase(footprints: [outline])).render())
    #expect(abs(outlined.count(building) - cells.count(building)) < 1500)
    let measures = try Picture(sheet(MapBase(measures: [.polygon(outline), .point(Point(84_850, 447_600))])).render())
    let magenta = Colour(0xA0148C)
    #expect(plain.count(magenta) == 0)
    #expect(measures.count(magenta) > 300)
    let wet = try sheet(MapBase(water: grid(40..<60, 1))).render()
    #expect(try wet != sheet().render())
  }

  @Test("values that are incomplete lie under a grey veil, and the legend says so")
  func veil() throws {
    let warm = Grid<Float>(frame, repeating: 30)
    let whole = Grid<Float>(frame, repeating: 0)
    let half = Grid<Float>(frame) { _, column in column < 40 ? 1 : 0 }
    let plain = try Picture(sheet(MapBase(incomplete: whole), warm).render())
    #expect(try sheet(MapBase(incomplete: whole), warm).render() == sheet(MapBase(), warm).render())
    let veiled = try Picture(sheet(MapBase(incomplete: half), warm).render())
    let row = plain.height / 2
    #expect(plain.pixel(x: 250, y: row) == plain.pixel(x: 850, y: row))
    #expect(veiled.pixel(x: 250, y: row) != plain.pixel(x: 250, y: row))
    #expect(veiled.pixel(x: 850, y: row) == plain.pixel(x: 850, y: row))
  }

  @Test("relief follows the terrain, light from the north-west")
  func relief() throws {
    let none = Grid<Float>(frame, repeating: .nan)
    // A ridge from north to south: its west side is lit, its east side in shade.
    let ridge = Grid<Float>(frame) { _, column in Float(20 - abs(column - 40)) * 0.2 }
    let flat = try Picture(sheet(MapBase(terrain: Grid<Float>(frame, repeating: 3)), none).render())
    #expect(flat.count(Colour(Self.land)) > 300_000)
    let picture = try Picture(sheet(MapBase(terrain: ridge), none).render())
    let row = picture.height / 2
    #expect(picture.pixel(x: 250, y: row) & 0xFF > picture.pixel(x: 850, y: row) & 0xFF)
  }

  @Test("refuses a base map that lies elsewhere, odd widths, and grids no picture can hold")
  func refusals() throws {
    let elsewhere = GridFrame(west: 84_809, north: 447_641, cellSize: 1, columns: 80, rows: 60)
    #expect(throws: GridError.self) {
      try sheet(MapBase(terrain: Grid<Float>(elsewhere, repeating: 1))).render()
    }
    #expect(throws: MapError.self) { try sheet().render(MapStyle(widthPixels: 10)) }
    let long = GridFrame(west: 0, north: 400_000, cellSize: 1, columns: 40_000, rows: 1)
    #expect(throws: MapError.self) { try sheet(MapBase(), Grid<Float>(long, repeating: 20)).render() }
  }

  @Test("a narrow and a flat area still make a sheet", arguments: [(10, 400), (400, 10), (1, 1)])
  func shapes(_ columns: Int, _ rows: Int) throws {
    let frame = GridFrame(west: 84_808, north: 447_641, cellSize: 2, columns: columns, rows: rows)
    let picture = try Picture(sheet(MapBase(), Grid<Float>(frame, repeating: 30)).render())
    #expect(picture.width == 1400)
    #expect(picture.height < 2600)
  }
}

@Suite("Before and after on one sheet")
struct MapComparisonTests {
  private let cooler = values.map { $0 - 3 }

  private func comparison(difference: Bool) throws -> MapComparison {
    let (before, after) = (MapPanel(values: values), MapPanel(values: cooler))
    return MapComparison(
      text: text, before: before, after: after, scale: .pet,
      difference: difference ? try .init(from: before, to: after, scale: .petDifference) : nil)
  }

  @Test("shows one legend for both, and the difference when asked")
  func render() throws {
    let two = try Picture(comparison(difference: false).render())
    let three = try Picture(comparison(difference: true).render())
    #expect(two.width == 1400)
    #expect(three.height > two.height)
    for item in ColourScale.pet.classes {
      #expect(two.count(try #require(item.colour)) >= 32 * 19)
    }
    let blue = try #require(ColourScale.petDifference.colour(of: -3))
    #expect(two.count(blue) == 0)
    #expect(three.count(blue) > 100_000)
    #expect(try comparison(difference: true).render() == comparison(difference: true).render())
  }

  @Test("the difference is after minus before, NaN where either is")
  func difference() throws {
    let difference = try #require(comparison(difference: true).difference)
    #expect(abs(difference.panel.values[0, 0] + 3) < 1e-5)
    #expect(difference.panel.values[30, 40].isNaN)
  }

  @Test("maps of different places are refused")
  func frames() throws {
    let other = GridFrame(west: 0, north: 400_000, cellSize: 1, columns: 80, rows: 60)
    var comparison = try comparison(difference: false)
    comparison.after = MapPanel(values: Grid<Float>(other, repeating: 30))
    #expect(throws: GridError.self) { try comparison.render() }
  }
}
