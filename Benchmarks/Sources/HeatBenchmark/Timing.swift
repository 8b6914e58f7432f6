import Foundation

/// Wall-clock times, and how they are printed.
struct Timing {
  var median, best: Double

  /// - Parameter prepare: before each repetition, outside of the time.
  static func of(
    _ repetitions: Int, prepare: (Int) throws -> Void = { _ in }, body: (Int) throws -> Void
  ) throws -> Timing {
    let seconds = try each(repetitions, prepare: prepare, body: body)
    return Timing(median: seconds[repetitions / 2], best: seconds[0])
  }

  /// Seconds of each repetition, ascending.
  static func each(
    _ repetitions: Int, prepare: (Int) throws -> Void = { _ in }, body: (Int) throws -> Void
  ) throws -> [Double] {
    let clock = ContinuousClock()
    var seconds: [Double] = []
    for repetition in 0..<repetitions {
      try prepare(repetition)
      let time = try clock.measure { try body(repetition) }.components
      seconds.append(Double(time.seconds) + Double(time.attoseconds) * 1e-18)
    }
    return seconds.sorted()
  }

  static func report(_ name: String, _ time: Timing) {
    print(String(format: "%@ %.4g s, best %.4g s", name, time.median, time.best))
  }

  static func report(_ name: String, _ value: Double, _ unit: String) {
    print("\(name) \(String(format: "%.6g", value)) \(unit)")
  }
}
