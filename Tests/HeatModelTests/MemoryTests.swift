import ClimateTestSupport
import Foundation
import Grids
import ModelKit
import Testing

@testable import Essentials
@testable import HeatModel
@testable import UrbanClimate

@Suite("Memory of a run, told before it", .serialized)
struct MemoryTests {
  /// Bytes in use now, and at most since the mark was reset.
  private func resident() throws -> (now: Int, peak: Int) {
    let status = try #require(FileManager.default.contents(atPath: "/proc/self/status"))
    func bytes(_ name: String) -> Int {
      String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix(name) }
        .flatMap { $0.split(whereSeparator: { !$0.isNumber }).first }.flatMap { Int($0) }.map { $0 * 1024 } ?? 0
    }
    return (bytes("VmRSS"), bytes("VmHWM"))
  }

  @Test("A run of four million cells takes what was predicted, within a factor of two")
  func measured() throws {
    let frame = GridFrame(west: 0, north: 0, cellSize: 1, columns: 2000, rows: 2000)
    let part = SyntheticNeighbourhood(size: 500)
    func repeated(_ grid: Grid<Float>) -> Grid<Float> { Grid(frame) { grid[$0 % 500, $1 % 500] } }
    let inputs = try ReferenceDay.inputs([
      "terrain": Grid(frame, repeating: 0), "buildingHeight": repeated(part.buildings),
      "canopyHeight": repeated(part.canopy), "vegetation": Grid(frame, repeating: 0),
      "water": Grid(frame, repeating: 0),
    ])
    let model = HeatModel(memory: ClimateMemory())
    let predicted = model.predictedMemory(inputs, options: RunOptions())
    // The mark may start anew; other tests of this process run beside and use some tens of megabytes.
    guard let mark = FileHandle(forWritingAtPath: "/proc/self/clear_refs") else { return }
    try mark.write(contentsOf: Data("5".utf8))
    let before = try resident().now
    let outputs = try model.run(inputs, context: WorkContext(threads: 2))
    let used = try resident().peak - before
    #expect(outputs.layers.count >= 5)
    #expect(used < predicted * 13 / 10, "used \(used), predicted \(predicted)")
    #expect(used > predicted / 2, "used \(used), predicted \(predicted)")
  }

  @Test("Steps of time, more cells and surroundings are part of the prediction")
  func parts() throws {
    let model = HeatModel(memory: ClimateMemory())
    let small = try ReferenceDay.inputs(FlatField(size: 100).layers)
    let large = try ReferenceDay.inputs(FlatField(size: 200).layers)
    let around = try ReferenceDay.inputs(
      FlatField(size: 100).layers, context: FlatField(size: 200, cellSize: 5, west: -400, north: 400).layers)
    func bytes(_ inputs: ModelInputs, frames: Bool = false) -> Int {
      model.predictedMemory(inputs, options: RunOptions(frames: frames))
    }
    #expect(bytes(large) == 4 * bytes(small))
    #expect(bytes(small, frames: true) == bytes(small) + 10_000 * 8 * 7)
    #expect(bytes(around) > bytes(small))
    // A square of five kilometres fits in three gigabytes with its inputs.
    let frame = GridFrame(west: 0, north: 0, cellSize: 1, columns: 5000, rows: 5000)
    let city = ModelInputs(frame: frame, layers: [:], series: small.series)
    #expect(bytes(city) + 5 * 4 * frame.count < 3 << 30)
  }

  @Test("What does not fit is said in both languages")
  func message() {
    let error = ModelError.tooLittleMemory(
      needed: 3_200_000_000, available: AvailableMemory(bytes: 900_000_000, bound: .controlGroup))
    #expect(error.diagnostic.code == "model.tooLittleMemory")
    for text in [error.diagnostic.what.nl, error.diagnostic.what.en] {
      #expect(text.contains("3200 MB") && text.contains("900 MB"))
    }
  }
}
