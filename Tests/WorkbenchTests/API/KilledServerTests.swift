import Application
import Classroom
import Essentials
import Foundation
import FoundationNetworking
import TestSupport
import Testing

/// Starts the program itself and kills it.
@Suite("A server that is killed")
struct KilledServerTests {
  private static func serve(_ home: URL) throws -> (process: Process, address: String) {
    let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    let process = Process()
    process.executableURL = own.appendingPathComponent("twinbench")
    process.arguments = ["serve", "--home", home.path, "--port", "0", "--json"]
    var environment = ProcessInfo.processInfo.environment
    environment["TWINBENCH_SOURCE_WEB"] = TestFolders.repository.path
    process.environment = environment
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    var said = Data()
    while let more = try output.fileHandleForReading.read(upToCount: 1) {
      if more.isEmpty { break }
      said.append(more)
      if let port = (try? JSONValue(parsing: said))?["port"]?.numberValue {
        return (process, "http://127.0.0.1:\(Int(port))")
      }
    }
    process.terminate()
    throw URLError(.cannotConnectToHost)
  }

  @Test("has kept every edit that it said was kept", .timeLimit(.minutes(5)))
  func durable() async throws {
    let school = try await TestSchool.shared
    let (assignment, students) = try await school.makeClass(students: 1)
    let (_, plan) = try await school.begin(students[0], assignment)
    let places = school.treePlaces(400)
    var kept: [String] = []
    var tried = 0
    for round in 0..<3 {
      let (process, address) = try Self.serve(school.installation.home)
      let client = try await APIClient(address: address, token: students[0].token)
      var killer: Task<Void, any Error>?
      defer { process.terminate() }
      while tried < places.count {
        let id = "round-\(round)-\(tried)"
        let tree = APIClient.tree("boom-\(tried)", places[tried])
        tried += 1
        guard let answer = try? await client.edit(plan, tree, id: id, base: 0) else { break }
        if answer.status == 201 { kept.append(id) }
        // On a busy machine the first edit may take seconds, for a worker reads the area first.
        if killer == nil {
          killer = Task {
            try await Task.sleep(for: .milliseconds(500 + 300 * round))
            kill(process.processIdentifier, SIGKILL)
          }
        }
      }
      _ = await killer?.result
      process.waitUntilExit()
    }
    #expect(!kept.isEmpty)
    let stored = try await school.workplace.database.operations(ofPlan: plan)
    let ids = Set(stored.map(\.operationID))
    #expect(kept.filter { !ids.contains($0) }.isEmpty)
    #expect(stored.map(\.sequence) == Array(1..<stored.count + 1))
    // What was on its way may be there too, once at most in each round.
    #expect(stored.count - kept.count <= 3)
  }
}
