import Essentials
import Foundation

/// A confined worker as its parent sees it: started at the first call, kept warm between calls, one job at a time.
///
/// Calls that come while a job runs wait in order. When the worker dies, the call that was running throws what
/// happened and the next one gets a fresh process; the parent itself is never harmed.
public actor WorkerProcess {
  private let executable: String
  private let environment: [String: String]
  private let setup: WorkerSetup
  private let grace: Duration

  private var child: WorkerChild?
  private var report: ConfinementReport?
  private var isTerminated = false
  private var isBusy = false
  private var waiting: [(ticket: UInt64, turn: CheckedContinuation<Void, any Error>)] = []
  private var lastNumber: UInt64 = 0
  private var runningJob: UInt64?
  private var cancelledJob: UInt64?

  /// How long a started worker may take to confine itself and say so.
  static let startingTime: Duration = .seconds(20)

  /// Starts nothing yet.
  /// - Parameters:
  ///   - executable: a program that calls `WorkerLoop.run`.
  ///   - policy: what the worker may touch and use.
  ///   - threads: how many threads each job may use.
  ///   - environment: variables beside the few that every worker gets; nothing is inherited.
  ///   - grace: how long a cancelled job may take to stop before the worker is ended.
  public init(
    executable: URL, policy: ConfinementPolicy, threads: Int = 1, environment: [String: String] = [:],
    grace: Duration = .seconds(2)
  ) {
    self.executable = executable.standardizedFileURL.path
    setup = WorkerSetup(policy: policy, threads: max(1, threads))
    self.grace = grace
    // A fixed locale and time zone keep results the same on every machine; the library path is where a toolchain
    // that is not installed in the system keeps Swift's own libraries.
    var variables = ["LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": "/nonexistent", "SWIFT_BACKTRACE": "enable=no"]
    if let libraries = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] {
      variables["LD_LIBRARY_PATH"] = libraries
    }
    self.environment = variables.merging(environment) { _, given in given }
  }

  deinit { child?.kill() }

  /// The number of the running process, nil when there is none.
  public var processIdentifier: Int32? { child?.processIdentifier }

  /// Starts the worker when it does not run; `call` does so by itself.
  /// - Returns: what confines it.
  /// - Throws: `WorkerError`, or the `Diagnostic` of a worker that could not confine itself.
  @discardableResult
  public func start() async throws -> ConfinementReport {
    try await enter()
    defer { leave() }
    return try await readyChild().report
  }

  /// Has the worker do one job.
  ///
  /// Cancelling the surrounding task cancels the job; a job that does not stop within the grace period is ended with
  /// its process.
  /// - Parameters:
  ///   - payload: what the worker's handler gets, less than 64 MiB.
  ///   - deadline: how long the job may take, from its start; nil for as long as it needs.
  ///   - progress: called now and then while the job runs, on no thread in particular, in order.
  ///   - warning: called for what the worker wants a person to know.
  /// - Returns: what the handler answered.
  /// - Throws: the handler's error as a `Diagnostic`; `WorkerError`; `CancellationError`.
  public func call(
    _ payload: Data, deadline: Duration? = nil, progress: @escaping @Sendable (Essentials.Progress) -> Void = { _ in },
    warning: @escaping @Sendable (Diagnostic) -> Void = { _ in }
  ) async throws -> Data {
    guard payload.count <= MessageChannel.maximumBytes - WorkerMessage.headerBytes else {
      throw WorkerError.requestTooLarge(bytes: payload.count)
    }
    try await enter()
    defer { leave() }
    let job = nextNumber()
    runningJob = job
    defer { runningJob = nil }
    let child = try await readyChild().child
    if Task.isCancelled || cancelledJob == job { throw CancellationError() }

    child.begin(job, payload)
    // A task of its own, because the stream of a cancelled task ends at once while the worker still has a word to say.
    let answer = Task {
      defer { child.finish(job) }
      return try await Self.answer(to: job, from: child, progress: progress, warning: warning)
    }
    let timer = deadline.map { deadline in
      Task { [grace] in
        try await Task.sleep(for: deadline)
        child.stop(job, grace: grace)
      }
    }
    let started = ContinuousClock.now
    do {
      let result = try await withTaskCancellationHandler {
        try await answer.value
      } onCancel: {
        child.stop(job, grace: grace)
      }
      timer?.cancel()
      return result
    } catch {
      timer?.cancel()
      if isTerminated { throw WorkerError.terminated }
      let stopped = error is CancellationError || child.isDead
      if stopped, Task.isCancelled || cancelledJob == job { throw CancellationError() }
      if stopped, let deadline, ContinuousClock.now - started >= deadline {
        throw WorkerError.deadlineExceeded(seconds: deadline.seconds)
      }
      throw error
    }
  }

  /// Cancels the job that runs now, if any; its call throws `CancellationError`.
  public func cancel() {
    guard let runningJob else { return }
    cancelledJob = runningJob
    child?.stop(runningJob, grace: grace)
  }

  /// Ends the worker for good. Running, waiting and later calls throw `WorkerError.terminated`.
  public func terminate() {
    isTerminated = true
    child?.kill()
  }

  private static func answer(
    to job: UInt64, from child: WorkerChild, progress: @Sendable (Essentials.Progress) -> Void,
    warning: @Sendable (Diagnostic) -> Void
  ) async throws -> Data {
    do {
      for await event in child.events {
        switch event {
        case .died(let error): throw error
        case .message(let message):
          switch message.kind {
          case .result: return message.payload
          case .failure: throw try message.decoded(Diagnostic.self)
          case .cancelled: throw CancellationError()
          case .progress: progress(try message.decoded())
          case .warning: warning(try message.decoded())
          default: throw ChannelError.malformed
          }
        }
      }
    } catch let error as ChannelError {
      child.kill()
      throw WorkerError.died(.garbled(error.diagnostic.what.en), lastWords: "")
    }
    throw WorkerError.died(.unknown, lastWords: "")
  }

  // MARK: The process

  private func readyChild() async throws -> (child: WorkerChild, report: ConfinementReport) {
    guard !isTerminated else { throw WorkerError.terminated }
    if let child, let report, !child.isDead { return (child, report) }
    (child, report) = (nil, nil)
    let fresh = try WorkerChild(executable: executable, environment: environment, setup: setup)
    child = fresh
    let timer = Task {
      try await Task.sleep(for: Self.startingTime)
      fresh.kill()
    }
    defer { timer.cancel() }
    do {
      let executable = executable
      let ready = try await Task {
        let started = ContinuousClock.now
        for await event in fresh.events {
          switch event {
          case .died(let error):
            throw ContinuousClock.now - started < Self.startingTime
              ? error : WorkerError.silent(executable: executable)
          case .message(let message):
            switch message.kind {
            case .confined: return try message.decoded(ConfinementReport.self)
            case .refused: throw try message.decoded(Diagnostic.self)
            default: throw WorkerError.died(.garbled(ChannelError.malformed.diagnostic.what.en), lastWords: "")
            }
          }
        }
        throw WorkerError.silent(executable: executable)
      }.value
      fresh.finish(0)
      report = ready
      return (fresh, ready)
    } catch {
      fresh.kill()
      child = nil
      throw isTerminated ? WorkerError.terminated : error
    }
  }

  // MARK: Taking turns

  private func nextNumber() -> UInt64 {
    lastNumber += 1
    return lastNumber
  }

  private func enter() async throws {
    try Task.checkCancellation()
    guard isBusy else {
      isBusy = true
      return
    }
    let ticket = nextNumber()
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { waiting.append((ticket, $0)) }
    } onCancel: {
      Task { await self.giveUp(ticket) }
    }
  }

  private func giveUp(_ ticket: UInt64) {
    guard let index = waiting.firstIndex(where: { $0.ticket == ticket }) else { return }
    waiting.remove(at: index).turn.resume(throwing: CancellationError())
  }

  private func leave() {
    if waiting.isEmpty {
      isBusy = false
    } else {
      // The turn goes straight to the next one, so nobody can slip in between.
      waiting.removeFirst().turn.resume()
    }
  }
}
