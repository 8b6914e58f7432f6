import ClimateTestSupport
import Essentials
import Grids
import ModelKit
import Testing

@testable import HeatModel
@testable import UrbanClimate

@Suite("A changed plan is computed from the last one, to the same bits")
struct IncrementalTests {
  /// A fixed sequence of edits of a small town.
  private struct Edits {
    var state: UInt64
    var field: FlatField
    let size: Int

    init(seed: UInt64, size: Int) {
      state = seed
      self.size = size
      let town = SyntheticNeighbourhood(size: size)
      field = FlatField(size: size)
      field.layers["buildingHeight"] = Grid(field.frame, cells: town.buildings.cells)
      field.layers["canopyHeight"] = Grid(field.frame, cells: town.canopy.cells)
      field.layers["vegetation"] = Grid(field.frame, cells: town.canopy.cells.map { $0 > 0 ? 1 : 0 })
      // Sloping ground with a ditch below the level of the sea.
      field.layers["terrain"] = Grid(field.frame) { row, column in
        Float(row) * 0.01 - (column == size / 2 ? 3 : 0)
      }
    }

    mutating func draw(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }

    mutating func set(_ id: String, _ height: Int, _ width: Int, to value: Float, atEdge: Bool) {
      let row = atEdge ? (draw(2) == 0 ? 0 : size - height) : draw(size - height)
      let column = draw(size - width)
      field.set(id, rows: row..<row + height, columns: column..<column + width, to: value)
    }

    mutating func next() {
      let atEdge = draw(5) == 0
      switch draw(8) {
      case 0, 1: set("canopyHeight", 3 + draw(4), 3 + draw(4), to: Float(4 + draw(14)), atEdge: atEdge)
      case 2: set("canopyHeight", 8, 8, to: 0, atEdge: atEdge)
      case 3: set("buildingHeight", 4 + draw(9), 4 + draw(9), to: Float(3 + draw(20)), atEdge: atEdge)
      case 4: set("buildingHeight", 10, 10, to: 0, atEdge: atEdge)
      case 5: set("vegetation", 4 + draw(12), 4 + draw(12), to: draw(2) == 0 ? 0 : 1, atEdge: atEdge)
      case 6:
        set("water", 5, 9, to: Float(draw(2)), atEdge: atEdge)
        set("terrain", 5, 9, to: -1.5, atEdge: atEdge)
      default: set("canopyHeight", 1, 1, to: 60, atEdge: atEdge)
      }
    }
  }

  @Test("The tallest thing takes its far shadow along when it goes or shrinks", arguments: [Float(0), 5, 20])
  func tallest(_ left: Float) throws {
    var field = FlatField(size: 200)
    field.set("buildingHeight", rows: 20..<28, columns: 90..<98, to: 3)
    field.set("buildingHeight", rows: 120..<126, columns: 90..<96, to: 60)
    let model = HeatModel(memory: ClimateMemory())
    _ = try model.run(ReferenceDay.inputs(field.layers), context: WorkContext(threads: 2))
    field.set("buildingHeight", rows: 120..<126, columns: 90..<96, to: left)
    let inputs = try ReferenceDay.inputs(field.layers)
    let next = try model.run(inputs, context: WorkContext(threads: 2))
    let whole = try HeatModel(memory: ClimateMemory()).run(inputs, context: WorkContext(threads: 2))
    #expect(Self.digests(next) == Self.digests(whole))
  }

  private static func digests(_ outputs: ModelOutputs) -> [String: String] {
    outputs.layers.mapValues { $0.digest.hex }
  }

  private static var windlessNight: [String: [Double]] {
    get throws {
      var series = try ReferenceDay.series()
      for (id, values) in series {
        let extra: Double? =
          switch id {
          case "hourUTC": 24
          case "sunAltitude": -12
          case "windSpeed", "globalRadiation": 0
          case "counts": 0
          default: nil
          }
        series[id] = values + [extra ?? values[values.count - 1]]
      }
      series["windSpeed"]?[2] = 1
      return series
    }
  }

  @Test(
    "Trees, roofs, ponds and houses put and taken, with and without surroundings, in wind and calm",
    arguments: [(false, false, 1), (true, false, 2), (false, true, 3), (true, true, 4)])
  func edits(hasContext: Bool, isCalm: Bool, seed: UInt64) throws {
    var edits = Edits(seed: seed, size: 100)
    var context = FlatField(size: 120, cellSize: 5, west: -202, north: 198)
    context.set("buildingHeight", rows: 20..<32, columns: 50..<70, to: 13)
    let known = HeatModel(memory: ClimateMemory())
    var isFirst = true
    for edit in 0..<70 {
      for _ in 0...edits.draw(3) { edits.next() }
      var inputs = try ReferenceDay.inputs(edits.field.layers, context: hasContext ? context.layers : [:])
      if isCalm { inputs.series = try Self.windlessNight }
      let changed = try known.run(inputs, context: WorkContext(threads: 1 + edit % 2))
      if edit % 2 == 0 || isFirst {
        isFirst = false
        let anew = try HeatModel(memory: ClimateMemory()).run(inputs, context: WorkContext(threads: 1 + edit / 2 % 2))
        #expect(Self.digests(changed) == Self.digests(anew), "edit \(edit)")
        #expect(changed.scalars == anew.scalars)
      }
    }
  }

