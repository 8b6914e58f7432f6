import Confinement
import Essentials
import Foundation
import Jobs
import Synchronization

/// Warm workers for a server: each lane is one confined process, started at its first job and again after it died, so
/// that a quick question never waits for a long run.
///
/// A worker may read the library and write the folders of the cache, of views and of work; nothing else.
public final class WorkerPool: Sendable {
  public enum Lane: String, CaseIterable, Sendable {
    /// Quick checks, before which every edit waits; nothing that runs a model.
    case review
    /// What a person sees while drawing, and reading of cells.
    case preview
    /// Full runs, grading, areas and courses.
    case run
  }

  public let installation: Installation
  /// Grids, features and figures for browsers, by their digests.
  public let viewFolder: URL
  /// Where a job may be given a folder of its own.
  public let workFolder: URL
  private let processes = Mutex<[Lane: WorkerProcess]>([:])
  private let isClosed = Mutex(false)

  /// - Throws: `FileError` for folders that cannot be made.
  public init(installation: Installation) throws {
    self.installation = installation
    viewFolder = installation.home.appendingPathComponent("views", isDirectory: true)
    workFolder = installation.home.appendingPathComponent("work", isDirectory: true)
    for folder in [viewFolder, workFolder, installation.cacheFolder] {
      do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      } catch {
        throw FileError.wrapping(error, path: folder.path)
      }
      AtomicPublication.removeLeftovers(in: folder)
    }
  }

  deinit {
    for process in processes.withLock({ $0 }).values { Task { await process.terminate() } }
  }

  /// Has a lane's worker do one job, after those that the lane was given before.
  ///
  /// Cancelling the surrounding task cancels the job, or takes it out of the queue.
  /// - Parameter deadline: how long the job may take from its start; nil for as long as it needs.
  /// - Throws: what the job threw, as a `Diagnostic`; `WorkerError` if the worker died or took too long;
  ///   `ApplicationError.badAnswer`; `CancellationError`.
  public func perform<Answer: Decodable & Sendable>(
    _ job: Job, on lane: Lane, deadline: Duration? = nil, progress: @escaping Installation.ProgressHandler = { _ in }
  ) async throws -> Answer {
    let answer = try await process(lane).call(try job.encoded(), deadline: deadline, progress: progress)
    guard let decoded = try? JSONDecoder().decode(Answer.self, from: answer) else { throw ApplicationError.badAnswer }
    return decoded
  }

  /// Starts a lane's worker, so that the first person does not wait for it.
  /// - Throws: `WorkerError`, or the `Diagnostic` of a worker that could not confine itself.
  public func warm(_ lane: Lane) async throws { try await process(lane).start() }

  /// Ends all workers; running, waiting and later jobs throw `WorkerError.terminated`.
  public func close() async {
    isClosed.withLock { $0 = true }
    for process in processes.withLock({ $0 }).values { await process.terminate() }
  }

  /// The number of a lane's process, nil when there is none.
  public func processIdentifier(of lane: Lane) async -> Int32? {
    guard let process = processes.withLock({ $0[lane] }) else { return nil }
    return await process.processIdentifier
  }

  private func process(_ lane: Lane) throws -> WorkerProcess {
    if isClosed.withLock({ $0 }) { throw WorkerError.terminated }
    return processes.withLock { processes in
      if let known = processes[lane] { return known }
      let policy = ConfinementPolicy(
        readable: [installation.library.root], writable: [installation.cacheFolder, viewFolder, workFolder],
        allowUnconfined: installation.allowUnconfined)
      let fresh = WorkerProcess(
        executable: installation.worker.url, policy: policy,
        // A check is over before a second thread has begun.
        threads: lane == .review ? 1 : installation.threads)
      processes[lane] = fresh
      return fresh
    }
  }
}
