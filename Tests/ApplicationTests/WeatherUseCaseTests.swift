import Application
import Essentials
import Foundation
import Jobs
import Scenarios
import TestSupport
import Testing

@Suite("Weather from KNMI's files through a confined worker")
struct WeatherUseCaseTests {
  private static let zip = TestFolders.shared?.appendingPathComponent("data/weather_knmi/uurgeg_344_2011-2020.zip")
  private static let isThere = zip.map { FileManager.default.fileExists(atPath: $0.path) } ?? false

  private func make(
    _ file: URL, in folder: URL, date: String = "2019-07-25", mean: String = "12-18", station: Int? = nil
  ) async throws -> ImportedWeather {
    try await Installation(home: folder.appendingPathComponent("home")).importWeather(
      file: file, date: date, station: station, mean: mean, place: nil,
      output: folder.appendingPathComponent("hete-dag.yaml")
    ) { _ in }
  }

  private func code(_ body: () async throws -> Void) async -> String? {
    do {
      try await body()
      return nil
    } catch { return Diagnostic(from: error).code }
  }

  /// Two days of a made-up station in KNMI's form.
  private func text(_ folder: URL) throws -> URL {
    var lines = ["# STN,YYYYMMDD,   HH,   DD,   FH,   FF,    T,    Q,   RH,    U"]
    for date in [20_190_725, 20_190_726] {
      for hour in 1...24 {
        lines.append("  344,\(date),\(hour),100,30,40,\(250 + hour),\((5...19).contains(hour) ? 180 : 0),0,50")
      }
    }
    let file = folder.appendingPathComponent("uurgeg.txt")
    try Data(lines.joined(separator: "\n").utf8).write(to: file)
    return file
  }

  @Test("The file that is written reads back as the event that was answered, named after it")
  func writes() async throws {
    try await TestFolders.withTemporaryFolder { folder in
      let found = try await make(try text(folder), in: folder)
      let file = folder.appendingPathComponent("hete-dag.yaml")
      let event = try Event(YAMLDocument.read(file))
      #expect(event == found.event && event.id == "hete-dag" && event.kind == "heat")
      #expect(found.countedHours == 7 && found.highestTemperature == 27.4)
      #expect(event.source.en.contains("KNMI, CC BY 4.0"))
      // A file that is there is somebody's work.
      #expect(await code { _ = try await make(try text(folder), in: folder) } == "application.outputTaken")
    }
  }

  @Test("What is no file of KNMI, no day or no hours is refused, and nothing is written")
  func mistakes() async throws {
    try await TestFolders.withTemporaryFolder { folder in
      let file = try text(folder)
      #expect(await code { _ = try await make(file, in: folder, date: "25-07-2019") } == "knmi.badDay")
      #expect(await code { _ = try await make(file, in: folder, date: "2019-12-25") } == "knmi.outOfSeason")
      #expect(await code { _ = try await make(file, in: folder, date: "2019-07-20") } == "knmi.noDay")
      #expect(await code { _ = try await make(file, in: folder, mean: "18-12") } == "knmi.badHours")
      #expect(await code { _ = try await make(file, in: folder, station: 260) } == "knmi.noStation")
      let pack = TestFolders.repository.appendingPathComponent("packs/basis-nl/pack.yaml")
      #expect(await code { _ = try await make(pack, in: folder) } == "knmi.notHourly")
      let cut = folder.appendingPathComponent("cut.zip")
      try Data([0x50, 0x4B, 0x03, 0x04, 0x00, 0x00]).write(to: cut)
      #expect(await code { _ = try await make(cut, in: folder) } == "archive.structure.truncated")
      #expect(
        await code { _ = try await make(folder.appendingPathComponent("niets.zip"), in: folder) } == "file.missing")
      #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("hete-dag.yaml").path))
    }
  }

  @Test("KNMI's own zip gives 25 July 2019 at Rotterdam as it was", .enabled(if: isThere))
  func recordDay() async throws {
    try await TestFolders.withTemporaryFolder { folder in
      let found = try await make(try #require(Self.zip), in: folder)
      #expect(found.highestTemperature == 37.2 && found.lowestTemperature == 22.1)
      #expect(found.station == "Rotterdam")
      #expect(found.event.series["hourUTC"]?.count == 24)
    }
  }
}
