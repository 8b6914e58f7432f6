import GRDB

/// The tables of people, classes and sessions.
enum PeopleSchema {
  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("people-1") { database in
      try database.create(table: "account") { table in
        table.primaryKey("id", .text)
        table.column("role", .text).notNull()
        table.column("name", .text).notNull()
        table.column("language", .text).notNull()
        table.column("createdAt", .datetime).notNull()
      }
      try database.create(table: "schoolClass") { table in
        table.primaryKey("id", .text)
        table.column("name", .text).notNull()
        table.column("createdAt", .datetime).notNull()
      }
    }
  }
}
