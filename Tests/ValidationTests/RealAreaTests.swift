import ClimateTestSupport
import Essentials
import Foundation
import GeoFormats
import Grids
import ModelKit
import TestSupport
import Testing

@testable import HeatModel
@testable import UrbanClimate

/// Heat on real roofs, trees and canals: whichever way it is computed, the bytes are the same.
@Suite("Heat in real places", .enabled(if: TestFolders.hasShared, "needs ../shared"))
struct RealAreaTests {
  static let places = ["twin_delft_oostpoort", "twin_amsterdam_weteringbuurt"]
  private static let buildingCodes: Set<Float> = [1, 17]
  private static let waterCode: Float = 12

  /// The layers of a folder of prepared rasters, by rules simpler than those of the import.
  private func layers(_ place: String) throws -> [String: Grid<Float>] {
    let folder = try #require(TestFolders.shared).appendingPathComponent("data/\(place)")
    func read(_ name: String) throws -> Grid<Float> {
      try RasterFile.read(folder.appendingPathComponent("\(name)_1m.tif"))
    }
    let (ground, top, crowns, cover) = try (read("dtm"), read("dsm"), read("canopy_height"), read("landcover"))
    func layer(_ value: (Int) -> Float) -> Grid<Float> {
      Grid(ground.frame) { row, column in value(row * ground.columns + column) }
    }
    return [
      "terrain": ground,
      "buildingHeight": layer { Self.buildingCodes.contains(cover[$0]) ? max(0, top[$0] - ground[$0]) : 0 },
      "canopyHeight": layer { Self.buildingCodes.contains(cover[$0]) ? 0 : max(0, crowns[$0]) },
      "vegetation": layer { crowns[$0] > 2 ? 1 : 0 },
      "water": layer { cover[$0] == Self.waterCode ? 1 : 0 },
    ]
  }

  private func digests(_ outputs: ModelOutputs) -> [String: String] { outputs.layers.mapValues(\.digest.hex) }

  @Test("One thread and two give the same bytes", arguments: places)
  func threads(_ place: String) throws {
    let inputs = try ReferenceDay.inputs(layers(place))
    let one = try HeatModel(memory: ClimateMemory()).run(inputs, context: WorkContext(threads: 1))
    let two = try HeatModel(memory: ClimateMemory()).run(inputs, context: WorkContext(threads: 2))
    #expect(digests(one) == digests(two))
  }

  @Test("What is put and taken away one thing after the other gives the bytes of a run from nothing", arguments: places)
  func edits(_ place: String) throws {
    var layers = try layers(place)
    let frame = try #require(layers["terrain"]).frame
    let model = HeatModel(memory: ClimateMemory())
    _ = try model.run(ReferenceDay.inputs(layers), context: WorkContext(threads: 2))
    var state: UInt64 = 2026
    func draw(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    let things: [(id: String, value: Float, reach: Int)] = [
      ("canopyHeight", 12, 4), ("canopyHeight", 0, 6), ("vegetation", 1, 8), ("water", 1, 6), ("buildingHeight", 15, 7),
      ("buildingHeight", 0, 9),
    ]
    for turn in 0..<24 {
      let thing = things[turn % things.count]
      let (row, column) = (draw(frame.rows), draw(frame.columns))
      for r in max(0, row - thing.reach)..<min(frame.rows, row + thing.reach) {
        for c in max(0, column - thing.reach)..<min(frame.columns, column + thing.reach) {
          layers[thing.id]?[r, c] = thing.value
        }
      }
      let inputs = try ReferenceDay.inputs(layers)
      let next = try model.run(inputs, context: WorkContext(threads: 2))
      let whole = try HeatModel(memory: ClimateMemory()).run(inputs, context: WorkContext(threads: 2))
      #expect(digests(next) == digests(whole), "edit \(turn + 1): \(thing.id)")
    }
  }
}
