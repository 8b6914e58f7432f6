import GRDB

/// The tables of assignments given to classes, and of the work that students do on them.
///
/// Whoever is erased takes their memberships along; what a team made together stays, without their name.
enum WorkSchema {
  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("works-1") { database in
      try database.create(table: "classAssignment") { table in
        table.primaryKey("id", .text)
        table.column("schoolClass", .text).notNull().references("schoolClass", onDelete: .cascade)
        table.column("course", .text).notNull()
        table.column("courseVersion", .text).notNull()
        table.column("courseDigest", .text).notNull()
        table.column("assignment", .text).notNull()
        table.column("assignmentDigest", .text).notNull()
        table.column("titleNL", .text).notNull()
        table.column("titleEN", .text).notNull()
        table.column("courseTitleNL", .text).notNull()
        table.column("courseTitleEN", .text).notNull()
        table.column("createdAt", .datetime).notNull()
        table.column("closedAt", .datetime)
      }
      try database.create(indexOn: "classAssignment", columns: ["schoolClass"])
      try database.create(table: "work") { table in
        table.primaryKey("id", .text)
        table.column("classAssignment", .text).notNull().references("classAssignment", onDelete: .cascade)
        table.column("teamCode", .text).notNull().unique()
        table.column("createdAt", .datetime).notNull()
      }
      try database.create(indexOn: "work", columns: ["classAssignment"])
      try database.create(table: "workMember") { table in
        table.column("work", .text).notNull().references("work", onDelete: .cascade)
        // Repeated here so that the database itself keeps a person to one work on an assignment.
        table.column("classAssignment", .text).notNull().references("classAssignment", onDelete: .cascade)
        table.column("account", .text).notNull().references("account", onDelete: .cascade)
        table.column("joinedAt", .datetime).notNull()
        table.primaryKey(["work", "account"])
        table.uniqueKey(["classAssignment", "account"])
      }
      try database.create(indexOn: "workMember", columns: ["account"])
      try database.create(table: "plan") { table in
        table.primaryKey("id", .text)
        table.column("work", .text).notNull().references("work", onDelete: .cascade)
        table.column("name", .text).notNull()
        table.column("createdAt", .datetime).notNull()
        table.column("deletedAt", .datetime)
      }
      try database.create(indexOn: "plan", columns: ["work"])
      try database.create(table: "planOperation", options: .withoutRowID) { table in
        table.column("plan", .text).notNull().references("plan", onDelete: .cascade)
        table.column("sequence", .integer).notNull()
        table.column("operationID", .text).notNull()
        table.column("base", .integer).notNull()
        table.column("account", .text).references("account", onDelete: .setNull)
        table.column("at", .datetime).notNull()
        // Canonical JSON, the exchange form of an operation.
        table.column("operation", .text).notNull()
        table.primaryKey(["plan", "sequence"])
        table.uniqueKey(["plan", "operationID"])
      }
      try database.create(indexOn: "planOperation", columns: ["account"])
      try database.create(table: "workEvent") { table in
        // Orders what counts: a prediction before a result.
        table.autoIncrementedPrimaryKey("number")
        table.column("work", .text).notNull().references("work", onDelete: .cascade)
        table.column("kind", .text).notNull()
        table.column("account", .text).references("account", onDelete: .setNull)
        table.column("at", .datetime).notNull()
        table.column("exercise", .text)
        table.column("plan", .text).references("plan", onDelete: .cascade)
        table.column("revision", .integer)
        // JSON: a text or a number.
        table.column("value", .text)
        table.column("reasoning", .text)
      }
      try database.create(indexOn: "workEvent", columns: ["work"])
      try database.create(indexOn: "workEvent", columns: ["plan"])
      try database.create(indexOn: "workEvent", columns: ["account"])
      try database.create(table: "handIn") { table in
        table.primaryKey("id", .text)
        table.column("work", .text).notNull().references("work", onDelete: .cascade)
        table.column("account", .text).references("account", onDelete: .setNull)
        table.column("at", .datetime).notNull()
        table.column("plan", .text)
        table.column("revision", .integer)
        table.column("lastEvent", .integer).notNull()
        table.column("state", .text).notNull()
        table.column("points", .double)
        table.column("maximum", .double)
        table.column("submission", .blob)
        table.column("grade", .blob)
        table.column("diagnostic", .blob)
      }
      try database.create(indexOn: "handIn", columns: ["work"])
      try database.create(indexOn: "handIn", columns: ["account"])
    }
  }
}
