import GRDB

/// The tables of assignments given to classes, and of the work that students do on them.
enum WorkSchema {
  static func register(in migrator: inout DatabaseMigrator) {}
}
