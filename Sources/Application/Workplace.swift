import Classroom
import Essentials
import Foundation

/// What a running server keeps: the installation, the database and the warm workers. Every use case of the workbench
/// is a method of it; controllers only translate HTTP.
public final class Workplace: Sendable {
  public let installation: Installation
  public let database: ClassroomDatabase
  let workers: WorkerPool
  let shelf: CourseShelf
  let plans: PlanDesk
  let grids: GridStore
  let evaluations: Evaluations
  let runs: RunDesk
  let signals: WorkSignals
  let shown: ShownResults
  let handIns: HandInDesk
  /// One for each work that results are shown of: what was shown and what was predicted have an order.
  let order = KeyedTurnstiles()
  /// One for each plan that is previewed.
  let previews = KeyedTurnstiles()

  /// - Throws: `ClassroomError.unreadable`; `FileError` for a data folder that cannot be written.
  public init(
    installation: Installation, clock: ClassroomClock = .system, sessionRules: SessionRules = SessionRules()
  ) throws {
    self.installation = installation
    let database = try ClassroomDatabase(
      file: installation.home.appendingPathComponent("classroom.sqlite"), clock: clock, sessionRules: sessionRules)
    self.database = database
    let workers = try WorkerPool(installation: installation)
    self.workers = workers
    let grids = GridStore(folder: try installation.viewFolder)
    self.grids = grids
    let shelf = CourseShelf(installation: installation, workers: workers, grids: grids)
    self.shelf = shelf
    let plans = PlanDesk(database: database, workers: workers)
    self.plans = plans
    evaluations = Evaluations(workers: workers, grids: grids)
    let signals = WorkSignals()
    self.signals = signals
    let shown = ShownResults(database: database)
    self.shown = shown
    runs = RunDesk(evaluations: evaluations) { run, work in
      if run.state == .done { await shown.record(run: run, of: work) }
      await signals.send(.run, run.signal, to: work)
    }
    handIns = HandInDesk(
      installation: installation, workers: workers, database: database, shelf: shelf, plans: plans, signals: signals)
  }

  /// Takes up what a stopped server left: work that was handed in and not graded yet. Workers are started, so that the
  /// first person does not wait for them.
  public func start() async {
    await handIns.resume()
    for lane in WorkerPool.Lane.allCases {
      let workers = workers
      // What is wrong with a worker is said to whoever asks it something.
      Task { try? await workers.warm(lane) }
    }
  }

  /// Lets go who listens to what happens in works, so that a server can stop without waiting for them.
  public func endListening() async { await signals.close() }

  /// Ends the workers; what is being graded is taken up at the next start.
  public func close() async { await workers.close() }
}

/// A turnstile for each key, as long as somebody may need it.
actor KeyedTurnstiles {
  private var all = RecentValues<String, Turnstile>(most: 1_024)

  func callAsFunction(_ key: String) -> Turnstile {
    if let known = all[key] { return known }
    let made = Turnstile()
    all[key] = made
    return made
  }
}
