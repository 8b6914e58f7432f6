import Essentials
import Foundation
import GRDB

/// The one database of a school's server: people, classes and their work, in one SQLite file.
///
/// Nothing is acknowledged before it is on the disk: the write-ahead log is flushed at every commit
/// (`synchronous=FULL`).
public final class ClassroomDatabase: Sendable {
  let pool: DatabasePool

  /// Opens the file, makes it if it is absent, and brings it up to this version.
  /// - Throws: `ClassroomError.unreadable`.
  public init(file: URL) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { database in try database.execute(sql: "PRAGMA synchronous = FULL") }
    do {
      pool = try DatabasePool(path: file.path, configuration: configuration)
      try Self.migrator.migrate(pool)
    } catch { throw ClassroomError.unreadable(file.path, reason: String(describing: error)) }
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    PeopleSchema.register(in: &migrator)
    WorkSchema.register(in: &migrator)
    return migrator
  }
}
