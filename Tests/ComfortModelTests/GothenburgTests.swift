import Essentials
import Foundation
import Grids
import ModelKit
import TestSupport
import Testing

@testable import ComfortModel

private let validationFolder = ProcessInfo.processInfo.environment["TWINBENCH_SOLWEIG"].map {
  URL(fileURLWithPath: $0).appendingPathComponent("tests/validation")
}

/// Radiant temperature beside what was measured from six directions in Gothenburg (Lindberg et al. 2008; Lindberg &
/// Grimmond 2011), with the heights, weather and measurements that the makers of SOLWEIG publish: makes the table of
/// `docs/running.md`. They are not ours to pass on, so this runs only where `TWINBENCH_SOLWEIG` names a checkout of
/// UMEP-dev/solweig (of April 2026).
@Suite("Radiant temperature as measured in Gothenburg", .enabled(if: validationFolder != nil))
struct GothenburgTests {
  /// A row of the table: errors in K.
  struct Day: CustomTestStringConvertible, Sendable {
    var site: Site
    var year: Int
    var month: Int
    var day: Int
    var hours: Int
    var rootMeanSquare: Double
    var mean: Double

    var code: String { "\(year * 10_000 + month * 100 + day)" }
    var testDescription: String { code }
  }

  /// Names of files as the makers gave them.
  struct Site: Sendable {
    var folder: String
    var heights: String
    var landCover: String
    var measurements: String
    var day: String
    var weather: @Sendable (String) -> String
  }

  static let square = Site(
    folder: "gustav_adolfs", heights: "_GA", landCover: "LC_GA", measurements: "measurements_ga", day: "day",
    weather: { "MetFile_\($0)" })
  static let courtyard = Site(
    folder: "gvc", heights: "_GVC_1m", landCover: "landcover_1m_GVC", measurements: "measurements_gvc", day: "date",
    weather: { "MetFile\($0)_Prepared" })

  static let days = [
    Day(site: square, year: 2006, month: 7, day: 26, hours: 16, rootMeanSquare: 7.4, mean: 3.4),
    Day(site: square, year: 2006, month: 8, day: 1, hours: 15, rootMeanSquare: 8.1, mean: 1.1),
    Day(site: courtyard, year: 2010, month: 7, day: 7, hours: 11, rootMeanSquare: 3.1, mean: 2.8),
    Day(site: courtyard, year: 2010, month: 7, day: 10, hours: 7, rootMeanSquare: 5.4, mean: 5.2),
    Day(site: courtyard, year: 2010, month: 7, day: 12, hours: 12, rootMeanSquare: 8.1, mean: 7.5),
    Day(site: square, year: 2005, month: 10, day: 11, hours: 11, rootMeanSquare: 11.4, mean: 3.7),
  ]

  @Test("Errors of the hours of a day are those of the table", arguments: days)
  func day(_ day: Day) throws {
    let folder = try #require(validationFolder).appendingPathComponent(day.site.folder)
    let ground = try raster("DEM\(day.site.heights)", folder)
    let roofs = try raster("DSM\(day.site.heights)", folder)
    let crowns = try raster("CDSM\(day.site.heights)", folder)
    // Classes of UMEP: 2 buildings, 5 grass, 7 water.
    let cover = try raster(day.site.landCover, folder)
    let frame = ground.frame
    let layers = [
      "terrain": ground,
      "buildingHeight": Grid(frame) { cover[$0, $1] == 2 ? max(0, roofs[$0, $1] - ground[$0, $1]) : 0 },
      "canopyHeight": crowns, "vegetation": cover.map { $0 == 5 ? 1 : 0 }, "water": cover.map { $0 == 7 ? 1 : 0 },
    ]
    let place = try place(folder)
    let cell = try #require(frame.cell(x: place[0], y: place[1]))
    let weather = try weather(day.site.weather(day.code), folder)
    let measured = try GoldenTable(contentsOf: folder.appendingPathComponent("\(day.site.measurements).csv")).rows
      .filter { $0.text(day.site.day) == day.code && $0["Tmrt"].isFinite && (weather[$0["hour"]]?["Kdn"] ?? 0) > 0 }
    let hours = try measured.map { try #require(weather[$0["hour"]]) }
    func series(_ name: String) -> [Double] { hours.map { $0[name] ?? .nan } }
    let inputs = ModelInputs(
      frame: frame, layers: layers,
      series: [
        // Local winter time is an hour ahead of UTC.
        "hourUTC": measured.map { $0["hour"] - 1 }, "airTemperature": series("Td"), "relativeHumidity": series("RH"),
        "globalRadiation": series("Kdn"), "diffuseRadiation": series("Kdiff"),
        // Wind and heat island have no part in radiant temperature; the air was measured on the spot.
        "windSpeed": hours.map { _ in 3 }, "windDirection": hours.map { _ in 180 }, "uhiFactor": hours.map { _ in 0 },
      ],
      parameters: [
        "year": Double(day.year), "month": Double(day.month), "day": Double(day.day), "latitude": 57.7,
        "longitude": 12,
      ])
    let outputs = try ComfortModel().run(inputs, options: RunOptions(frames: true), context: WorkContext())
    let frames = try #require(outputs.frames["tmrt"])
    try #require(frames.count == measured.count)
    let errors = zip(frames, measured).map { Double($0.grid[cell.row, cell.column]) - $1["Tmrt"] }
    let mean = errors.reduce(0, +) / Double(errors.count)
    let rootMeanSquare = (errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)).squareRoot()
    #expect(errors.count == day.hours)
    #expect(abs(rootMeanSquare - day.rootMeanSquare) <= 0.06, "root mean square error \(rootMeanSquare)")
    #expect(abs(mean - day.mean) <= 0.06, "mean error \(mean)")
  }

