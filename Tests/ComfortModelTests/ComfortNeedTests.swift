import ClimateTestSupport
import Essentials
import Foundation
import Grids
import ModelKit
import Testing

@testable import ComfortModel
@testable import UrbanClimate

@Suite("Memory of a run of the comfort model, told before it", .serialized)
struct ComfortNeedTests {
  /// Bytes in use now, and at most since the mark was reset.
  private func resident() throws -> (now: Int, peak: Int) {
    let status = try #require(FileManager.default.contents(atPath: "/proc/self/status"))
    func bytes(_ name: String) -> Int {
      String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix(name) }
        .flatMap { $0.split(whereSeparator: { !$0.isNumber }).first }.flatMap { Int($0) }.map { $0 * 1024 } ?? 0
    }
    return (bytes("VmRSS"), bytes("VmHWM"))
  }

  @Test("A run of two million cells takes what was predicted, within a factor of two")
  func measured() throws {
    let frame = GridFrame(west: 0, north: 0, cellSize: 1, columns: 1400, rows: 1400)
    let part = SyntheticNeighbourhood(size: 350)
    func repeated(_ grid: Grid<Float>) -> Grid<Float> { Grid(frame) { grid[$0 % 350, $1 % 350] } }
    let inputs = try ReferenceDay.inputs([
      "terrain": Grid(frame, repeating: 0), "buildingHeight": repeated(part.buildings),
      "canopyHeight": repeated(part.canopy), "vegetation": Grid(frame, repeating: 0),
      "water": Grid(frame, repeating: 0),
    ])
    let model = ComfortModel(memory: ClimateMemory(), tables: EquivalentTemperatureMemory())
    let predicted = model.predictedMemory(inputs, options: RunOptions())
    // The mark may start anew; other tests of this process run beside and use some tens of megabytes.
    guard let mark = FileHandle(forWritingAtPath: "/proc/self/clear_refs") else { return }
    try mark.write(contentsOf: Data("5".utf8))
    let before = try resident().now
    let outputs = try model.run(inputs, context: WorkContext(threads: 2))
    let used = try resident().peak - before
    #expect(outputs.layers.count == 5)
    #expect(used < predicted * 13 / 10, "used \(used), predicted \(predicted)")
    #expect(used > predicted / 2, "used \(used), predicted \(predicted)")
  }
}
