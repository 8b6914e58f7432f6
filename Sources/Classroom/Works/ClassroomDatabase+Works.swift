import Essentials
import Foundation
import GRDB

extension ClassroomDatabase {
  // MARK: Assignments of classes

  public func insert(_ assignment: ClassAssignment) async throws {
    try await write { try assignment.insert($0) }
  }

  public func classAssignment(_ id: String) async throws -> ClassAssignment? {
    try await read { try ClassAssignment.fetchOne($0, key: id) }
  }

  /// Newest first.
  public func classAssignments(ofClass id: String) async throws -> [ClassAssignment] {
    try await read { database in
      try ClassAssignment.filter(Column("schoolClass") == id).order(Column("createdAt").desc, Column("id"))
        .fetchAll(database)
    }
  }

  public func close(classAssignment id: String, at date: Date?) async throws {
    try await write { database in
      try database.execute(sql: "UPDATE classAssignment SET closedAt = ? WHERE id = ?", arguments: [date, id])
    }
  }

  // MARK: Works

  public func work(_ id: String) async throws -> Work? { try await read { try Work.fetchOne($0, key: id) } }

  public func work(teamCode: String) async throws -> Work? {
    try await read { try Work.filter(Column("teamCode") == teamCode).fetchOne($0) }
  }

  /// The works that a person takes part in, newest first.
  public func works(of account: String) async throws -> [Work] {
    try await read { database in
      try Work.fetchAll(
        database,
        sql: """
          SELECT work.* FROM work JOIN workMember ON workMember.work = work.id
          WHERE workMember.account = ? ORDER BY work.createdAt DESC, work.id
          """, arguments: [account])
    }
  }

  public func works(onClassAssignment id: String) async throws -> [Work] {
    try await read { database in
      try Work.filter(Column("classAssignment") == id).order(Column("createdAt"), Column("id")).fetchAll(database)
    }
  }

  /// A person's work on an assignment: the one that is there, or else this new one with its first plan.
  public func begin(_ work: Work, plan: PlanHead, by account: String) async throws -> Work {
    try await write { database in
      let known = try Work.fetchOne(
        database,
        sql: """
          SELECT work.* FROM work JOIN workMember ON workMember.work = work.id
          WHERE workMember.classAssignment = ? AND workMember.account = ?
          """, arguments: [work.classAssignment, account])
      if let known { return known }
      try work.insert(database)
      try plan.insert(database)
      try Self.addMember(account, to: work, at: work.createdAt, database)
      return work
    }
  }

  /// Makes a person a member of a work. A work of their own on the same assignment that nothing was done in goes.
  /// - Returns: false, and nothing is changed, where their own work holds something or has other members.
  public func join(_ work: Work, account: String, at date: Date) async throws -> Bool {
    try await write { database in
      let own = try String.fetchOne(
        database, sql: "SELECT work FROM workMember WHERE classAssignment = ? AND account = ?",
        arguments: [work.classAssignment, account])
      if own == work.id { return true }
      if let own {
        let uses = try Int.fetchOne(
          database,
          sql: """
            SELECT (SELECT count(*) FROM workMember WHERE work = :work AND account <> :account)
              + (SELECT count(*) FROM planOperation JOIN plan ON plan.id = planOperation.plan WHERE plan.work = :work)
              + (SELECT count(*) FROM workEvent WHERE work = :work)
            """, arguments: ["work": own, "account": account])
        guard uses == 0 else { return false }
        try database.execute(sql: "DELETE FROM work WHERE id = ?", arguments: [own])
      }
      try Self.addMember(account, to: work, at: date, database)
      return true
    }
  }

  private static func addMember(_ account: String, to work: Work, at date: Date, _ database: Database) throws {
    try database.execute(
      sql: "INSERT INTO workMember (work, classAssignment, account, joinedAt) VALUES (?, ?, ?, ?)",
      arguments: [work.id, work.classAssignment, account, date])
  }

  /// In the order in which they joined.
  public func members(ofWork id: String) async throws -> [Account] {
    try await read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT account.id, account.role, account.name, account.language FROM account
          JOIN workMember ON workMember.account = account.id WHERE workMember.work = ?
          ORDER BY workMember.joinedAt, account.id
          """, arguments: [id]
      ).map { row in
        Account(
          id: row["id"], role: Account.Role(rawValue: row["role"]) ?? .student, name: row["name"],
          language: Language(rawValue: row["language"]) ?? .nl)
      }
    }
  }

  public func isMember(_ account: String, ofWork id: String) async throws -> Bool {
    try await read { database in
      try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM workMember WHERE work = ? AND account = ?)",
        arguments: [id, account]) ?? false
    }
  }

  /// Names by account, for showing who did what.
  public func names(of accounts: Set<String>) async throws -> [String: String] {
    try await read { database in
      let rows = try Row.fetchAll(
        database,
        sql: "SELECT id, name FROM account WHERE id IN (\(databaseQuestionMarks(count: accounts.count)))",
        arguments: StatementArguments(accounts.sorted()))
      return Dictionary(rows.map { ($0["id"], $0["name"]) }) { first, _ in first }
    }
  }
}
