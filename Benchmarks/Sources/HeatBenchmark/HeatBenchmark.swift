import Essentials
import Foundation
import Grids
import HeatModel
import ModelKit
import UrbanClimate

/// Prints what the heat model costs on a synthetic town, as `name value unit` lines: medians of five, and the best.
///
/// `HeatBenchmark [--surface FILE] [--part sky|map|tree|cells|city]`: all parts unless one is named; FILE gets the
/// 1000 x 1000 heights as 32-bit little-endian floats, so that a peer can take the same.
@main
enum HeatBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    func option(_ name: String) -> String? {
      arguments.firstIndex(of: name).flatMap { $0 + 1 < arguments.count ? arguments[$0 + 1] : nil }
    }
    let town = SyntheticSurface(size: 1000)
    if let path = option("--surface") {
      let bytes = town.surface.withCells { Data(bytes: $0, count: town.surface.count * 4) }
      try bytes.write(to: URL(fileURLWithPath: path))
    }
    let part = option("--part")
    func isWanted(_ name: String) -> Bool { part == nil || part == name }
    for threads in [1, 2] {
      if isWanted("sky") { try skyView(town, threads: threads) }
      if isWanted("map") { try squareKilometre(town, threads: threads) }
      if isWanted("tree") { try oneTree(threads: threads) }
    }
    if isWanted("map") { try neighbourhood(threads: 2) }
    if isWanted("cells") { try costPerCell() }
    if isWanted("city") { try city() }
  }

  private static func skyView(_ town: SyntheticSurface, threads: Int) throws {
    let directions = 16
    var mean = 0.0
    let time = try Timing.of(5) { _ in
      let map = SkyViewFactor.map(
        obstacles: town.surface, ground: town.surface, observerHeight: 0, directions: directions, threads: threads)
      mean = GridReduction.sum(map) / Double(map.count)
    }
    Timing.report("sky-view-\(threads)-threads", time)
    Timing.report(
      "sky-view-\(threads)-threads-rate", Double(town.surface.count * directions) / time.median, "cell-directions/s")
    Timing.report("sky-view-mean", mean, "1")
    let window = GridWindow(rows: 0..<town.frame.rows, columns: 0..<town.frame.columns)
    Timing.report(
      "seven-shadows-\(threads)-threads",
      try Timing.of(5) { _ in
        for sun in HotAfternoon.suns {
          _ = Shadow.map(obstacles: town.surface, ground: town.surface, sun: sun, window: window, threads: threads)
        }
      })
    Timing.report(
      "shadow-sun-at-3-degrees-\(threads)-threads",
      try Timing.of(5) { _ in
        let sun = SolarPosition(altitude: 3, azimuth: 70)
        _ = Shadow.map(obstacles: town.surface, ground: town.surface, sun: sun, window: window, threads: threads)
      })
  }

  /// The whole afternoon map. The ground rises with each repetition, so that nothing of the last one can be used.
  private static func squareKilometre(_ town: SyntheticSurface, threads: Int) throws {
    var inputs = ModelInputs(
      frame: town.frame, layers: HotAfternoon.layers(town, in: town.frame), series: HotAfternoon.event)
    var mean = 0.0
    let time = try Timing.of(5) { repetition in
      inputs.layers["terrain"] = Grid(town.frame, repeating: Float(repetition + 10 * threads))
    } body: { _ in
      mean = try HeatModel().run(inputs, context: WorkContext(threads: threads)).scalars["meanPET"] ?? .nan
    }
    Timing.report("afternoon-1000-\(threads)-threads", time)
    Timing.report("afternoon-1000-mean-pet", mean, "Cel")
  }

  /// 300 x 300 cells of 1 m within 480 x 480 of 5 m (made of the first 480 of 500), whose own sky view is known.
  private static func neighbourhood(threads: Int) throws {
    let core = SyntheticSurface(size: 300)
    let around = SyntheticSurface(size: 500)
    let coarse = GridFrame(west: -1050, north: 1350, cellSize: 5, columns: 480, rows: 480)
    let far = GridFrame(west: -1050, north: 1350, cellSize: 5, columns: 500, rows: 500)
    var inputs = ModelInputs(
      frame: core.frame, layers: HotAfternoon.layers(core, in: core.frame), contextFrame: coarse,
      contextLayers: HotAfternoon.layers(around, in: far).mapValues { $0.nearest(in: coarse, outside: 0) },
      series: HotAfternoon.event)
    let time = try Timing.of(5) { repetition in
      inputs.layers["terrain"] = Grid(core.frame, repeating: Float(repetition))
    } body: { _ in
      _ = try HeatModel().run(inputs, context: WorkContext(threads: threads))
    }
    Timing.report("afternoon-300-in-context-\(threads)-threads", time)
  }

  /// 200 trees at random places, one after the other, each with the whole map anew from the last one.
  private static func oneTree(threads: Int) throws {
    let town = SyntheticSurface(size: 500)
    var inputs = ModelInputs(
      frame: town.frame, layers: HotAfternoon.layers(town, in: town.frame), series: HotAfternoon.event)
    _ = try HeatModel().run(inputs, context: WorkContext(threads: threads))
    var state: UInt64 = 20_150_701
    func draw(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let times = try Timing.each(200) { _ in
      // A crown of 7 m across and 8 m high; not on a roof.
      let (row, column) = (draw(493), draw(493))
      for r in 0..<7 {
        for c in 0..<7 where (r - 3) * (r - 3) + (c - 3) * (c - 3) <= 10 {
          if inputs.layers["buildingHeight"]?[row + r, column + c] ?? 0 > 0 { continue }
          inputs.layers["canopyHeight"]?[row + r, column + c] = 8
          inputs.layers["vegetation"]?[row + r, column + c] = 1
        }
      }
    } body: { _ in
      _ = try HeatModel().run(inputs, context: WorkContext(threads: threads))
    }
    Timing.report("one-tree-500-\(threads)-threads-median", times[times.count / 2] * 1000, "ms")
    Timing.report("one-tree-500-\(threads)-threads-p95", times[times.count * 95 / 100] * 1000, "ms")
  }

  private static func costPerCell() throws {
    for (size, repetitions) in [(500, 5), (1000, 5), (2000, 3)] {
      let town = RepeatedTown(size: size)
      let time = try Timing.of(repetitions) { repetition in
        try town.run(level: Float(repetition + 1), threads: 2)
      }
      Timing.report("afternoon-\(size)-2-threads", time)
      Timing.report("afternoon-\(size)-cost", time.median / Double(size * size) * 1e9, "ns/cell")
    }
  }

  /// Five by five kilometres of cells of 1 m.
  private static func city() throws {
    let size = 5000
    let town = RepeatedTown(size: size)
    let predicted = HeatModel().predictedMemory(town.inputs, options: RunOptions())
    let before = ResidentMemory.now()
    let time = try Timing.of(1) { _ in try town.run(level: 1, threads: 2) }
    let after = ResidentMemory.now()
    Timing.report("afternoon-5000-2-threads", time)
    Timing.report("afternoon-5000-cost", time.median / Double(size * size) * 1e9, "ns/cell")
    Timing.report("afternoon-5000-predicted-beside-inputs", Double(predicted) / 1e6, "MB")
    Timing.report("afternoon-5000-used-beside-inputs", Double(after.peak - before.now) / 1e6, "MB")
    Timing.report("afternoon-5000-peak-resident", Double(after.peak) / 1e6, "MB")
  }
}
