import Application
import Essentials
import Foundation
import Jobs
import TestSupport
import Testing

/// A short scenario on the street, so that a test of something else does not wait for two hours of rain.
enum ShortScenario {
  static let text = """
    title: {nl: Proef, en: Trial}
    area: twinbench/straat-van-de-toekomst@0.1.0
    events: [hete-dag-2015-07-01]
    plan: plan.geojson
    """

  static let head = """
    {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}},
     "features": [
    """

  static func feature(_ id: String, _ card: String, x: Double, y: Double, properties: String = "") -> String {
    """
    {"type": "Feature", "id": "\(id)", "properties": {"card": "\(card)", "cardVersion": "1.0.0"\(properties)},
     "geometry": {"type": "Point", "coordinates": [\(x), \(y)]}}
    """
  }

  /// Writes scenario and plan into `folder`.
  static func write(
    to folder: URL, scenario: String = text, features: [String]
  ) throws -> URL {
    let file = folder.appendingPathComponent("scenario.yaml")
    try Data(scenario.utf8).write(to: file)
    try Data((head + features.joined(separator: ",\n") + "]}").utf8)
      .write(to: folder.appendingPathComponent("plan.geojson"))
    return file
  }
}

@Suite("Runs through a confined worker")
struct RunUseCaseTests {
  private func run(
    _ scenario: URL, to output: URL, cache: Bool = true, home: URL? = nil
  ) async throws -> RunSummary {
    let prepared = try await PreparedLibrary.shared
    let installation = try Installation(home: home ?? prepared.home, threads: 2)
    return try await installation.run(
      scenarioFile: scenario, output: output, language: .nl, useCache: cache
    ) { _ in }
  }

