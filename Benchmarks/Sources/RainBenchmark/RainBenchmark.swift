import Essentials
import Foundation
import Grids
import ModelKit
import RainModel

/// Cell-updates per second of a whole run of the rain model (flow, hydrology, records) on a synthetic town.
///
/// `RainBenchmark [cells along a side] [runs] [--terrain FILE]`; the file receives the bed levels as little-endian
/// `Float`, buildings raised by 5 m, for the peer to run on the same ground.
@main
enum RainBenchmark {
  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    var terrainFile: String?
    if let place = arguments.firstIndex(of: "--terrain"), place + 1 < arguments.count {
      terrainFile = arguments[place + 1]
      arguments.removeSubrange(place...(place + 1))
    }
    let side = arguments.first.flatMap { Int($0) } ?? 500
    let runs = arguments.dropFirst().first.flatMap { Int($0) } ?? 3
    let town = SyntheticTown(side: side, cellSize: 2)
    if let terrainFile {
      let raised = zip(town.layer("terrain"), town.layer("buildingHeight")).map { $0 + ($1 > 0 ? 5 : 0) }
      try raised.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: terrainFile)) }
    }
    let inputs = ModelInputs(
      frame: town.frame, layers: town.layers, series: ["intervalMinutes": [60], "rainDepth": [70]],
      parameters: ["dryingMinutes": 0])
    print("town \(side) x \(side) cells of 2 m, 70 mm in 1 h, median of \(runs)")
    var digests: Set<String> = []
    for threads in [1, 2] {
      var rates: [Double] = []
      var processorRates: [Double] = []
      var seconds: [Double] = []
      var error = 0.0
      var steps = 0.0
      for _ in 0..<runs {
        let start = ContinuousClock.now
        let processorStart = processorSeconds()
        let outputs = try RainModel().run(inputs, context: WorkContext(threads: threads))
        let elapsed = (ContinuousClock.now - start) / .seconds(1)
        steps = outputs.scalars["timeSteps"] ?? 0
        error = outputs.scalars["massBalanceError"] ?? .nan
        rates.append(Double(town.frame.count) * steps / elapsed / 1e6)
        seconds.append(elapsed)
        processorRates.append(Double(town.frame.count) * steps / (processorSeconds() - processorStart) / 1e6)
        if let depth = outputs.layers["maximumDepth"] { digests.insert(depth.digest.hex) }
      }
      rates.sort()
      processorRates.sort()
      seconds.sort()
      print(
        String(
          format:
            "threads %d: %.1f M cell-updates/s, %.2f s (%.1f per second of processor time), %.0f steps, balance error %.1e",
          threads, rates[runs / 2], seconds[runs / 2], processorRates[runs / 2], steps, error))
    }
    print("maximum depth \(digests.sorted().joined(separator: " ")) (one digest: all runs equal)")
  }

  /// Processor time of all threads so far, s: what counts on a machine that others use too.
  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
