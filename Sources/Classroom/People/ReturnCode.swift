import Essentials
import Foundation
import GRDB

/// The code on a class card with which a student comes back on another computer. It is derived from the server's
/// secret, the account and a counter, so that a card can be printed again; a new counter makes the old code void. The
/// database holds only a keyed hash to find it by.
enum ReturnCode {
  static func code(account: String, counter: Int, secret: KeyedHash) -> String {
    ReadableCode.text(from: secret("return code", "\(account) \(counter)"), length: ReadableCode.returnLength)
  }

  static func key(of code: String, secret: KeyedHash) -> Data { secret("return key", code).asData }

  /// Gives an account its next code. Two accounts with one code would let the one into the other's work, so a code
  /// that is taken is passed over.
  static func next(for account: String, in database: Database, secret: KeyedHash) throws -> String {
    let last = try Int.fetchOne(database, sql: "SELECT returnCounter FROM account WHERE id = ?", arguments: [account])
    var counter = (last ?? 0) + 1
    while true {
      let code = code(account: account, counter: counter, secret: secret)
      let key = key(of: code, secret: secret)
      let holder = try String.fetchOne(database, sql: "SELECT id FROM account WHERE returnKey = ?", arguments: [key])
      if holder == nil {
        try database.execute(
          sql: "UPDATE account SET returnCounter = ?, returnKey = ? WHERE id = ?", arguments: [counter, key, account])
        return code
      }
      counter += 1
    }
  }

  /// For a new secret.
  static func deriveAll(in database: Database, secret: KeyedHash) throws {
    try database.execute(sql: "UPDATE account SET returnKey = NULL")
    for id in try String.fetchAll(database, sql: "SELECT id FROM account WHERE role = 'student' ORDER BY id") {
      _ = try next(for: id, in: database, secret: secret)
    }
  }
}

extension [UInt8] {
  var asData: Data { Data(self) }
}