  @Test("An empty plan changes nothing; the folder holds tables, layers, maps, plan and receipt")
  func emptyPlan() async throws {
    try await TestFolders.withTemporaryFolder { folder in
      let scenario = try ShortScenario.write(to: folder, features: [])
      let output = folder.appendingPathComponent("out")
      let summary = try await run(scenario, to: output)
      #expect(summary.indicators.allSatisfy { $0.change == 0 })
      let names = try FileManager.default.contentsOfDirectory(atPath: output.path).sorted()
      #expect(
        names == ["indicators.json", "layers", "maps", "plan.geojson", "receipt.json", "table.csv", "table.json"])
      let maps = try FileManager.default.contentsOfDirectory(atPath: output.appendingPathComponent("maps").path)
      #expect(maps.sorted() == ["land-cover.png", "night-hours.png", "pet.png", "shade.png"])
      let receipt = try JSONValue(parsing: Data(contentsOf: output.appendingPathComponent("receipt.json")))
      #expect(receipt["scenarioDigest"]?.stringValue == summary.scenarioDigest.hex)
      #expect(receipt["packs"]?.arrayValue?.count == 2)
    }
  }

  @Test("The table is for programs too; every value on the way stands beside it, and the receipt holds the values")
  func tables() async throws {
    try await TestFolders.withTemporaryFolder { folder in
      let scenario = try ShortScenario.write(
        to: folder, features: [ShortScenario.feature("a", "tree", x: 155_140, y: 463_160)])
      let output = folder.appendingPathComponent("out")
      let summary = try await run(scenario, to: output)
      #expect(summary.areaType == "A2")
      // No rain, so no card about water; what is about the land and the money stays.
      let ids = summary.indicators.map(\.id)
      #expect(ids.contains("heat-pet-mean") && ids.contains("cost-construction"))
      #expect(!ids.contains { $0.hasPrefix("rain-") })

      let csv = try String(contentsOf: output.appendingPathComponent("table.csv"), encoding: .utf8)
      let rows = Self.records(csv)
      #expect(rows.count == ids.count + 1)
      #expect(rows.allSatisfy { $0.count == rows[0].count })
      #expect(rows.dropFirst().map { $0[0] } == ids)
      let after = try #require(rows[0].firstIndex(of: "after"))
      #expect(rows.dropFirst().map { Double($0[after]) } == summary.indicators.map(\.after.value))

      func json(_ name: String) throws -> JSONValue {
        try JSONValue(parsing: Data(contentsOf: output.appendingPathComponent(name)))
      }
      let table = try #require(json("table.json")["indicators"]?.arrayValue)
      #expect(table.map { $0["id"]?.stringValue } == ids)
      #expect(table.allSatisfy { $0["explanationAfter"] == nil && $0["formula"]?.stringValue?.isEmpty == false })
      let explained = try #require(json("indicators.json")["indicators"]?.arrayValue)
      #expect(explained.allSatisfy { $0["explanationAfter"]?["text"] == $0["formula"] })
      let receipt = try json("receipt.json")
      let pet = receipt["indicators"]?["heat-pet-mean"]?["after"]?.numberValue
      #expect(pet == summary.indicators.first { $0.id == "heat-pet-mean" }?.after.value)
      #expect(receipt["indicatorCards"]?["rain-facade-above-15@1.0.0"] != nil)
    }
  }

  /// The records of a CSV file after RFC 4180.
  private static func records(_ text: String) -> [[String]] {
    var (records, fields, field, isQuoted) = ([[String]](), [String](), "", false)
    for character in text {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        fields.append(field)
        field = ""
      case "\r\n" where !isQuoted:
        records.append(fields + [field])
        (fields, field) = ([], "")
      default: field.append(character)
      }
    }
    return records
  }

  @Test("A second run is taken from the cache and writes the same bytes, but for the timing in the receipt")
  func secondRun() async throws {
    try await TestFolders.withTemporaryFolder { folder in
      let scenario = try ShortScenario.write(
        to: folder, features: [ShortScenario.feature("a", "tree", x: 155_140, y: 463_160)])
      let outputs = ["one", "two"].map { folder.appendingPathComponent($0) }
      _ = try await run(scenario, to: outputs[0])
      let second = try await run(scenario, to: outputs[1])
      #expect(second.nodes.allSatisfy { $0.fromCache })
      let names = try FileManager.default.subpathsOfDirectory(atPath: outputs[0].path)
      for name in names where name.contains(".") && name != "receipt.json" {
        let pair = try outputs.map { try Data(contentsOf: $0.appendingPathComponent(name)) }
        #expect(pair[0] == pair[1], "\(name)")
      }
    }
  }

  @Test(
    "What a plan does wrong is said in words, and no folder appears",
    arguments: [
      ([ShortScenario.feature("a", "tree", x: 156_140, y: 463_160)], "plan.outsideArea"),
      ([ShortScenario.feature("a", "palm", x: 155_140, y: 463_160)], "plan.unknownCard"),
      (
        [
          ShortScenario.feature("a", "tree", x: 155_140, y: 463_160),
          ShortScenario.feature("b", "tree", x: 155_140.3, y: 463_160),
        ], "plan.overlap"
      ),
      (
        [ShortScenario.feature("a", "tree", x: 155_140, y: 463_160, properties: ", \"height\": 99")],
        "plan.propertyOutOfRange"
      ),
    ])
  func badPlan(features: [String], code: String) async throws {
    try await TestFolders.withTemporaryFolder { folder in
      let scenario = try ShortScenario.write(to: folder, features: features)
      let error = await #expect(throws: Diagnostic.self) {
        _ = try await run(scenario, to: folder.appendingPathComponent("out"))
      }
      #expect(error?.code == code)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["plan.geojson", "scenario.yaml"])
    }
  }

  @Test("Somebody's files are never replaced by a result; an empty folder and an earlier result are")
  func takenOutput() async throws {
    try await TestFolders.withTemporaryFolder { folder in
      let scenario = try ShortScenario.write(to: folder, features: [])
      let prepared = try await PreparedLibrary.shared
      let file = folder.appendingPathComponent("notes.txt")
      try Data("mine".utf8).write(to: file)
      let inside = prepared.home.appendingPathComponent("library/blobs")
      let new = prepared.home.appendingPathComponent("library/new")
      let blobs = try FileManager.default.contentsOfDirectory(atPath: inside.path)
      for output in [folder, file, inside, new, prepared.home, prepared.home.appendingPathComponent("cache/x")] {
        let error = await #expect(throws: ApplicationError.self) { _ = try await run(scenario, to: output) }
        #expect(error?.diagnostic.code == "application.outputTaken", "\(output.path)")
      }
      #expect(try String(contentsOf: file, encoding: .utf8) == "mine")
      #expect(try FileManager.default.contentsOfDirectory(atPath: inside.path).sorted() == blobs.sorted())
      let output = folder.appendingPathComponent("out")
      try FileManager.default.createDirectory(at: output, withIntermediateDirectories: false)
      _ = try await run(scenario, to: output)
      _ = try await run(scenario, to: output)
      try Data("mine".utf8).write(to: output.appendingPathComponent("notes.txt"))
      await #expect(throws: ApplicationError.self) { _ = try await run(scenario, to: output) }
    }
  }

  @Test(
    "A scenario reads no plan but a plain file in its own folder",
    arguments: ["../plan.geojson", "../../../../../../../../etc/passwd", "link.geojson"])
  func planElsewhere(name: String) async throws {
    try await TestFolders.withTemporaryFolder { folder in
      let inner = folder.appendingPathComponent("scenario")
      try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: false)
      _ = try ShortScenario.write(to: folder, features: [])
      try FileManager.default.createSymbolicLink(
        atPath: inner.appendingPathComponent("link.geojson").path, withDestinationPath: "../plan.geojson")
      let scenario = try ShortScenario.write(
        to: inner, scenario: ShortScenario.text.replacing("plan.geojson", with: name), features: [])
      let error = await #expect(throws: ApplicationError.self) {
        _ = try await run(scenario, to: folder.appendingPathComponent("out"))
      }
      #expect(error?.diagnostic.code == "application.planOutside")
    }
  }

  @Test("Two events of one kind are refused, for the table would show only the first")
  func twoOfAKind() async throws {
    try await TestFolders.withTemporaryFolder { folder in
      for events in ["[bui08, wolkbreuk-70mm-1u]", "[bui08, bui08]"] {
        let scenario = try ShortScenario.write(
          to: folder, scenario: ShortScenario.text.replacing("[hete-dag-2015-07-01]", with: events), features: [])
        let error = await #expect(throws: Diagnostic.self) {
          _ = try await run(scenario, to: folder.appendingPathComponent("out"))
        }
        #expect(error?.code == "run.twoEventsOfOneKind")
      }
    }
  }

  @Test("A scenario with a slip names file and line; an unknown event names the known ones")
  func badScenario() async throws {
    try await TestFolders.withTemporaryFolder { folder in
      let slip = try ShortScenario.write(
        to: folder, scenario: ShortScenario.text.replacing("events:", with: "evnets:"), features: [])
      let error = await #expect(throws: YAMLError.self) {
        _ = try await run(slip, to: folder.appendingPathComponent("out"))
      }
      #expect(error?.diagnostic.location.line == 3)
      let unknown = try ShortScenario.write(
        to: folder, scenario: ShortScenario.text.replacing("hete-dag", with: "koude-dag"), features: [])
      let event = await #expect(throws: Diagnostic.self) {
        _ = try await run(unknown, to: folder.appendingPathComponent("out"))
      }
      #expect(event?.code == "run.unknownEvent")
      #expect(event?.remedy.en.contains("hete-dag-2015-07-01") == true)
    }
  }

  @Test("A plan that is no GeoJSON, or is in degrees, is refused with its file")
  func badGeoJSON() async throws {
    try await TestFolders.withTemporaryFolder { folder in
      let scenario = try ShortScenario.write(to: folder, features: [])
      for text in ["{\"type\": \"FeatureCollection\", ", "{\"type\": \"FeatureCollection\", \"features\": []}"] {
        let plan = folder.appendingPathComponent("plan.geojson")
        try Data(text.utf8).write(to: plan)
        let error = await #expect(throws: Diagnostic.self) {
          _ = try await run(scenario, to: folder.appendingPathComponent("out"))
        }
        #expect(error?.location.file == plan.path)
      }
    }
  }

  @Test("Cancelling leaves nothing and does not wait for the end of the run")
  func cancelled() async throws {
    let prepared = try await PreparedLibrary.shared
    try await TestFolders.withTemporaryFolder { folder in
      let scenario = try ShortScenario.write(
        to: folder, scenario: ShortScenario.text.replacing("hete-dag-2015-07-01", with: "wolkbreuk-70mm-1u"),
        features: [])
      let installation = try Installation(home: prepared.home, threads: 1)
      let task = Task {
        try await installation.run(
          scenarioFile: scenario, output: folder.appendingPathComponent("out"), language: .nl, useCache: false
        ) { _ in }
      }
      try await Task.sleep(for: .milliseconds(700))
      let start = ContinuousClock.now
      task.cancel()
      await #expect(throws: CancellationError.self) { () async throws in _ = try await task.value }
      #expect(ContinuousClock.now - start < .seconds(15))
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["plan.geojson", "scenario.yaml"])
    }
  }
}

