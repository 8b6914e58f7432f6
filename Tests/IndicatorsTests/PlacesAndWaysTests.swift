import AreaTestSupport
import Areas
import Essentials
import Geometry
import Grids
@testable import Indicators
import Testing

@Suite("Places and the way to them, in a formula")
struct PlacesAndWaysTests {
  @Test("a place is contiguous by the sides of its cells, not by a corner")
  func contiguous() {
    let picture = [
      "##..#",
      "#..#.",
      "..#..",
      "####.",
    ]
    let frame = GridFrame(west: 0, north: 4, cellSize: 1, columns: 5, rows: 4)
    let rows = picture.map(Array.init)
    let patches = MaskPatches(Grid(frame) { row, column in rows[row][column] == "#" ? 1 : 0 })
    #expect(patches.sizes == [3, 1, 1, 5])
    #expect(patches.areLarge(atLeast: 3) == [true, false, false, true])
    #expect(patches.labels[0, 2] == -1 && patches.labels[2, 2] == patches.labels[3, 0])
  }

  @Test("places that meet late are one place, as flood filling finds")
  func floods() {
    var random = SeededRandom(seed: 3)
    let frame = GridFrame(west: 0, north: 40, cellSize: 1, columns: 50, rows: 40)
    let mask = Grid<UInt8>(frame) { _, _ in random.unit() < 0.58 ? 1 : 0 }
    let patches = MaskPatches(mask)
    var seen = [Int32](repeating: -1, count: frame.count)
    var sizes: [Int] = []
    for start in 0..<frame.count where mask[start] == 1 && seen[start] < 0 {
      var (front, size) = ([start], 0)
      seen[start] = Int32(sizes.count)
      while let cell = front.popLast() {
        size += 1
        let (row, column) = (cell / 50, cell % 50)
        for (r, c) in [(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)]
        where (0..<40).contains(r) && (0..<50).contains(c) && mask[r, c] == 1 && seen[r * 50 + c] < 0 {
          seen[r * 50 + c] = Int32(sizes.count)
          front.append(r * 50 + c)
        }
      }
      sizes.append(size)
    }
    #expect(patches.sizes == sizes)
    #expect(patches.labels.cells == seen)
  }

  @Test(
    "patches keeps the large places, and what is unknown stays unknown",
    arguments: [
      // The zone "plein" is 5 × 10 cells of 1 m², "hoek" 2 × 2; they touch by a row.
      ("area(patches(zone(\"plein\"), 50 m2))", 50), ("area(patches(zone(\"plein\"), 51 m2))", 0),
      ("area(patches(zone(\"plein\", \"hoek\"), 54 m2))", 54),
      ("patchCount(zone(\"plein\"), 0.001 ha)", 1), ("patchCount(zone(\"plein\"), 1 ha)", 0),
      ("patchCount(landCover(\"pand\"), 1 m2)", 1),
      ("patchCount(everywhere, 0 m2)", 1),
      ("area(patches(everywhere in zone(\"hoek\"), 4 m2))", 4),
      ("area(patches(everywhere in zone(\"hoek\"), 5 m2))", 0),
    ])
  func patches(_ row: (text: String, value: Double)) throws {
    #expect(try SmallInputs.value(row.text)?.value == row.value, "\(row.text)")
  }

