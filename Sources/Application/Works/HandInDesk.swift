import Areas
import Assessment
import Classroom
import Confinement
import Essentials
import Foundation
import Jobs

/// Packs and grades what was handed in, one after another.
actor HandInDesk {
  private static let mostWaiting = 500
  /// Of one work, with the one that is being graded: who clicks on and on does not keep the others waiting.
  private static let mostOfWork = 2
  private static let deadline: Duration = .seconds(1_800)

  private let installation: Installation
  private let workers: WorkerPool
  private let database: ClassroomDatabase
  private let shelf: CourseShelf
  private let plans: PlanDesk
  private let signals: WorkSignals
  private var waiting: [HandIn] = []
  /// What is being graded.
  private var current: HandIn?

  init(
    installation: Installation, workers: WorkerPool, database: ClassroomDatabase, shelf: CourseShelf, plans: PlanDesk,
    signals: WorkSignals
  ) {
    self.installation = installation
    self.workers = workers
    self.database = database
    self.shelf = shelf
    self.plans = plans
    self.signals = signals
  }

  /// Stores that a work was handed in, then grades it in the background.
  func take(_ handIn: HandIn) async throws {
    let ofWork = ([current].compactMap { $0 } + waiting).filter { $0.work == handIn.work }.count
    guard waiting.count < Self.mostWaiting, ofWork < Self.mostOfWork else { throw WorkError.busy }
    try await database.save(handIn)
    await tell(handIn)
    waiting.append(handIn)
    startNext()
  }

  /// Takes up what was not finished when the server stopped.
  func resume() async {
    // Only what is in the folder goes: the workers were given the folder itself.
    if let work = try? installation.workFolder,
      let left = try? FileManager.default.contentsOfDirectory(at: work, includingPropertiesForKeys: nil)
    {
      for folder in left { try? FileManager.default.removeItem(at: folder) }
    }
    guard let left = try? await database.unfinishedHandIns() else { return }
    waiting += left.filter { one in !waiting.contains { $0.id == one.id } }
    startNext()
  }

  private func startNext() {
    guard current == nil, !waiting.isEmpty else { return }
    let next = waiting.removeFirst()
    current = next
    Task {
      await grade(next)
      current = nil
      startNext()
    }
  }

  private func grade(_ handIn: HandIn) async {
    var done = handIn
    do {
      let (submission, grade) = try await graded(handIn)
      done.submission = submission
      done.grade = try grade.canonicalData()
      (done.points, done.maximum) = (grade.points, grade.maximum)
      done.state = .graded
    } catch WorkerError.terminated {
      // The server stops; it is taken up at the next start.
      return
    } catch {
      done.diagnostic = try? JSONEncoder().encode(Diagnostic(from: error))
      done.state = .failed
    }
    // Left as it was, it is taken up at the next start.
    try? await database.save(done)
    await tell(done)
  }

  private func graded(_ handIn: HandIn) async throws -> (submission: Data, grade: Grade) {
    guard let work = try await database.work(handIn.work),
      let given = try await database.classAssignment(work.classAssignment)
    else { throw WorkError.notFound }
    let course = try await shelf.course("\(given.course)@\(given.courseVersion)")
    let assignment = try course.assignment(given.assignment)
    let area = try await shelf.area(assignment.area)
    let events = try await database.events(ofWork: work.id).filter { ($0.number ?? 0) <= handIn.lastEvent }
    var handed: HandInSource.PlanPlace?
    if let plan = handIn.plan, let revision = handIn.revision { handed = .init(plan: plan, revision: revision) }
    let source = HandInSource(WorkRecord(events: events, assignment: assignment), handed: handed)
    let folder = try installation.workFolder.appendingPathComponent(handIn.id)
    defer { try? FileManager.default.removeItem(at: folder) }
    try? FileManager.default.removeItem(at: folder)
    let output = folder.appendingPathComponent("packed")
    try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
    for place in source.places {
      let plan = try await plans.measures(of: place.plan, at: place.revision, in: area)
      try AtomicPublication.write(
        PlanGeoJSON.data(of: plan), to: folder.appendingPathComponent(place.fileName))
    }
    let main = folder.appendingPathComponent("submission.yaml")
    let document = try source.document(
      assignment: given.assignment, pseudonym: Self.pseudonym(of: handIn.account ?? work.id))
    try AtomicPublication.write(document, to: main)
    let cache = installation.cacheFolder.path
    let _: PackedSubmission = try await workers.perform(
      .packSubmission(
        PackSubmissionJob(source: main.path, course: course.mounted, workFolder: output.path, cacheFolder: cache)),
      on: .run, deadline: Self.deadline
    ) { _ in }
    let packed = output.appendingPathComponent(PackSubmissionJob.resultName)
    let grade: Grade = try await workers.perform(
      .grade(GradeJob(submission: packed.path, course: course.mounted, cacheFolder: cache)), on: .run,
      deadline: Self.deadline
    ) { _ in }
    return (try Data(contentsOf: packed), grade)
  }

  private func tell(_ handIn: HandIn) async {
    var payload: [String: JSONValue] = ["id": .string(handIn.id), "state": .string(handIn.state.rawValue)]
    payload["points"] = handIn.points.map { .number($0) }
    payload["maximum"] = handIn.maximum.map { .number($0) }
    await signals.send(.handin, .object(payload), to: handIn.work)
  }

  /// The same for everything that a person hands in, and nothing of their name.
  static func pseudonym(of account: String) -> String {
    "student-\(Digest.sha256(Data("pseudonym of \(account)".utf8)).hex.prefix(10))"
  }
}
