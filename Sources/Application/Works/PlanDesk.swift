import Areas
import Classroom
import Essentials
import Foundation
import Jobs

/// Holds the plans that are being worked on in memory, and lets each be changed by one at a time: checked, stored on the
/// disk, and only then shown.
actor PlanDesk {
  static let mostMeasures = 2_000
  static let mostVertices = 2_000
  static let mostOperations = 20_000
  /// Of the history of one plan, which stays in memory: some forty thousand trees, or two hundred of the largest shapes.
  static let mostBytes = 16 << 20
  private static let mostPlans = 256

  private let database: ClassroomDatabase
  private let workers: WorkerPool
  private var plans = RecentValues<String, LivePlan>(most: mostPlans)
  private var turnstiles = RecentValues<String, Turnstile>(most: 4 * mostPlans)

  init(database: ClassroomDatabase, workers: WorkerPool) {
    self.database = database
    self.workers = workers
  }

  /// A plan as it is now.
  func plan(_ id: String, in area: CourseShelf.Area) async throws -> LivePlan {
    if let known = plans[id] { return known }
    return try await turnstile(id).inTurn { try await self.loaded(id, in: area) }
  }

  /// Adds an operation.
  /// - Returns: the plan with it, its entry, and whether it is new; a retry gives the entry that is there.
  /// - Throws: `PlanError`, `WorkError`; what keeps the database or the worker from answering, and then nothing is stored.
  func append(
    _ operation: PlanOperation, id operationID: String, base: Int, by account: String, at date: Date, to plan: String,
    in area: CourseShelf.Area
  ) async throws -> (plan: LivePlan, entry: PlanEntry, isNew: Bool) {
    try Self.requireSizes(operation)
    return try await turnstile(plan).inTurn {
      let before = try await self.loaded(plan, in: area)
      let known = before.log.entry(of: operationID)
      var after = before
      let entry = try after.log.append(operation, id: operationID, baseRevision: base)
      if known != nil { return (before, entry, false) }
      guard entry.sequence <= Self.mostOperations else {
        throw WorkError.tooManyOperations(most: Self.mostOperations)
      }
      let state = after.log.state
      guard state.measures.count <= Self.mostMeasures || state.measures.count <= before.log.state.measures.count else {
        throw WorkError.tooManyMeasures(most: Self.mostMeasures)
      }
      after.review = try await self.review(state, in: area)
      let problems = LivePlan.newProblems(after.review, since: before.review)
      if !problems.isEmpty, !operation.onlyRemoves { throw WorkError.refused(problems) }
      let form = try operation.exchangeForm().canonicalData()
      after.bytes += form.count
      guard after.bytes <= Self.mostBytes else { throw WorkError.historyTooLarge }
      after.stamps.append(.init(account: account, at: date))
      do {
        try await self.database.append(
          PlanOperationRecord(
            plan: plan, sequence: entry.sequence, operationID: operationID, base: base, account: account, at: date,
            operation: String(decoding: form, as: UTF8.self)))
      } catch {
        // Whether it is on the disk is not known now; it is read from there the next time.
        await self.forget(plan)
        throw error
      }
      await self.keep(after, plan)
      return (after, entry, true)
    }
  }

  /// The measures of a plan as they were at a revision.
  func measures(of plan: String, at revision: Int, in area: CourseShelf.Area) async throws -> Plan {
    let live = try await self.plan(plan, in: area)
    if revision == live.revision { return live.log.state }
    guard (0...live.revision).contains(revision) else { throw WorkError.notFound }
    return try PlanLog(plan: plan, entries: Array(live.log.entries.prefix(revision))).state
  }

  private func turnstile(_ plan: String) -> Turnstile {
    if let known = turnstiles[plan] { return known }
    let made = Turnstile()
    turnstiles[plan] = made
    return made
  }

  private func keep(_ live: LivePlan, _ plan: String) { plans[plan] = live }

  private func forget(_ plan: String) { plans[plan] = nil }

  private func loaded(_ id: String, in area: CourseShelf.Area) async throws -> LivePlan {
    if let known = plans[id] { return known }
    let records = try await database.operations(ofPlan: id)
    let (log, stamps) = try LivePlan.log(records, plan: id)
    let live = LivePlan(
      log: log, stamps: stamps, review: try await review(log.state, in: area),
      bytes: records.reduce(0) { $0 + $1.operation.utf8.count })
    plans[id] = live
    return live
  }

  private func review(_ plan: Plan, in area: CourseShelf.Area) async throws -> PlanReview {
    let job = ReviewPlanJob(packs: area.packs, plan: try PlanGeoJSON.data(of: plan))
    return try await workers.perform(.reviewPlan(job), on: .review, deadline: .seconds(30)) { _ in }
  }

  private static func requireSizes(_ operation: PlanOperation) throws {
    switch operation {
    case .place(let measure):
      try requireID(measure.id)
      try requireSize(of: measure.geometry.points.count, measure.id)
    case .reshape(let id, let geometry): try requireSize(of: geometry.points.count, id)
    case .batch(let operations):
      guard operations.count <= mostMeasures else { throw WorkError.tooManyMeasures(most: mostMeasures) }
      for operation in operations { try requireSizes(operation) }
    case .setProperties, .remove, .undo: break
    }
  }

  private static func requireSize(of count: Int, _ measure: String) throws {
    guard count <= mostVertices else { throw WorkError.tooManyVertices(measure: measure, most: mostVertices) }
  }

  private static func requireID(_ id: String) throws {
    let isGood = (1...64).contains(id.utf8.count) && id.utf8.allSatisfy(\.isLetterDigitOrDash)
    guard isGood else { throw WorkError.badIdentifier(String(id.prefix(80))) }
  }
}

extension UInt8 {
  /// ASCII only.
  var isLetterDigitOrDash: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

extension PlanOperation {
  /// Nothing that is taken away can stand wrong.
  fileprivate var onlyRemoves: Bool {
    switch self {
    case .remove: true
    case .batch(let operations): operations.allSatisfy(\.onlyRemoves)
    default: false
    }
  }
}
