import Essentials
import Foundation
import GRDB

extension SchoolClass {
  init(row: Row) {
    self.init(
      id: row["id"], name: row["name"], joinCode: row["joinCode"], isOpen: row["isOpen"], teacher: row["teacher"])
  }
}

extension ClassroomDatabase {
  /// The longest name of a class.
  private static let longestClassName = 60

  /// In the order in which they were made.
  public func schoolClasses(taughtBy teacher: String) async throws -> [SchoolClass] {
    try await read {
      try Row.fetchAll(
        $0, sql: "SELECT * FROM schoolClass WHERE teacher = ? ORDER BY createdAt, rowid", arguments: [teacher]
      ).map(SchoolClass.init)
    }
  }

  public func schoolClass(_ id: String) async throws -> SchoolClass? {
    try await read {
      try Row.fetchOne($0, sql: "SELECT * FROM schoolClass WHERE id = ?", arguments: [id]).map(SchoolClass.init)
    }
  }

  /// The class that a student is in; nil for a teacher.
  public func schoolClass(of student: String) async throws -> SchoolClass? {
    try await read {
      try Row.fetchOne(
        $0,
        sql:
          "SELECT schoolClass.* FROM schoolClass JOIN account ON account.schoolClass = schoolClass.id WHERE account.id = ?",
        arguments: [student]
      ).map(SchoolClass.init)
    }
  }

  /// The class with this join code, open or not.
  /// - Throws: `PeopleError.noSuchJoinCode`.
  public func schoolClass(joinCode typed: String) async throws -> SchoolClass {
    guard let code = ReadableCode.normalized(typed, length: ReadableCode.joinLength) else {
      throw PeopleError.noSuchJoinCode
    }
    let found = try await read {
      try Row.fetchOne($0, sql: "SELECT * FROM schoolClass WHERE joinCode = ?", arguments: [code]).map(SchoolClass.init)
    }
    guard let found else { throw PeopleError.noSuchJoinCode }
    return found
  }

  /// The students of a class, in the order in which they joined.
  public func members(ofClass id: String) async throws -> [Account] {
    try await read {
      try Row.fetchAll(
        $0, sql: "SELECT * FROM account WHERE schoolClass = ? ORDER BY createdAt, rowid", arguments: [id]
      ).map(Account.init)
    }
  }

  /// Makes a class that is open for joining.
  /// - Throws: `PeopleError.className`.
  public func makeClass(name typed: String, teacher: String) async throws -> SchoolClass {
    let name = try Self.className(typed)
    let now = clock.wall()
    return try await write { database in
      var code = ReadableCode.random(length: ReadableCode.joinLength)
      while try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM schoolClass WHERE joinCode = ?)", arguments: [code]) ?? false
      {
        code = ReadableCode.random(length: ReadableCode.joinLength)
      }
      let made = SchoolClass(
        id: SecureRandom.identifier(), name: name, joinCode: code, isOpen: true, teacher: teacher)
      try database.execute(
        sql: "INSERT INTO schoolClass (id, name, joinCode, isOpen, teacher, createdAt) VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [made.id, made.name, made.joinCode, true, teacher, now])
      return made
    }
  }

  /// Opens a class for joining or closes it.
  /// - Throws: `PeopleError.noSuchClass` also for a class of another teacher.
  public func setOpen(_ isOpen: Bool, ofClass id: String, teacher: String) async throws {
    try await write { database in
      try database.execute(
        sql: "UPDATE schoolClass SET isOpen = ? WHERE id = ? AND teacher = ?", arguments: [isOpen, id, teacher])
      guard database.changesCount == 1 else { throw PeopleError.noSuchClass }
    }
  }

  /// Letters and spaces of any script, but nothing that hides or turns others.
  private static func className(_ typed: String) throws -> String {
    let name = typed.precomposedStringWithCanonicalMapping.trimmingCharacters(in: .whitespacesAndNewlines)
    guard (1...longestClassName).contains(name.count), name.unicodeScalars.count <= longestClassName * 4 else {
      throw PeopleError.className
    }
    // A piece at a time, because a nickname has the stricter length.
    for word in name.split(separator: " ") where (try? Nickname(String(word.prefix(Nickname.longest)))) == nil {
      throw PeopleError.className
    }
    return name
  }
}
