import Confinement
import Essentials
import Foundation
import TestSupport

/// The probe program as the tests use it: a worker with one readable and one writable folder.
struct Probe {
  let folder: URL
  let worker: WorkerProcess

  var readable: URL { folder.appendingPathComponent("readable") }
  var writable: URL { folder.appendingPathComponent("writable") }
  var secret: URL { folder.appendingPathComponent("secret.txt") }

  /// Beside the tests, where the build puts every program.
  static let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("confinement-probe")

  /// Runs `body` with a probe in a temporary folder and ends the worker afterwards.
  static func with(
    limits: ConfinementPolicy.Limits = .init(), threads: Int = 1, environment: [String: String] = [:],
    grace: Duration = .seconds(1), allowUnconfined: Bool = false, _ body: (Probe) async throws -> Void
  ) async throws {
    try await TestFolders.withTemporaryFolder { folder in
      for name in ["readable", "writable"] {
        try FileManager.default.createDirectory(
          at: folder.appendingPathComponent(name), withIntermediateDirectories: true)
      }
      try Data("open".utf8).write(to: folder.appendingPathComponent("readable/open.txt"))
      try Data("mine".utf8).write(to: folder.appendingPathComponent("writable/mine.txt"))
      try Data("secret".utf8).write(to: folder.appendingPathComponent("secret.txt"))
      let policy = ConfinementPolicy(
        readable: [folder.appendingPathComponent("readable")], writable: [folder.appendingPathComponent("writable")],
        limits: limits, allowUnconfined: allowUnconfined)
      let worker = WorkerProcess(
        executable: executable, policy: policy, threads: threads, environment: environment, grace: grace)
      let probe = Probe(folder: folder, worker: worker)
      do {
        try await body(probe)
        await worker.terminate()
      } catch {
        await worker.terminate()
        throw error
      }
    }
  }

  func ask(
    _ probe: String, path: String = "", target: String = "", count: Double = 0, deadline: Duration? = nil,
    progress: @escaping @Sendable (Essentials.Progress) -> Void = { _ in },
    warning: @escaping @Sendable (Diagnostic) -> Void = { _ in }
  ) async throws -> String {
    let request: JSONValue = [
      "probe": .string(probe), "path": .string(path), "target": .string(target), "count": .number(count),
    ]
    let answer = try await worker.call(
      request.canonicalData(), deadline: deadline, progress: progress, warning: warning)
    return String(decoding: answer, as: UTF8.self)
  }

  /// Tries a call on `target` inside the worker.
  func attempt(_ call: String, on target: URL? = nil) async throws -> String {
    try await ask("tryCall", path: call, target: target?.path ?? "")
  }
}

/// The diagnostic of what `work` throws; nil when it succeeds.
func diagnostic(of work: () async throws -> some Sendable) async -> Diagnostic? {
  do {
    _ = try await work()
    return nil
  } catch {
    return Diagnostic(from: error)
  }
}