@Suite("The command line as a person meets it")
struct CommandLineTests {
  private struct Outcome {
    var code: Int32
    var output: String
    var errors: String
  }

  @Test("An error ends with code 1 even where nobody reads it")
  func closedStandardError() throws {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", "\"$1\" run /nowhere/scenario.yaml <&- >&- 2>&-", "sh", Self.program.path]
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 1)
  }

  @Test("An answer that cannot be written ends with code 1 and says so", arguments: ["pack list --json", "pack list"])
  func fullStandardOutput(command: String) throws {
    try TestFolders.withTemporaryFolder { folder throws in
      let shell = Process()
      shell.executableURL = URL(fileURLWithPath: "/bin/sh")
      shell.arguments = [
        "-c", "\"$1\" \(command) --home \"$2\" >/dev/full", "sh", Self.program.path, folder.path,
      ]
      let errors = Pipe()
      shell.standardError = errors
      try shell.run()
      let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      shell.waitUntilExit()
      #expect(shell.terminationStatus == 1)
      #expect(said.contains("/dev/stdout"), "\(said)")
    }
  }

  private static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("twinbench")

  private func twinbench(
    _ arguments: [String], home: URL, during: (@Sendable (pid_t) -> Void)? = nil
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = Self.program
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["TWINBENCH_HOME": home.path]) { _, new in new }
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    during?(process.processIdentifier)
    let said = output.fileHandleForReading.readDataToEndOfFile()
    let complained = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, output: String(decoding: said, as: UTF8.self),
      errors: String(decoding: complained, as: UTF8.self))
  }

  @Test("Wrong usage ends with 2, a bad file with 1 and a remedy in the chosen language")
  func codes() async throws {
    try TestFolders.withTemporaryFolder { folder throws in
      #expect(try twinbench(["pack"], home: folder).code == 0)
      #expect(try twinbench(["pack", "verify"], home: folder).code == 2)
      #expect(try twinbench(["run", "x.yaml", "--threads", "0"], home: folder).code == 2)
      let file = folder.appendingPathComponent("brief.twinpack")
      try Data("<html>".utf8).write(to: file)
      let dutch = try twinbench(["pack", "verify", file.path], home: folder)
      #expect(dutch.code == 1)
      #expect(dutch.errors.contains("fout:") && dutch.errors.contains("→"))
      let english = try twinbench(["pack", "verify", file.path, "--language", "en"], home: folder)
      #expect(english.errors.contains("error:"))
      let json = try twinbench(["pack", "verify", file.path, "--json"], home: folder)
      #expect(try JSONValue(parsing: Data(json.errors.utf8))["severity"]?.stringValue == "error")
    }
  }

  @Test("The table is printed in Dutch with its marks, and as JSON for programs")
  func table() async throws {
    let prepared = try await PreparedLibrary.shared
    try TestFolders.withTemporaryFolder { folder throws in
      let scenario = try ShortScenario.write(
        to: folder, features: [ShortScenario.feature("a", "tree", x: 155_140, y: 463_160)])
      let out = folder.appendingPathComponent("out").path
      let text = try twinbench(["run", scenario.path, "-o", out], home: prepared.home)
      #expect(text.code == 0, "\(text.errors)")
      #expect(text.output.contains("Gemiddelde gevoelstemperatuur (PET)"))
      #expect(text.output.contains("\nHitte "))
      #expect(text.output.contains(" → ") && text.output.contains("gelijk"))
      #expect(text.output.contains("Verzonnen gebied"))
      let json = try twinbench(["run", scenario.path, "-o", out, "--json"], home: prepared.home)
      let indicators = try JSONValue(parsing: Data(json.output.utf8))["indicators"]?.arrayValue
      #expect((indicators?.count ?? 0) >= 6)
    }
  }

  @Test("An indicator is explained on request, with its parts and how far to trust it; an unknown one is refused")
  func explain() async throws {
    let prepared = try await PreparedLibrary.shared
    try TestFolders.withTemporaryFolder { folder throws in
      let scenario = try ShortScenario.write(
        to: folder, features: [ShortScenario.feature("a", "tree", x: 155_140, y: 463_160)])
      let run = ["run", scenario.path, "-o", folder.appendingPathComponent("out").path]
      let one = try twinbench(run + ["--explain", "heat-pet-mean"], home: prepared.home)
      #expect(one.code == 0, "\(one.errors)")
      for words in [
        "mean(heat.pet in before(publicSpace)) = 37,", "publicSpace [nu]: 90.000 cellen", "norm: gebiedstype A2:",
        "marge:",
      ] {
        #expect(one.output.contains(words), "\(words) in \(one.output)")
      }
      #expect(!one.output.contains("(heat-pet-above-35@"))
      let all = try twinbench(run + ["--explain", "all", "--language", "en"], home: prepared.home)
      #expect(all.output.contains("(heat-pet-above-35@") && all.output.contains("does not show:"))
      let unknown = try twinbench(run + ["--explain", "heat-pte-mean"], home: prepared.home)
      #expect(unknown.code == 1)
      #expect(unknown.errors.contains("heat-pet-mean"))
    }
  }

  @Test("Ctrl-C ends with 130, says so, and leaves nothing half written")
  func interrupted() async throws {
    let prepared = try await PreparedLibrary.shared
    try TestFolders.withTemporaryFolder { folder throws in
      let scenario = try ShortScenario.write(
        to: folder, scenario: ShortScenario.text.replacing("hete-dag-2015-07-01", with: "wolkbreuk-70mm-1u"),
        features: [])
      let outcome = try twinbench(
        ["run", scenario.path, "-o", folder.appendingPathComponent("out").path, "--no-cache"], home: prepared.home
      ) { pid in
        Thread.sleep(forTimeInterval: 1)
        kill(pid, SIGINT)
      }
      #expect(outcome.code == 130)
      #expect(outcome.errors.contains("Gestopt"))
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["plan.geojson", "scenario.yaml"])
    }
  }

  @Test("A worker killed in the middle of a run is reported, leaves nothing, and the next run works")
  func killedWorker() async throws {
    let prepared = try await PreparedLibrary.shared
    try TestFolders.withTemporaryFolder { folder throws in
      let out = folder.appendingPathComponent("out").path
      let long = try ShortScenario.write(
        to: folder, scenario: ShortScenario.text.replacing("hete-dag-2015-07-01", with: "wolkbreuk-70mm-1u"),
        features: [])
      let outcome = try twinbench(["run", long.path, "-o", out, "--no-cache"], home: prepared.home) { pid in
        Thread.sleep(forTimeInterval: 1)
        for worker in Self.children(of: pid) { kill(worker, SIGKILL) }
      }
      #expect(outcome.code == 1)
      #expect(outcome.errors.contains("[worker.killed]"), "\(outcome.errors)")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["plan.geojson", "scenario.yaml"])
      let short = try ShortScenario.write(to: folder, features: [])
      #expect(try twinbench(["run", short.path, "-o", out], home: prepared.home).code == 0)
    }
  }

  private static func children(of parent: pid_t) -> [pid_t] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { pid_t($0) }.filter { pid in
      guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
        let close = stat.lastIndex(of: ")")
      else { return false }
      let fields = stat[stat.index(after: close)...].split(separator: " ")
      return fields.count > 1 && pid_t(fields[1]) == parent
    }
  }

  @Test("A plan goes to a log and back to GeoJSON unchanged")
  func planRoundTrip() async throws {
    try TestFolders.withTemporaryFolder { folder throws in
      let plan = PreparedLibrary.scenario("straat-van-de-toekomst").deletingLastPathComponent()
        .appendingPathComponent("plan.geojson").path
      let log = folder.appendingPathComponent("plan.log").path
      let (first, second) = (folder.appendingPathComponent("a.geojson"), folder.appendingPathComponent("b.geojson"))
      let again = folder.appendingPathComponent("again.log").path
      #expect(try twinbench(["plan", "import", plan, "-o", log], home: folder).code == 0)
      #expect(try twinbench(["plan", "export", log, "-o", first.path], home: folder).code == 0)
      #expect(try twinbench(["plan", "import", first.path, "-o", again], home: folder).code == 0)
      #expect(try twinbench(["plan", "export", again, "-o", second.path], home: folder).code == 0)
      #expect(try Data(contentsOf: first) == Data(contentsOf: second))
    }
  }
}
