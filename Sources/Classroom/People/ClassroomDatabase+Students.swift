import Essentials
import Foundation
import GRDB

extension ClassroomDatabase {
  /// More is no class, but somebody who makes accounts.
  static let mostStudents = 100

  /// A student joins a class.
  /// - Returns: the account and the code to come back with.
  /// - Throws: `PeopleError.noSuchJoinCode`, `.classClosed`, `.classFull`, `.nickname`, `.nicknameTaken`.
  public func join(
    code typed: String, nickname typedName: String, language: Language
  ) async throws -> (account: Account, returnCode: String) {
    let joined = try await schoolClass(joinCode: typed)
    guard joined.isOpen else { throw PeopleError.classClosed }
    return try await addStudent(nickname: typedName, toClass: joined.id, language: language, evenIfClosed: false)
  }

  /// Adds a student to a class on behalf of a teacher or an administrator.
  public func addStudent(
    nickname typed: String, toClass id: String, language: Language, evenIfClosed: Bool = true
  ) async throws -> (account: Account, returnCode: String) {
    let nickname = try Nickname(typed)
    let account = Account(id: SecureRandom.identifier(), role: .student, name: nickname.text, language: language)
    let now = clock.wall()
    let secret = secret
    return try await write { database in
      // The class may have been closed or removed since it was looked up.
      guard let row = try Row.fetchOne(database, sql: "SELECT * FROM schoolClass WHERE id = ?", arguments: [id]) else {
        throw PeopleError.noSuchClass
      }
      guard SchoolClass(row: row).isOpen || evenIfClosed else { throw PeopleError.classClosed }
      let count = try Int.fetchOne(
        database, sql: "SELECT COUNT(*) FROM account WHERE schoolClass = ?", arguments: [id])
      guard count ?? 0 < Self.mostStudents else { throw PeopleError.classFull(most: Self.mostStudents) }
      try Self.requireFree(nickname, inClass: id, except: nil, in: database)
      try database.execute(
        sql: """
          INSERT INTO account (id, role, name, nameKey, language, createdAt, schoolClass)
          VALUES (?, 'student', ?, ?, ?, ?, ?)
          """, arguments: [account.id, account.name, nickname.key, language.rawValue, now, id])
      let code = try ReturnCode.next(for: account.id, in: database, secret: secret)
      return (account, code)
    }
  }

  /// Who comes back with a return code.
  /// - Throws: `PeopleError.noSuchReturnCode`.
  public func account(returnCode typed: String) async throws -> Account {
    guard let code = ReadableCode.normalized(typed, length: ReadableCode.returnLength) else {
      throw PeopleError.noSuchReturnCode
    }
    let key = ReturnCode.key(of: code, secret: secret)
    let found = try await read {
      try Row.fetchOne($0, sql: "SELECT * FROM account WHERE returnKey = ?", arguments: [key]).map(Account.init)
    }
    guard let found else { throw PeopleError.noSuchReturnCode }
    return found
  }

  /// The return code of a student, to print on a card; nil for anybody else.
  public func returnCode(of student: String) async throws -> String? {
    let secret = secret
    return try await read { database in
      try Int.fetchOne(
        database, sql: "SELECT returnCounter FROM account WHERE id = ? AND role = 'student'", arguments: [student]
      ).map { ReturnCode.code(account: student, counter: $0, secret: secret) }
    }
  }

  /// Gives a student of this teacher a new return code; the old one and all sessions end.
  /// - Throws: `PeopleError.noSuchStudent` also for a student of another teacher.
  public func resetReturnCode(of student: String, teacher: String) async throws -> String {
    let secret = secret
    return try await write { database in
      try Self.requireStudent(student, of: teacher, in: database)
      try database.execute(sql: "DELETE FROM session WHERE account = ?", arguments: [student])
      return try ReturnCode.next(for: student, in: database, secret: secret)
    }
  }

  /// Gives a student of this teacher another nickname.
  /// - Throws: `PeopleError.noSuchStudent`, `.nickname`, `.nicknameTaken`.
  public func rename(_ student: String, to typed: String, teacher: String) async throws {
    let nickname = try Nickname(typed)
    try await write { database in
      let inClass = try Self.requireStudent(student, of: teacher, in: database)
      try Self.requireFree(nickname, inClass: inClass, except: student, in: database)
      try database.execute(
        sql: "UPDATE account SET name = ?, nameKey = ? WHERE id = ?",
        arguments: [nickname.text, nickname.key, student])
    }
  }

  private static func requireFree(
    _ nickname: Nickname, inClass id: String, except student: String?, in database: Database
  ) throws {
    let holder = try String.fetchOne(
      database, sql: "SELECT id FROM account WHERE schoolClass = ? AND nameKey = ?", arguments: [id, nickname.key])
    guard holder == nil || holder == student else { throw PeopleError.nicknameTaken }
  }

  /// - Returns: the class of the student.
  @discardableResult
  private static func requireStudent(_ student: String, of teacher: String, in database: Database) throws -> String {
    let found = try String.fetchOne(
      database,
      sql: """
        SELECT schoolClass.id FROM account JOIN schoolClass ON schoolClass.id = account.schoolClass
        WHERE account.id = ? AND schoolClass.teacher = ?
        """, arguments: [student, teacher])
    guard let found else { throw PeopleError.noSuchStudent }
    return found
  }
}
