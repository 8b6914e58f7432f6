import Essentials
import Foundation
import Jobs

/// Evaluates plans through the workers: the same question is computed once, however many ask it, and the latest answers
/// are kept in memory.
actor Evaluations {
  private struct Running {
    var task: Task<PlanView, any Error>
    var progress: Essentials.Progress
    var observers: [Int: Installation.ProgressHandler]
  }

  private static let mostKept = 96
  /// After so many answers the folder of grids is looked through.
  private static let answersBetweenSweeps = 200

  private let workers: WorkerPool
  private let grids: GridStore
  private var kept = RecentValues<Digest, PlanView>(most: mostKept)
  private var running: [Digest: Running] = [:]
  private var nextObserver = 0
  private var answers = 0

  init(workers: WorkerPool, grids: GridStore) {
    self.workers = workers
    self.grids = grids
  }

  /// What is known already.
  func known(_ job: EvaluatePlanJob) throws -> PlanView? { kept[try Self.key(of: job)] }

  /// How far a job is that somebody else asked for; nil where it is not running.
  func progress(of job: EvaluatePlanJob) throws -> Essentials.Progress? { running[try Self.key(of: job)]?.progress }

  /// The answer to a job, computed where it is not known.
  /// - Throws: what the worker throws. Cancelling the caller does not stop what others may wait for.
  func view(
    _ job: EvaluatePlanJob, on lane: WorkerPool.Lane, deadline: Duration,
    progress: @escaping Installation.ProgressHandler = { _ in }
  ) async throws -> PlanView {
    let key = try Self.key(of: job)
    if let known = kept[key] { return known }
    let observer = nextObserver
    nextObserver += 1
    if running[key] == nil { start(job, key, on: lane, deadline: deadline) }
    running[key]?.observers[observer] = progress
    guard let task = running[key]?.task else { throw WorkError.busy }
    defer { running[key]?.observers[observer] = nil }
    return try await task.value
  }

  /// Stops a job that nobody waits for any more.
  func cancel(_ job: EvaluatePlanJob) throws {
    let key = try Self.key(of: job)
    if let found = running[key], found.observers.count <= 1 { found.task.cancel() }
  }

  private func start(_ job: EvaluatePlanJob, _ key: Digest, on lane: WorkerPool.Lane, deadline: Duration) {
    let workers = workers
    let task = Task {
      defer { finished(key) }
      let view: PlanView = try await workers.perform(.evaluatePlan(job), on: lane, deadline: deadline) { progress in
        Task { await self.report(progress, of: key) }
      }
      await grids.touch(view.gridDigests)
      kept[key] = view
      answers += 1
      if answers % Self.answersBetweenSweeps == 0 { await sweep() }
      return view
    }
    running[key] = Running(
      task: task, progress: Essentials.Progress(fraction: 0, step: Self.waiting), observers: [:])
  }

  private func finished(_ key: Digest) { running[key] = nil }

  private func report(_ progress: Essentials.Progress, of key: Digest) {
    running[key]?.progress = progress
    for observer in (running[key]?.observers ?? [:]).values { observer(progress) }
  }

  private func sweep() async {
    // An answer in memory may name a grid that is gone now.
    if await grids.sweep() { kept = RecentValues(most: Self.mostKept) }
  }

  private static let waiting = LocalizedText(nl: "Wacht op een rekenplaats", en: "Waiting for a place to compute")

  /// What decides about the answer.
  static func key(of job: EvaluatePlanJob) throws -> Digest {
    let form: JSONValue = [
      "packs": .array(job.packs.map { .string($0.pin.digest.hex) }), "events": .array(job.events.map { .string($0) }),
      "parameters": .object(job.parameters.mapValues { .object($0.mapValues { .number($0) }) }),
      "level": .string(job.level.rawValue), "plan": .string(Digest.sha256(job.plan).hex),
      "layers": .array(job.layers.map { .string($0) }), "frames": .bool(job.frames), "explains": .bool(job.explains),
      "goals": try JSONValue(encoding: job.goals),
    ]
    return try form.digest()
  }
}

extension PlanView {
  /// Names of the files that it speaks of.
  var gridDigests: [Digest] {
    layers.flatMap { [$0.grid?.digest] + $0.frames.map(\.grid.digest) }.compactMap { $0 }
      + [holdsWater?.digest].compactMap { $0 }
  }
}
