import Essentials
import GRDB

/// The one row that outlives the process: session time, and which secret the codes were derived from.
enum ServerState {
  /// Reads the row at the start of a server, or makes it. Where the secret is another one than before (lost, or not in
  /// the backup), every return code is derived anew; class cards must then be printed again.
  static func take(up pool: DatabasePool, secret: KeyedHash, clock: ClassroomClock) throws -> SessionTime {
    let check = Array(secret("check", "").prefix(16))
    return try pool.write { database in
      let row = try Row.fetchOne(database, sql: "SELECT sessionTime, wallTime, secretCheck FROM serverState")
      let time = SessionTime(clock: clock, storedTime: row?["sessionTime"] ?? 0, storedWall: row?["wallTime"] ?? 0)
      if let row, row["secretCheck"] != check.asData {
        try database.execute(sql: "DELETE FROM session")
        try ReturnCode.deriveAll(in: database, secret: secret)
      }
      try database.execute(
        sql: "INSERT OR REPLACE INTO serverState (id, sessionTime, wallTime, secretCheck) VALUES (1, ?, ?, ?)",
        arguments: [time.now, time.wall, check.asData])
      return time
    }
  }

  /// Moves the record along; as often as sessions are touched.
  static func store(_ time: SessionTime, in database: Database) throws {
    try database.execute(
      sql: "UPDATE serverState SET sessionTime = ?, wallTime = ?", arguments: [time.now, time.wall])
  }
}
