import Application
import Classroom
import Essentials
import Foundation
import Synchronization
import TestSupport

@testable import Workbench

/// A server on a free port of this machine with an empty data folder, for as long as a test lasts.
struct RunningServer {
  static let password = "vier losse natte woorden"

  let port: Int
  let workplace: Workplace
  let setUpWord: SetUpWord
  let clock: TestClock

  var database: ClassroomDatabase { workplace.database }

  func visitor() -> Visitor { Visitor(port: port) }

  static func run(
    _ configuration: ServerConfiguration = ServerConfiguration(), sessionRules: SessionRules = SessionRules(),
    _ body: @escaping @Sendable (RunningServer) async throws -> Void
  ) async throws {
    try await TestFolders.withTemporaryFolder { folder in
      var configuration = configuration
      configuration.port = 0
      let clock = TestClock()
      // No job is started by these tests; a server only insists that there is a program for it.
      let installation = try Installation(home: folder, worker: URL(fileURLWithPath: "/bin/true"))
      let workplace = try Workplace(installation: installation, clock: clock.clock, sessionRules: sessionRules)
      let server = try WorkbenchServer(
        workplace: workplace, configuration: configuration, web: .source(TestFolders.repository))
      let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
      let running = Task { try await server.run { port in continuation.yield(port) } }
      let watch = Task {
        // A server that cannot start ends the wait.
        _ = try? await running.value
        continuation.finish()
      }
      defer { watch.cancel() }
      guard let port = await ports.first(where: { _ in true }) else {
        try await running.value
        return
      }
      do {
        try await body(RunningServer(port: port, workplace: workplace, setUpWord: server.setUpWord, clock: clock))
      } catch {
        running.cancel()
        _ = try? await running.value
        throw error
      }
      // The folder goes only after the server did.
      running.cancel()
      _ = try? await running.value
    }
  }

  /// A teacher and a class.
  func makeClass(_ name: String = "SB2A") async throws -> (teacher: Account, schoolClass: SchoolClass) {
    let teacher = try await database.makeTeacher(name: "Docent", password: Self.password, language: .nl)
    return (teacher, try await database.makeClass(name: name, teacher: teacher.id))
  }

  /// A student who came in by the page.
  func student(_ nickname: String, in schoolClass: SchoolClass) async throws -> Visitor {
    let visitor = visitor()
    let answer = try await visitor.post(
      "/join", ["code": schoolClass.joinCode, "nickname": nickname], from: "/join")
    guard answer.status == 303 else { throw Visitor.Failure(reason: "\(nickname) did not get in: \(answer.status)") }
    return visitor
  }

  /// The teacher, logged in.
  func teacher() async throws -> Visitor {
    let visitor = visitor()
    let answer = try await visitor.post("/login", ["name": "Docent", "password": Self.password], from: "/login")
    guard answer.status == 303 else { throw Visitor.Failure(reason: "the teacher did not get in: \(answer.status)") }
    return visitor
  }
}

/// Clocks that a test moves.
final class TestClock: Sendable {
  private let state = Mutex((wall: 1_795_000_000.0, monotonic: 0.0))

  var clock: ClassroomClock {
    ClassroomClock(
      wall: { Date(timeIntervalSince1970: self.state.withLock { $0.wall }) },
      monotonic: { .seconds(self.state.withLock { $0.monotonic }) })
  }

  /// Time passes.
  func pass(seconds: Double) {
    state.withLock { state in
      state.wall += seconds
      state.monotonic += seconds
    }
  }

  /// Somebody sets the calendar.
  func set(back seconds: Double) { state.withLock { $0.wall -= seconds } }
}