  @Test("Undone, a plan gives the bits of before")
  func undo() throws {
    var edits = Edits(seed: 9, size: 100)
    let known = HeatModel(memory: ClimateMemory())
    let before = edits.field
    let first = try known.run(ReferenceDay.inputs(before.layers), context: WorkContext())
    for _ in 0..<5 {
      edits.next()
      _ = try known.run(ReferenceDay.inputs(edits.field.layers), context: WorkContext())
    }
    var copy = before
    copy.layers = copy.layers.mapValues { $0.map { $0 } }
    let again = try known.run(ReferenceDay.inputs(copy.layers), context: WorkContext(threads: 2))
    #expect(Self.digests(again) == Self.digests(first))
  }

  @Test("Another day, eye or margin on the same layers is not mistaken for the last one")
  func otherSettings() throws {
    let layers = Edits(seed: 4, size: 100).field.layers
    let known = HeatModel(memory: ClimateMemory())
    for parameters in [
      [:], ["observerHeight": 0], ["skyDirections": 8], ["obstacleHeight": 9], ["month": 6],
      ["buildingFrontFactor": 0.6],
      [:],
    ] as [[String: Double]] {
      let inputs = try ReferenceDay.inputs(layers, parameters: parameters)
      let changed = try known.run(inputs, context: WorkContext())
      let anew = try HeatModel(memory: ClimateMemory()).run(inputs, context: WorkContext())
      #expect(Self.digests(changed) == Self.digests(anew), "\(parameters)")
    }
  }

  @Test("One tree walks a small part of the lines and gives the sums of all of them")
  func oneTree() throws {
    let town = SyntheticNeighbourhood(size: 200)
    var surface = town.surface
    var changed: [Int] = []
    for row in 90..<95 {
      for column in 100..<105 {
        surface[row, column] = 30
        changed.append(row * 200 + column)
      }
    }
    let window = GridWindow(rows: 10..<190, columns: 5..<200)
    func sums(_ heights: Grid<Float>) -> Grid<Int32> {
      SkyViewFactor.sums(
        obstacles: heights, ground: town.buildings, observerHeight: 1, directions: 16, window: window, threads: 2,
        before: { _ in })
    }
    var updated = sums(town.surface)
    let isDone = SkyViewFactor.update(
      &updated, from: (town.surface, town.buildings), to: (surface, town.buildings), changed: changed,
      observerHeight: 1, directions: 16, window: window, threads: 2)
    #expect(isDone)
    #expect(updated.digest == sums(surface).digest)
    #expect(updated.digest != sums(town.surface).digest)
    let everything = Array(0..<40_000)
    #expect(
      !SkyViewFactor.update(
        &updated, from: (surface, surface), to: (surface, surface), changed: everything, observerHeight: 1,
        directions: 16, window: window, threads: 2))
  }

  @Test("A changed plan takes over the shade of the hours that were asked for since the last change, and no other")
  func shadeInUse() throws {
    let memory = ClimateMemory()
    func climate(_ height: Float, _ memory: ClimateMemory) throws -> StreetClimate {
      var field = FlatField(size: 60)
      field.set("buildingHeight", rows: 10..<20, columns: 10..<20, to: height)
      return try StreetClimate(ReferenceDay.inputs(field.layers), of: HeatModel().description, memory, WorkContext())
    }
    let first = try climate(5, memory)
    for hour in first.hours { _ = first.shadow(of: hour, threads: 1) }
    let second = try climate(6, memory)
    #expect(second.geometry.shades.inUse.count == 7)
    _ = second.shadow(of: second.hours[2], threads: 1)
    let third = try climate(12, memory)
    #expect(third.geometry.shades.inUse.map(\.sun) == [second.hours[2].sun])
    let anew = try climate(12, ClimateMemory())
    for hour in third.hours {
      let shadow = third.shadow(of: hour, threads: 2)
      #expect(shadow.digest == anew.shadow(of: hour, threads: 1).digest)
      #expect(third.geometry.isShaded(hour.sun, row: 8, column: 12) == (shadow[8, 12] > 0))
    }
  }

  @Test("The memory stays within its bound")
  func bound() throws {
    let memory = ClimateMemory()
    let model = HeatModel(memory: memory)
    for height in 1...9 {
      var field = FlatField(size: 60)
      field.set("buildingHeight", rows: 10..<20, columns: 10..<20, to: Float(height))
      _ = try model.run(ReferenceDay.inputs(field.layers), context: WorkContext())
    }
    #expect(memory.situationCount <= 4)
  }

  @Test("Tiles of any height give the bits of one", arguments: [1, 3_000, 100_000])
  func tiles(cells: Int) throws {
    let inputs = try ReferenceDay.inputs(Edits(seed: 2, size: 150).field.layers)
    let climate = try StreetClimate(inputs, of: HeatModel().description, ClimateMemory(), WorkContext())
    let hours = climate.hours.filter(\.counts)
    let whole = try PETMap(climate, fields: climate.fields, hours: hours, WorkContext())
    let tiled = try PETMap(
      climate, fields: climate.fields, hours: hours, tileCells: cells, alwaysInTiles: true, WorkContext(threads: 2))
    #expect(whole.pet.digest == tiled.pet.digest)
    #expect(whole.shade.digest == tiled.shade.digest)
  }
}
