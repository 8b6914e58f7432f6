import Essentials
import Foundation
import Jobs

/// A run that was asked for.
public struct RunView: Codable, Hashable, Sendable {
  public enum State: String, Codable, Sendable {
    case waiting, running, done, failed, superseded
  }

  /// `PLAN-REVISION`: asked for again, it is the same run.
  public var id: String
  public var plan: String
  public var revision: Int
  public var state: State
  /// 0 to 1.
  public var fraction: Double
  public var message: LocalizedText
  /// How many are computed before this one.
  public var waitingBefore: Int
  public var diagnostic: Diagnostic?
}

/// The queue of full runs: one at a time, and of a plan only the latest.
actor RunDesk {
  private struct Run {
    var view: RunView
    var job: EvaluatePlanJob
    /// Of the job's content.
    var key: Digest
    /// Tells a run from an earlier one of the same revision that wanted other layers.
    var number: Int
    var work: String
    var task: Task<Void, Never>?
  }

  private static let mostWaiting = 200
  private static let mostKept = 1_000
  private static let deadline: Duration = .seconds(900)

  private let evaluations: Evaluations
  private let changed: @Sendable (RunView, _ work: String) async -> Void
  private var runs: [String: Run] = [:]
  /// Ids of ended runs, oldest first.
  private var ended: [String] = []
  private var waiting: [String] = []
  private var current: String?
  private var nextNumber = 0

  /// - Parameter changed: told of every step; a run that is done is told before it is seen as done.
  init(evaluations: Evaluations, changed: @escaping @Sendable (RunView, _ work: String) async -> Void) {
    self.evaluations = evaluations
    self.changed = changed
  }

  static func id(plan: String, revision: Int) -> String { "\(plan)-\(revision)" }

  /// Puts a run in the queue; what waits or runs for an older revision of the plan is given up.
  /// - Throws: `WorkError.busy`.
  func request(_ job: EvaluatePlanJob, plan: String, revision: Int, work: String) async throws -> RunView {
    let id = Self.id(plan: plan, revision: revision)
    let key = try Evaluations.key(of: job)
    if let known = runs[id], known.view.state == .waiting || known.view.state == .running, known.key == key {
      return view(id) ?? known.view
    }
    for (other, run) in runs where run.view.plan == plan && (run.view.state == .waiting || run.view.state == .running) {
      await supersede(other)
    }
    guard waiting.count < Self.mostWaiting else { throw WorkError.busy }
    nextNumber += 1
    runs[id] = Run(
      view: RunView(
        id: id, plan: plan, revision: revision, state: .waiting, fraction: 0, message: Self.waitingText,
        waitingBefore: 0, diagnostic: nil),
      job: job, key: key, number: nextNumber, work: work, task: nil)
    ended.removeAll { $0 == id }
    waiting.append(id)
    startNext()
    guard let made = view(id) else { throw WorkError.busy }
    return made
  }

  func view(_ id: String) -> RunView? {
    guard var view = runs[id]?.view else { return nil }
    if view.state == .waiting {
      view.waitingBefore = (waiting.firstIndex(of: id) ?? 0) + (current == nil ? 0 : 1)
    }
    return view
  }

  private func startNext() {
    guard current == nil, let id = waiting.first, let run = runs[id] else { return }
    waiting.removeFirst()
    current = id
    runs[id]?.view.state = .running
    runs[id]?.task = Task { await self.perform(id, run.number, run.job) }
  }

  private func perform(_ id: String, _ number: Int, _ job: EvaluatePlanJob) async {
    await tell(id)
    do {
      _ = try await evaluations.view(job, on: .run, deadline: Self.deadline) { progress in
        Task { await self.report(progress, of: id, number) }
      }
      await end(id, number, .done, nil)
    } catch {
      await end(id, number, .failed, Diagnostic(from: error))
    }
  }

  private func report(_ progress: Essentials.Progress, of id: String, _ number: Int) async {
    guard let known = runs[id]?.view, known.state == .running, runs[id]?.number == number else { return }
    // A browser has no use for more than a hundred steps.
    guard progress.fraction - known.fraction >= 0.01 || progress.step != known.message else { return }
    runs[id]?.view.fraction = min(1, max(known.fraction, progress.fraction))
    runs[id]?.view.message = progress.step
    await tell(id)
  }

  private func end(_ id: String, _ number: Int, _ state: RunView.State, _ diagnostic: Diagnostic?) async {
    guard let run = runs[id], run.number == number, run.view.state == .running else { return }
    var view = run.view
    view.state = state
    view.diagnostic = diagnostic
    if state == .done { view.fraction = 1 }
    await changed(view, run.work)
    // It may have been given up while the news was told.
    guard runs[id]?.number == number, runs[id]?.view.state == .running else { return }
    runs[id]?.view = view
    close(id)
  }

  private func supersede(_ id: String) async {
    guard let run = runs[id] else { return }
    runs[id]?.view.state = .superseded
    waiting.removeAll { $0 == id }
    if current == id { try? await evaluations.cancel(run.job) }
    await tell(id)
    if current == id { close(id) } else { remember(id) }
  }

  private func close(_ id: String) {
    remember(id)
    runs[id]?.task = nil
    guard current == id else { return }
    current = nil
    startNext()
  }

  private func remember(_ id: String) {
    guard !ended.contains(id) else { return }
    ended.append(id)
    while ended.count > Self.mostKept { runs[ended.removeFirst()] = nil }
  }

  private func tell(_ id: String) async {
    guard let run = runs[id], let view = view(id) else { return }
    await changed(view, run.work)
  }

  private static let waitingText = LocalizedText(nl: "Wacht op zijn beurt", en: "Waiting for its turn")
}