  @Test("The five summer days together are off by what the limits of the model say: 7 K, on average 4 too high")
  func summer() {
    let summer = Self.days.filter { $0.month == 7 || $0.month == 8 }
    let hours = summer.reduce(0) { $0 + $1.hours }
    let squares = summer.reduce(0.0) { $0 + Double($1.hours) * $1.rootMeanSquare * $1.rootMeanSquare }
    let sum = summer.reduce(0.0) { $0 + Double($1.hours) * $1.mean }
    #expect(summer.count == 5 && hours == 61)
    #expect((squares / Double(hours)).squareRoot().rounded() == 7)
    #expect((sum / Double(hours)).rounded() == 4)
  }

  // MARK: Their files

  /// Uncompressed 32-bit numbers in one run of strips; little-endian TIFF with GeoTIFF's cell size and corner.
  private func raster(_ name: String, _ folder: URL) throws -> Grid<Float> {
    let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent("\(name).tif")))
    func number(_ at: Int, bytes count: Int) -> UInt64 {
      (0..<count).reduce(0) { $0 | UInt64(bytes[at + $1]) << UInt64(8 * $1) }
    }
    func double(_ at: Int) -> Double { Double(bitPattern: number(at, bytes: 8)) }
    let directory = Int(number(4, bytes: 4))
    var entries: [Int: Int] = [:]
    for index in 0..<Int(number(directory, bytes: 2)) {
      let entry = directory + 2 + 12 * index
      entries[Int(number(entry, bytes: 2))] = Int(number(entry + 8, bytes: 4))
    }
    let (columns, rows) = (try #require(entries[256]), try #require(entries[257]))
    let (scale, corner) = (try #require(entries[33550]), try #require(entries[33922]))
    try #require(entries[259] == 1)
    let start = Int(number(try #require(entries[273]), bytes: 4))
    let frame = GridFrame(
      epsg: 3006, west: double(corner + 24), north: double(corner + 32), cellSize: double(scale), columns: columns,
      rows: rows)
    return Grid(frame) { row, column in
      Float(bitPattern: UInt32(number(start + 4 * (row * columns + column), bytes: 4)))
    }
  }

  /// By hour, then by the name of the column.
  private func weather(_ name: String, _ folder: URL) throws -> [Double: [String: Double]] {
    let text = try String(contentsOf: folder.appendingPathComponent("\(name).txt"), encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.split(whereSeparator: \.isWhitespace).map(String.init)
    }
    let header = try #require(lines.first)
    let rows = lines.dropFirst().map { line in
      Dictionary(zip(header, line.map { Double($0) ?? .nan }), uniquingKeysWith: { first, _ in first })
    }
    return Dictionary(rows.map { ($0["it"] ?? .nan, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Where the instruments stood, in metres.
  private func place(_ folder: URL) throws -> [Double] {
    struct Feature: Decodable {
      struct Place: Decodable { var coordinates: [Double] }
      var geometry: Place
    }
    let data = try Data(contentsOf: folder.appendingPathComponent("poi.geojson"))
    return try JSONDecoder().decode(Feature.self, from: data).geometry.coordinates
  }
}
