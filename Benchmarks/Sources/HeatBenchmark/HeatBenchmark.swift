import Essentials
import Foundation
import Grids
import HeatModel
import ModelKit
import UrbanClimate

/// Prints what the heat model costs on a synthetic town, as `name median, best` lines.
///
/// `HeatBenchmark [--surface FILE]`: also writes the 1000 x 1000 heights as 32-bit little-endian floats, so that a
/// peer can take the same.
@main
enum HeatBenchmark {
  static let repetitions = 7

  static func main() throws {
    let town = SyntheticSurface(size: 1000)
    let arguments = CommandLine.arguments
    if let flag = arguments.firstIndex(of: "--surface"), flag + 1 < arguments.count {
      let bytes = town.surface.withCells { Data(bytes: $0, count: town.surface.count * 4) }
      try bytes.write(to: URL(fileURLWithPath: arguments[flag + 1]))
    }
    for threads in [1, 2] {
      skyView(town, threads: threads)
      shadows(town, threads: threads)
      try neighbourhood(threads: threads)
      try squareKilometre(town, threads: threads)
    }
  }

  private struct Time {
    var median, best: Double
  }

  private static func time(_ body: () throws -> Void) rethrows -> Time {
    var seconds: [Double] = []
    let clock = ContinuousClock()
    for _ in 0..<repetitions {
      let time = try clock.measure(body).components
      seconds.append(Double(time.seconds) + Double(time.attoseconds) * 1e-18)
    }
    seconds.sort()
    return Time(median: seconds[repetitions / 2], best: seconds[0])
  }

  private static func report(_ name: String, _ time: Time) {
    print(String(format: "%@ %.4g s, best %.4g s", name, time.median, time.best))
  }

  private static func report(_ name: String, _ value: Double, _ unit: String) {
    print("\(name) \(String(format: "%.6g", value)) \(unit)")
  }

  private static func skyView(_ town: SyntheticSurface, threads: Int) {
    let directions = 16
    var mean = 0.0
    let seconds = time {
      let map = SkyViewFactor.map(
        obstacles: town.surface, ground: town.surface, observerHeight: 0, directions: directions, threads: threads)
      mean = GridReduction.sum(map) / Double(map.count)
    }
    report("sky-view-\(threads)-threads", seconds)
    report(
      "sky-view-\(threads)-threads-rate", Double(town.surface.count * directions) / seconds.median, "cell-directions/s")
    report("sky-view-mean", mean, "1")
  }

  private static func shadows(_ town: SyntheticSurface, threads: Int) {
    let window = GridWindow(rows: 0..<town.frame.rows, columns: 0..<town.frame.columns)
    let seconds = time {
      for sun in suns {
        _ = Shadow.map(obstacles: town.surface, ground: town.surface, sun: sun, window: window, threads: threads)
      }
    }
    report("seven-shadows-\(threads)-threads", seconds)
  }

  private static let altitudes = [55.3, 60.1, 60.9, 57.4, 50.8, 42.5, 33.4]

  private static var suns: [SolarPosition] {
    zip(altitudes, 10...).map { altitude, hour in
      let sun = SolarPosition(
        year: 2015, month: 7, day: 1, hourUTC: Double(hour), latitude: 52.09, longitude: 5.12)
      return SolarPosition(altitude: altitude, azimuth: sun.azimuth)
    }
  }

  /// 1 July 2015 at Herwijnen (KNMI).
  private static let event: [String: [Double]] = [
    "hourUTC": [10, 11, 12, 13, 14, 15, 16], "airTemperature": [28, 29.8, 31.2, 32.1, 32.8, 32.9, 33],
    "windSpeed": [6, 6, 6, 5, 4, 5, 4], "windDirection": [100, 100, 130, 130, 140, 120, 130],
    "globalRadiation": [794.44, 855.56, 868.06, 825, 743.06, 629.17, 491.67],
    "relativeHumidity": [48, 44, 35, 37, 35, 37, 37], "sunAltitude": altitudes,
    "uhiFactor": [0.03, 0.05, 0.07, 0.11, 0.16, 0.23, 0.31],
  ]

  private static func layers(_ town: SyntheticSurface, in frame: GridFrame) -> [String: Grid<Float>] {
    [
      "terrain": Grid(frame, repeating: 0), "buildingHeight": Grid(frame, cells: town.buildings.cells),
      "canopyHeight": Grid(frame, cells: town.canopy.cells),
      "vegetation": Grid(frame, cells: town.canopy.cells.map { $0 > 0 ? 1 : 0 }), "water": Grid(frame, repeating: 0),
    ]
  }

  /// 300 x 300 cells of 1 m within 480 x 480 of 5 m (made of the first 480 of 500).
  private static func neighbourhood(threads: Int) throws {
    let core = SyntheticSurface(size: 300)
    let around = SyntheticSurface(size: 500)
    let coarse = GridFrame(west: -1050, north: 1350, cellSize: 5, columns: 480, rows: 480)
    let far = GridFrame(west: -1050, north: 1350, cellSize: 5, columns: 500, rows: 500)
    let inputs = ModelInputs(
      frame: core.frame, layers: layers(core, in: core.frame), contextFrame: coarse,
      contextLayers: layers(around, in: far).mapValues { $0.nearest(in: coarse, outside: 0) }, series: event)
    var mean = 0.0
    let seconds = try time {
      mean = try HeatModel().run(inputs, context: WorkContext(threads: threads)).scalars["meanPET"] ?? .nan
    }
    report("chain-300-in-context-\(threads)-threads", seconds)
    report("chain-300-in-context-mean-pet", mean, "Cel")
  }

  private static func squareKilometre(_ town: SyntheticSurface, threads: Int) throws {
    let inputs = ModelInputs(frame: town.frame, layers: layers(town, in: town.frame), series: event)
    var mean = 0.0
    let seconds = try time {
      mean = try HeatModel().run(inputs, context: WorkContext(threads: threads)).scalars["meanPET"] ?? .nan
    }
    report("chain-1000-\(threads)-threads", seconds)
    report("chain-1000-mean-pet", mean, "Cel")
  }
}
