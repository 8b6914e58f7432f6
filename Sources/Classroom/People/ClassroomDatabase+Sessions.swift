import Essentials
import Foundation
import GRDB

/// How long a session lasts.
public struct SessionRules: Sendable {
  /// Without a request. A student who walks away from a school PC should not leave it open for the next.
  public var idleSeconds: Int
  /// From the log-in, however busy: a school day.
  public var longestSeconds: Int
  /// Of one account at once; the oldest ends first.
  public var mostPerAccount: Int

  public init(idleSeconds: Int = 4 * 3600, longestSeconds: Int = 14 * 3600, mostPerAccount: Int = 8) {
    self.idleSeconds = idleSeconds
    self.longestSeconds = longestSeconds
    self.mostPerAccount = mostPerAccount
  }
}

extension ClassroomDatabase {
  /// How seldom a session that is in use is written down as such.
  private static let touchSeconds = 60

  /// Begins a session and answers its token, which only the browser keeps.
  public func beginSession(of account: String) async throws -> String {
    let token = SecureRandom.token()
    let key = sessionKey(token)
    let (time, rules) = (sessionTime, sessionRules)
    try await write { database in
      try Self.removeExpired(in: database, now: time.now, rules: rules)
      try database.execute(
        sql: """
          DELETE FROM session WHERE account = ? AND tokenKey NOT IN
          (SELECT tokenKey FROM session WHERE account = ? ORDER BY beganAt DESC, seenAt DESC LIMIT ?)
          """, arguments: [account, account, rules.mostPerAccount - 1])
      try database.execute(
        sql: "INSERT INTO session (tokenKey, account, beganAt, seenAt) VALUES (?, ?, ?, ?)",
        arguments: [key, account, time.now, time.now])
      try ServerState.store(time, in: database)
    }
    return token
  }

  /// Whose session the token stands for; nil where it is unknown, ended or too old. An old one is removed, so that it
  /// cannot come back.
  public func account(session token: String) async throws -> Account? {
    guard token.utf8.count == 43 else { return nil }
    let key = sessionKey(token)
    let (time, rules) = (sessionTime, sessionRules)
    let found = try await read { database in
      try Row.fetchOne(
        database,
        sql: """
          SELECT account.*, session.beganAt, session.seenAt FROM session
          JOIN account ON account.id = session.account WHERE session.tokenKey = ?
          """, arguments: [key]
      ).map { row in (Account(row: row), began: row["beganAt"] as Int, seen: row["seenAt"] as Int) }
    }
    guard let (account, began, seen) = found else { return nil }
    let now = time.now
    guard now - began < rules.longestSeconds, now - seen < rules.idleSeconds else {
      try await write { try Self.removeExpired(in: $0, now: now, rules: rules) }
      return nil
    }
    if now - seen >= min(Self.touchSeconds, rules.idleSeconds / 4) {
      try await write { database in
        try database.execute(sql: "UPDATE session SET seenAt = ? WHERE tokenKey = ?", arguments: [now, key])
        try ServerState.store(time, in: database)
      }
    }
    return account
  }

  /// Whether a session is still good, without counting as its use: an open page alone does not keep somebody in.
  public func hasSession(_ token: String) async throws -> Bool {
    let (key, now, rules) = (sessionKey(token), sessionTime.now, sessionRules)
    return try await read { database in
      try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM session WHERE tokenKey = ? AND beganAt > ? AND seenAt > ?)",
        arguments: [key, now - rules.longestSeconds, now - rules.idleSeconds]) ?? false
    }
  }

  public func endSession(_ token: String) async throws {
    let key = sessionKey(token)
    try await write { try $0.execute(sql: "DELETE FROM session WHERE tokenKey = ?", arguments: [key]) }
  }

  /// What every change made in this session must bring along: derived from the token, so that only who holds the one
  /// knows the other. The same serves strangers, whose forms are bound to a random cookie.
  public func formToken(for token: String) -> String { Base64URL.text(of: secret("form token", token)) }

  private func sessionKey(_ token: String) -> Data { secret("session", token).asData }

  private static func removeExpired(in database: Database, now: Int, rules: SessionRules) throws {
    try database.execute(
      sql: "DELETE FROM session WHERE beganAt <= ? OR seenAt <= ?",
      arguments: [now - rules.longestSeconds, now - rules.idleSeconds])
  }
}
