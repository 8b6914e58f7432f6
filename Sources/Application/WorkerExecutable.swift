import CPlatform
import Essentials
import Foundation

/// Which worker program to start: it lies beside this program, built for two levels of x86-64 with equal results.
struct WorkerExecutable: Sendable {
  let url: URL

  /// The fastest variant that this processor can run.
  ///
  /// `TWINBENCH_WORKER` names another program; `TWINBENCH_CPU=x86-64-v2` keeps to the variant that every processor
  /// since 2009 can run.
  /// - Throws: `ApplicationError.workerMissing`.
  static func locate(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> WorkerExecutable {
    if let named = environment["TWINBENCH_WORKER"] { return try existing([URL(fileURLWithPath: named)]) }
    let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    let common = own.appendingPathComponent("twinbench-worker")
    let fast = own.appendingPathComponent("twinbench-worker-x86-64-v3")
    let wantsFast = environment["TWINBENCH_CPU"] != "x86-64-v2" && system_cpu_is_x86_64_v3() == 1
    return try existing(wantsFast ? [fast, common] : [common])
  }

  private static func existing(_ candidates: [URL]) throws -> WorkerExecutable {
    guard let found = candidates.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else {
      throw ApplicationError.workerMissing(candidates.last?.path ?? "")
    }
    return WorkerExecutable(url: found)
  }
}