  @Test("walkingDistance is told by hand, and keeps to the lines that are given")
  func walking() throws {
    // The first road runs along row 11.5 from column 0.5 to 16.5, 5.5 m from the buildings in the north; the second from
    // column 4.5 along row 16.5, 5 m further, so that the two join.
    let whole = try #require(
      try SmallInputs.value("maximum(walkingDistance(buildings, zone(\"hoek\"), roads))")?.value)
    #expect((7...20).contains(whole), "\(whole)")
    let one = try #require(
      try SmallInputs.value(
        "minimum(walkingDistance(buildings where buildings.use = \"school\", zone(\"plein\"), roads where roads.speed < 40 km/h))"
      )?.value)
    // From the wall straight to the road, where the square lies across the road.
    #expect(abs(one - 5.5) < 0.01 + 0.5, "\(one)")
  }

  @Test("a mask without cells leaves every feature without a distance, and no share to be had of it")
  func nowhere() throws {
    let none = "walkingDistance(buildings, patches(everywhere, 9 ha), roads)"
    #expect(try SmallInputs.value("count(buildings where \(none) <= 300 m)")?.value == 0)
    let error = #expect(throws: FormulaError.self) { try SmallInputs.value("mean(\(none))") }
    #expect(error?.diagnostic.code == "indicator.nothingToMeasure")
  }

  @Test("where no ground is looked at there is nothing to measure, rather than no place")
  func noGround() throws {
    for text in [
      "patchCount(heat.pet <= 38 °C in landCover(\"tuin\"), 2 m2)",
      "count(buildings where walkingDistance(buildings, patches(everywhere in landCover(\"tuin\"), 2 m2), roads) < 9 m)",
    ] {
      let error = #expect(throws: FormulaError.self) { try SmallInputs.value(text) }
      #expect(error?.diagnostic.code == "indicator.nothingToMeasure")
    }
  }

  @Test("an area whose lines are none is told so at the lines")
  func noLines() throws {
    let text = "count(buildings where walkingDistance(buildings, everywhere, zones) < 3 m)"
    let error = try #require(#expect(throws: FormulaError.self) { try SmallInputs.value(text) })
    #expect(error.diagnostic.code == "indicator.nothingToMeasure")
    #expect(String(Array(text)[error.range]) == "zones")
  }

  @Test("weightedMean counts each feature by its weight, also of temperatures")
  func weighted() throws {
    // 9 m and 6 m high, 48 and 54 m² large.
    let value = try #require(try SmallInputs.value("weightedMean(buildings.height, area(buildings))"))
    #expect(abs(value.value - (9 * 48 + 6 * 54) / 102) < 1e-12 && value.unit == .metre)
    let school = try SmallInputs.value(
      "weightedMean(buildings.height where buildings.use = \"school\", area(buildings))")
    #expect(school?.value == 9)
    let warmth = try #require(
      try SmallInputs.value("weightedMean(meanAround(heat.pet, buildings, 3 m), buildings.height)"))
    #expect(warmth.unit == .degreeCelsius && (34...42).contains(warmth.value))
  }

  @Test("weightedMean has nothing to say of weights that are all nothing, and refuses those below")
  func weights() throws {
    let none = #expect(throws: FormulaError.self) {
      try SmallInputs.value("weightedMean(buildings.height, 0 * buildings.height)")
    }
    #expect(none?.diagnostic.code == "indicator.nothingToMeasure")
    let below = #expect(throws: FormulaError.self) {
      try SmallInputs.value("weightedMean(buildings.height, - buildings.height)")
    }
    #expect(below?.diagnostic.code == "formula.outOfRange")
  }

  @Test("meanAround looks at the cells outside the wall, up to the distance")
  func around() throws {
    // South of the buildings, rows 6 and 7: the depth is 0.30 m on row 6 and 0 below.
    let value = try #require(
      try SmallInputs.value("mean(meanAround(rain.maximumDepth in not landCover(\"pand\"), buildings, 2 m))"))
    #expect((0.1...0.2).contains(value.value), "\(value)")
  }

  @Test("what is remembered changes no result")
  func remembered() throws {
    let inputs = try SmallInputs.inputs(withPlan: true)
    let text = "sum(walkingDistance(buildings, patches(heat.pet <= 36 °C, 20 m2), roads))"
    let formula = try Formula(text, at: .init())
    let first = try formula.evaluate(inputs, before: inputs)
    #expect(try formula.evaluate(inputs, before: inputs) == first)
    #expect(try SmallInputs.value(text, withPlan: true)?.value == first.value)
  }
}
