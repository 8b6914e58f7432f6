import GRDB

/// The tables of people, classes and sessions.
enum PeopleSchema {
  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("people-1") { database in
      try database.create(table: "schoolClass") { table in
        table.primaryKey("id", .text)
        table.column("name", .text).notNull()
        table.column("joinCode", .text).notNull().unique()
        table.column("isOpen", .boolean).notNull()
        table.column("teacher", .text).notNull().references("account", column: "id", onDelete: .cascade)
        table.column("createdAt", .datetime).notNull()
      }
      try database.create(table: "account") { table in
        table.primaryKey("id", .text)
        table.column("role", .text).notNull().check { ["teacher", "student"].contains($0) }
        table.column("name", .text).notNull()
        // Equal for names that people take for the same.
        table.column("nameKey", .text).notNull()
        table.column("language", .text).notNull()
        table.column("createdAt", .datetime).notNull()
        // Of a teacher: argon2id.
        table.column("passwordHash", .text)
        // Of a student: the class, and how the return code is derived and found.
        table.column("schoolClass", .text).references("schoolClass", onDelete: .cascade)
        table.column("returnCounter", .integer).notNull().defaults(to: 0)
        table.column("returnKey", .blob).unique()
      }
      try database.create(
        index: "nicknameInClass", on: "account", columns: ["schoolClass", "nameKey"], options: .unique,
        condition: Column("schoolClass") != nil)
      try database.create(
        index: "teacherName", on: "account", columns: ["nameKey"], options: .unique,
        condition: Column("role") == "teacher")
      try database.create(index: "classOfTeacher", on: "schoolClass", columns: ["teacher"])
      try database.create(table: "session") { table in
        // A keyed hash: who reads the database cannot come in with what it holds.
        table.primaryKey("tokenKey", .blob)
        table.column("account", .text).notNull().indexed().references("account", onDelete: .cascade)
        // Both in session time (`SessionTime`), seconds.
        table.column("beganAt", .integer).notNull()
        table.column("seenAt", .integer).notNull()
      }
      // One row: where session time stood, and the calendar beside it; and which secret the codes were derived from.
      try database.create(table: "serverState") { table in
        table.primaryKey("id", .integer).check { $0 == 1 }
        table.column("sessionTime", .integer).notNull()
        table.column("wallTime", .integer).notNull()
        table.column("secretCheck", .blob).notNull()
      }
    }
  }
}
