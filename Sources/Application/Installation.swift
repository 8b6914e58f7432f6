import Confinement
import Essentials
import Foundation
import Jobs
import TwinPacks

/// Where this machine keeps packs and results, and how work is handed to confined workers: what the command line and
/// the server both call.
public struct Installation: Sendable {
  /// Holds `library/` and `cache/`.
  public let home: URL
  public let library: PackLibrary
  let worker: WorkerExecutable
  /// For each job.
  public let threads: Int
  let allowUnconfined: Bool

  public typealias ProgressHandler = @Sendable (Essentials.Progress) -> Void

  /// - Parameters:
  ///   - home: the data folder, made if absent; nil for `$TWINBENCH_HOME` or `~/.local/share/twinbench`.
  ///   - threads: nil for one per core.
  ///   - worker: the worker program; nil for the one that belongs to this program and fits this processor.
  ///   - allowUnconfined: go on where the kernel cannot confine a worker. Only for a person who chose so.
  public init(home: URL? = nil, threads: Int? = nil, worker: URL? = nil, allowUnconfined: Bool = false) throws {
    let home = home ?? Self.standardHome()
    do {
      try FileManager.default.createDirectory(
        at: home.appendingPathComponent("cache"), withIntermediateDirectories: true)
    } catch {
      throw FileError.wrapping(error, path: home.path)
    }
    self.home = home.resolvingSymlinksInPath()
    library = try PackLibrary(root: self.home.appendingPathComponent("library"))
    self.worker = try worker.map { WorkerExecutable(url: $0) } ?? WorkerExecutable.locate()
    self.threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    self.allowUnconfined = allowUnconfined
  }

  /// Empty variables count as absent, or the library would land in the current folder; without `HOME` the home folder
  /// comes from the system's list of users, never from a folder that is open to everyone.
  static func standardHome(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> URL {
    func folder(_ name: String) -> URL? {
      environment[name].flatMap { $0.isEmpty ? nil : URL(fileURLWithPath: $0) }
    }
    if let named = folder("TWINBENCH_HOME") { return named }
    let own = folder("HOME") ?? FileManager.default.homeDirectoryForCurrentUser
    let base = folder("XDG_DATA_HOME") ?? own.appendingPathComponent(".local/share")
    return base.appendingPathComponent("twinbench")
  }

  var cacheFolder: URL { home.appendingPathComponent("cache") }

  /// Starts a worker that may touch only these paths, has it do one job, and ends it.
  ///
  /// - Throws: what the job threw, as a `Diagnostic`; `WorkerError` if the worker died; `CancellationError`.
  func perform<Answer: Decodable>(
    _ job: Job, readable: [URL], writable: [URL], progress: @escaping ProgressHandler
  ) async throws -> Answer {
    let policy = ConfinementPolicy(readable: readable, writable: writable, allowUnconfined: allowUnconfined)
    let process = WorkerProcess(executable: worker.url, policy: policy, threads: threads)
    do {
      let answer = try await process.call(try job.encoded(), progress: progress)
      await process.terminate()
      guard let decoded = try? JSONDecoder().decode(Answer.self, from: answer) else {
        throw ApplicationError.badAnswer
      }
      return decoded
    } catch {
      await process.terminate()
      throw error
    }
  }
}
