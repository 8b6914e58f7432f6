import Foundation
import GRDB

extension ClassroomDatabase {
  // MARK: Plans

  public func plan(_ id: String) async throws -> PlanHead? {
    try await read { try PlanHead.fetchOne($0, key: id) }
  }

  /// In the order in which they were made; deleted ones too.
  public func plans(ofWork id: String) async throws -> [PlanHead] {
    try await read { database in
      try PlanHead.filter(Column("work") == id).order(Column("createdAt"), Column("id")).fetchAll(database)
    }
  }

  /// A new plan with the operations that it begins with.
  public func insert(_ plan: PlanHead, operations: [PlanOperationRecord] = []) async throws {
    try await write { database in
      try plan.insert(database)
      for operation in operations { try operation.insert(database) }
    }
  }

  public func rename(plan id: String, to name: String) async throws {
    try await write { database in
      try database.execute(sql: "UPDATE plan SET name = ? WHERE id = ?", arguments: [name, id])
    }
  }

  /// Hides a plan, or shows it again with nil.
  /// - Returns: false, and nothing is changed, where it is the last plan that is shown.
  public func setDeleted(plan id: String, at date: Date?) async throws -> Bool {
    try await write { database in
      if date != nil {
        let others = try Int.fetchOne(
          database,
          sql: """
            SELECT count(*) FROM plan WHERE work = (SELECT work FROM plan WHERE id = :plan)
              AND deletedAt IS NULL AND id <> :plan
            """, arguments: ["plan": id])
        guard let others, others > 0 else { return false }
      }
      try database.execute(sql: "UPDATE plan SET deletedAt = ? WHERE id = ?", arguments: [date, id])
      return true
    }
  }

  // MARK: Operations

  public func operations(ofPlan id: String) async throws -> [PlanOperationRecord] {
    try await read { database in
      try PlanOperationRecord.filter(Column("plan") == id).order(Column("sequence")).fetchAll(database)
    }
  }

  /// Stores an operation; when this returns it is on the disk.
  /// - Throws: for a sequence number or an operation id that the plan has already.
  public func append(_ operation: PlanOperationRecord) async throws {
    try await write { try operation.insert($0) }
  }

  /// The number of operations of each plan of a work, and when the last was made.
  public func revisions(ofWork id: String) async throws -> [String: (revision: Int, at: Date)] {
    try await read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT planOperation.plan AS plan, max(sequence) AS revision, max(at) AS at FROM planOperation
          JOIN plan ON plan.id = planOperation.plan WHERE plan.work = ? GROUP BY planOperation.plan
          """, arguments: [id])
      return Dictionary(rows.map { ($0["plan"], ($0["revision"], $0["at"])) }) { first, _ in first }
    }
  }

  // MARK: Answers and results that were shown

  public func append(_ event: WorkEvent) async throws -> WorkEvent {
    try await write { database in
      var stored = event
      try stored.insert(database)
      return stored
    }
  }

  /// In the order in which they happened.
  public func events(ofWork id: String) async throws -> [WorkEvent] {
    try await read { database in
      try WorkEvent.filter(Column("work") == id).order(Column("number")).fetchAll(database)
    }
  }

  // MARK: Handing in

  public func save(_ handIn: HandIn) async throws { try await write { try handIn.save($0) } }

  public func handIn(_ id: String) async throws -> HandIn? {
    try await read { try HandIn.fetchOne($0, key: id) }
  }

  /// Oldest first; without the submissions and grades, which are large.
  public func handIns(ofWork id: String) async throws -> [HandIn] {
    try await read { database in
      try HandIn.fetchAll(
        database,
        sql: """
          SELECT id, work, account, at, plan, revision, lastEvent, state, points, maximum FROM handIn
          WHERE work = ? ORDER BY at, id
          """, arguments: [id])
    }
  }

  /// What was being graded when the server stopped.
  public func unfinishedHandIns() async throws -> [HandIn] {
    try await read { database in
      try HandIn.filter(Column("state") == HandIn.State.grading.rawValue).order(Column("at"), Column("id"))
        .fetchAll(database)
    }
  }
}
