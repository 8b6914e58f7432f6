import Application
import Essentials
import Foundation
import Indicators
import Jobs
import TestSupport
import Testing

/// The whole line on the areas that we ship: the plan helps, and the bits are those on record, for one and two threads
/// and for both builds of the worker.
@Suite("The example plans")
struct ExampleRunTests {
  struct Machine: Sendable, CustomTestStringConvertible {
    var name: String
    var threads: Int
    /// Nil for the worker beside the tests, built for x86-64-v2.
    var worker: URL?

    var testDescription: String { "\(name), \(threads) thread(s)" }
  }

  private static let fast = TestFolders.repository
    .appendingPathComponent(".build/twinbench/twinbench-worker-x86-64-v3")

  /// The fast worker takes part where `scripts/build` has made it.
  static let machines: [Machine] =
    [Machine(name: "x86-64-v2", threads: 2), Machine(name: "x86-64-v2", threads: 1)]
    + (FileManager.default.isExecutableFile(atPath: fast.path)
      ? [Machine(name: "x86-64-v3", threads: 2, worker: fast)] : [])

  private func run(_ pack: String, on machine: Machine, home: URL) async throws -> RunSummary {
    try await TestFolders.withTemporaryFolder { folder in
      let installation = try Installation(home: home, threads: machine.threads, worker: machine.worker)
      return try await installation.run(
        scenarioFile: PreparedLibrary.scenario(pack), output: folder.appendingPathComponent("out"), language: .nl,
        useCache: false
      ) { _ in }
    }
  }

  /// `event variant layer` -> digest, and `indicator id variant` -> value, from `Tests/Fixtures/golden/runs`.
  /// `TWINBENCH_RECORD=1` writes it anew.
  private func compare(_ summary: RunSummary, with name: String) throws {
    var found: [String: String] = [:]
    for node in summary.nodes {
      for (layer, digest) in node.layers { found["\(node.event) \(node.variant.rawValue) \(layer)"] = digest.hex }
    }
    for result in summary.indicators {
      found["indicator \(result.id) before"] = "\(result.before.value)"
      found["indicator \(result.id) after"] = "\(result.after.value)"
    }
    let file = TestFolders.fixtures.appendingPathComponent("golden/runs/\(name).json")
    if ProcessInfo.processInfo.environment["TWINBENCH_RECORD"] == "1" {
      try JSONValue(encoding: found).prettyData().write(to: file)
    }
    let recorded = try JSONDecoder().decode([String: String].self, from: Data(contentsOf: file))
    // A card that is new has no record yet; adding one touches no other file.
    let unrecorded = Set(found.keys).subtracting(recorded.keys)
    #expect(unrecorded.allSatisfy { $0.hasPrefix("indicator ") }, "\(unrecorded.sorted())")
    for (layer, digest) in recorded.sorted(by: { $0.key < $1.key }) {
      #expect(found[layer] == digest, "\(layer) differs from the record; if that is meant, record it anew and say why")
    }
  }

  private func change(_ summary: RunSummary, _ figure: String) throws -> Double {
    try #require(summary.indicators.first { $0.id == figure }).change
  }

  @Test("of the street help against heat and water, with the bits on record", arguments: machines)
  func street(_ machine: Machine) async throws {
    let prepared = try await PreparedLibrary.shared
    let summary = try await run("straat-van-de-toekomst", on: machine, home: prepared.home)
    #expect(try change(summary, "heat-pet-mean") < -0.3)
    #expect(try change(summary, "heat-shade-public-space") > 1)
    #expect(try change(summary, "rain-flooded-above-05") < 0)
    #expect(try change(summary, "rain-flooded-above-15") < 0)
    try compare(summary, with: "straat-van-de-toekomst")
  }

  /// A pack whose area is made from prepared layers of open registers.
  struct Place: Sendable, CustomTestStringConvertible {
    var pack: String
    /// Under `../shared/data`.
    var data: String
    /// Whether the example plan does something about water too.
    var isWet: Bool

    var testDescription: String { pack }
  }

  static let places = [
    Place(pack: "delft-oostpoort", data: "twin_delft_oostpoort", isWet: true),
    Place(pack: "amsterdam-weteringbuurt", data: "twin_amsterdam_weteringbuurt", isWet: false),
  ]

  @Test(
    "of real places help too, on real terrain", .enabled(if: TestFolders.hasShared, "needs ../shared"),
    arguments: places)
  func realPlace(_ place: Place) async throws {
    let prepared = try await PreparedLibrary.shared
    let data = try #require(TestFolders.shared).appendingPathComponent("data/\(place.data)")
    try await TestFolders.withTemporaryFolder { folder in
      let installation = try Installation(home: folder.appendingPathComponent("home"), threads: 2)
      let archive = folder.appendingPathComponent("place.twinpack")
      _ = try await installation.installPack(prepared.base) { _ in }
      _ = try await installation.buildPack(
        source: PreparedLibrary.source(place.pack), output: archive, data: data
      ) { _ in }
      _ = try await installation.installPack(archive) { _ in }
      // Without water a run takes seconds, so every machine has its turn.
      for machine in place.isWet ? [Self.machines[0]] : Self.machines {
        let summary = try await run(place.pack, on: machine, home: installation.home)
        #expect(try change(summary, "heat-pet-mean") < -0.1)
        #expect(try change(summary, "heat-shade-public-space") > 0.3)
        if place.isWet { #expect(try change(summary, "rain-flooded-above-15") < 0) }
        try compare(summary, with: place.pack)
      }
    }
  }
}
