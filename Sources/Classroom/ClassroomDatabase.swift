import Essentials
import Foundation
import GRDB

/// The one database of a school's server: people, classes and their work, in one SQLite file.
///
/// Nothing is acknowledged before it is on the disk: the write-ahead log is flushed at every commit
/// (`synchronous=FULL`). The file `secret` beside it holds the key of this server.
public final class ClassroomDatabase: Sendable {
  let pool: DatabasePool
  let secret: KeyedHash
  let clock: ClassroomClock
  let sessionTime: SessionTime
  let sessionRules: SessionRules
  let passwords = PasswordDesk()

  /// Opens the file, makes it if it is absent, and brings it up to this version.
  /// - Throws: `ClassroomError`, `FileError`.
  public init(file: URL, clock: ClassroomClock = .system, sessionRules: SessionRules = SessionRules()) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(5)
    try PrivateFile.make(file)
    do {
      pool = try DatabasePool(path: file.path, configuration: configuration)
      // After the pool has switched to the write-ahead log: GRDB sets NORMAL there, with which a commit may be lost.
      try pool.writeWithoutTransaction { database in try database.execute(sql: "PRAGMA synchronous = FULL") }
      try Self.migrator.migrate(pool)
    } catch { throw ClassroomError.unreadable(file.path, reason: String(describing: error)) }
    secret = try ServerSecret(file: file.deletingLastPathComponent().appendingPathComponent("secret")).hash
    self.clock = clock
    self.sessionRules = sessionRules
    do { sessionTime = try ServerState.take(up: pool, secret: secret, clock: clock) } catch {
      throw ClassroomError.unreadable(file.path, reason: String(describing: error))
    }
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    PeopleSchema.register(in: &migrator)
    WorkSchema.register(in: &migrator)
    return migrator
  }

  /// Time that only grows, for limits on attempts.
  public var monotonicClock: @Sendable () -> Duration { clock.monotonic }

  /// Reads in one transaction, away from the thread that asks.
  /// - Throws: `ClassroomError.failed`, and what `body` throws.
  func read<R: Sendable>(_ body: @escaping @Sendable (Database) throws -> R) async throws -> R {
    do { return try await pool.read(body) } catch let error as DatabaseError {
      throw Self.failure(error)
    }
  }

  /// Writes in one transaction; when it returns, the change is on the disk.
  /// - Throws: `ClassroomError.diskFull`, `.failed`, and what `body` throws.
  func write<R: Sendable>(_ body: @escaping @Sendable (Database) throws -> R) async throws -> R {
    do { return try await pool.write(body) } catch let error as DatabaseError {
      throw Self.failure(error)
    }
  }

  private static func failure(_ error: DatabaseError) -> ClassroomError {
    error.resultCode == .SQLITE_FULL ? .diskFull : .failed(reason: words(error))
  }

  /// Without the arguments of the statement, which may be somebody's name.
  private static func words(_ error: DatabaseError) -> String {
    error.message ?? "SQLite \(error.extendedResultCode.rawValue)"
  }
}
