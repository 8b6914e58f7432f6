import Essentials
import Foundation
import GRDB

extension Account {
  init(row: Row) {
    self.init(
      id: row["id"], role: Role(rawValue: row["role"]) ?? .student, name: row["name"],
      language: Language(rawValue: row["language"]) ?? .nl)
  }
}

extension ClassroomDatabase {
  public func account(_ id: String) async throws -> Account? {
    try await read {
      try Row.fetchOne($0, sql: "SELECT * FROM account WHERE id = ?", arguments: [id]).map(Account.init)
    }
  }

  public func hasTeacher() async throws -> Bool {
    try await read { try Self.hasTeacher($0) }
  }

  private static func hasTeacher(_ database: Database) throws -> Bool {
    try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM account WHERE role = 'teacher')") ?? false
  }

  /// Makes a teacher's account.
  /// - Parameter first: only while there is no teacher at all.
  /// - Throws: `PeopleError.teacherName`, `.teacherNameTaken`, `.password`, `.setUpDone`, `.busy`.
  public func makeTeacher(
    name typed: String, password: String, language: Language, first: Bool = false
  ) async throws -> Account {
    guard let name = try? Nickname(typed) else { throw PeopleError.teacherName }
    try Password.check(password, for: name.text)
    let hash = try await passwords.hash(password)
    let account = Account(id: SecureRandom.identifier(), role: .teacher, name: name.text, language: language)
    let now = clock.wall()
    try await write { database in
      if first, try Self.hasTeacher(database) { throw PeopleError.setUpDone }
      guard try Self.teacher(key: name.key, in: database) == nil else { throw PeopleError.teacherNameTaken }
      try database.execute(
        sql: """
          INSERT INTO account (id, role, name, nameKey, language, createdAt, passwordHash)
          VALUES (?, 'teacher', ?, ?, ?, ?, ?)
          """, arguments: [account.id, account.name, name.key, language.rawValue, now, hash.text])
    }
    return account
  }

  /// Gives a teacher a new password and ends their sessions.
  /// - Throws: `PeopleError.wrongLogin` for an unknown name, `.password`, `.busy`.
  public func setPassword(ofTeacher typed: String, to password: String) async throws -> Account {
    guard let name = try? Nickname(typed) else { throw PeopleError.wrongLogin }
    try Password.check(password, for: name.text)
    let hash = try await passwords.hash(password)
    return try await write { database in
      guard let row = try Self.teacher(key: name.key, in: database) else { throw PeopleError.wrongLogin }
      let account = Account(row: row)
      try database.execute(
        sql: "UPDATE account SET passwordHash = ? WHERE id = ?", arguments: [hash.text, account.id])
      try database.execute(sql: "DELETE FROM session WHERE account = ?", arguments: [account.id])
      return account
    }
  }

  /// - Throws: `PeopleError.wrongLogin`, which does not say whether the name exists; `.busy`.
  public func teacher(name typed: String, password: String) async throws -> Account {
    let key = (try? Nickname(typed))?.key
    let row = try await read { database in
      try key.flatMap { try Self.teacher(key: $0, in: database) }.map { row in
        (Account(row: row), row["passwordHash"] as String?)
      }
    }
    guard password.utf8.count <= Password.longest * 4,
      try await passwords.matches(password, row?.1.map(PasswordHash.init(text:))), let account = row?.0
    else { throw PeopleError.wrongLogin }
    return account
  }

  /// A teacher by log-in name.
  public func teacher(named typed: String) async throws -> Account? {
    guard let key = (try? Nickname(typed))?.key else { return nil }
    return try await read { try Self.teacher(key: key, in: $0).map(Account.init) }
  }

  public func setLanguage(_ language: Language, of account: String) async throws {
    try await write {
      try $0.execute(sql: "UPDATE account SET language = ? WHERE id = ?", arguments: [language.rawValue, account])
    }
  }

  private static func teacher(key: String, in database: Database) throws -> Row? {
    try Row.fetchOne(
      database, sql: "SELECT * FROM account WHERE role = 'teacher' AND nameKey = ?", arguments: [key])
  }
}
