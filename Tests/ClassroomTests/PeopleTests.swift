import Essentials
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Classroom

@Suite("People of a school")
struct PeopleTests {
  private static func withDatabase(
    _ body: @Sendable (ClassroomDatabase, URL) async throws -> Void
  ) async throws {
    try await TestFolders.withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("classroom.sqlite")
      try await body(ClassroomDatabase(file: file), file)
    }
  }

  private static let password = "vier losse natte woorden"

  @Test("a commit is on the disk before it is answered: full synchronization of a write-ahead log")
  func durability() async throws {
    try await Self.withDatabase { database, _ in
      let (synchronous, journal, keys) = try await database.write { database in
        (
          try Int.fetchOne(database, sql: "PRAGMA synchronous"),
          try String.fetchOne(database, sql: "PRAGMA journal_mode"),
          try Int.fetchOne(database, sql: "PRAGMA foreign_keys")
        )
      }
      #expect(synchronous == 2)
      #expect(journal == "wal")
      #expect(keys == 1)
    }
  }

  @Test("nobody else on the machine can read the data or the key")
  func permissions() async throws {
    try await Self.withDatabase { database, file in
      _ = try await database.makeTeacher(name: "Docent", password: Self.password, language: .nl)
      for name in ["classroom.sqlite", "classroom.sqlite-wal", "secret"] {
        let path = file.deletingLastPathComponent().appendingPathComponent(name).path
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600, "\(name)")
      }
    }
  }

  @Test("neither a password, nor a return code, nor the token of a session stands in the database")
  func nothingReadable() async throws {
    try await Self.withDatabase { database, file in
      let teacher = try await database.makeTeacher(name: "Docent", password: Self.password, language: .nl)
      let made = try await database.makeClass(name: "SB2A", teacher: teacher.id)
      let joined = try await database.join(code: made.joinCode, nickname: "Noor", language: .nl)
      let token = try await database.beginSession(of: joined.account.id)
      #expect(try await database.account(session: token)?.id == joined.account.id)
      for name in ["classroom.sqlite", "classroom.sqlite-wal"] {
        let data = try Data(contentsOf: file.deletingLastPathComponent().appendingPathComponent(name))
        for secret in [Self.password, joined.returnCode, token] {
          #expect(data.range(of: Data(secret.utf8)) == nil)
        }
      }
      let data = try Data(contentsOf: file.deletingLastPathComponent().appendingPathComponent("classroom.sqlite-wal"))
      #expect(data.range(of: Data("Noor".utf8)) != nil, "the search looks in the right place")
    }
  }

  @Test(
    "a nickname may be of any script",
    arguments: [
      "Noor", "Zoë van 't Hof", "محمد", "小明", "Ñandú", "אבי", "José-María", "x", "🌳🌳", "👩🏽‍🔬", "می‌خواهم", "<script>",
      "नमस्ते",
    ])
  func nicknames(_ name: String) throws {
    #expect(try Nickname("  \(name) ").text == name.precomposedStringWithCanonicalMapping)
  }

  @Test(
    "a nickname that cannot be seen, turns the text or is too long is refused",
    arguments: [
      "", "   ", "\u{200B}", "\u{200D}", "a\u{0}b", "a\nb\u{7}", "\u{202E}abc", "a\u{2066}b", "\u{FEFF}", "\u{3164}",
      "a" + String(repeating: "\u{301}", count: 30), "\u{301}", String(repeating: "a", count: 25), "\u{E000}",
    ])
  func badNicknames(_ name: String) {
    #expect(throws: PeopleError.self) { () throws in _ = try Nickname(name) }
  }

  @Test("names that people take for the same are the same")
  func sameNames() throws {
    #expect(try Nickname("NOOR").key == Nickname("noor").key)
    #expect(try Nickname("Ｎｏｏｒ").key == Nickname("noor").key)
    #expect(try Nickname("Zoe\u{308}").key == Nickname("Zoë").key)
    #expect(try Nickname("Zoë").key != Nickname("Zoe").key)
    // Joiners and tags are part of some names, but nobody sees them.
    #expect(try Nickname("No\u{200D}or").key == Nickname("Noor").key)
    #expect(try Nickname("Noor\u{E0041}\u{200C}").key == Nickname("Noor").key)
  }

  @Test("codes are read as people type them, and have no letters that look like digits")
  func codes() {
    #expect(ReadableCode.normalized(" ab2d-ef 9h", length: 8) == "AB2DEF9H")
    for wrong in ["ABCDEFG", "ABCDEFG0", "ABCDEFGI", "ABCDEFGO", "ABCDEFG1", "ABCDEFGÉ", "ABCDEFGHJ"] {
      #expect(ReadableCode.normalized(wrong, length: 8) == nil, "\(wrong)")
    }
    let letters = Set((0..<200).flatMap { _ in ReadableCode.random(length: 8) })
    #expect(letters.isSubset(of: Set("ABCDEFGHJKLMNPQRSTUVWXYZ23456789")))
    #expect(letters.count == 32)
  }

  @Test("a card can be printed again; another secret gives other codes, which work")
  func returnCodes() async throws {
    try await TestFolders.withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("classroom.sqlite")
      let database = try ClassroomDatabase(file: file)
      let teacher = try await database.makeTeacher(name: "Docent", password: Self.password, language: .nl)
      let made = try await database.makeClass(name: "SB2A", teacher: teacher.id)
      let joined = try await database.join(code: made.joinCode, nickname: "Noor", language: .nl)
      #expect(try await database.returnCode(of: joined.account.id) == joined.returnCode)
      #expect(try await database.account(returnCode: joined.returnCode) == joined.account)
      let again = try ClassroomDatabase(file: file)
      #expect(try await again.returnCode(of: joined.account.id) == joined.returnCode)
      let next = try await again.resetReturnCode(of: joined.account.id, teacher: teacher.id)
      #expect(next != joined.returnCode)
      await #expect(throws: PeopleError.noSuchReturnCode) { try await again.account(returnCode: joined.returnCode) }
      #expect(try await again.account(returnCode: next) == joined.account)
      // The key was lost.
      try FileManager.default.removeItem(at: folder.appendingPathComponent("secret"))
      let anew = try ClassroomDatabase(file: file)
      let code = try #require(try await anew.returnCode(of: joined.account.id))
      #expect(code != next)
      #expect(try await anew.account(returnCode: code) == joined.account)
      await #expect(throws: PeopleError.noSuchReturnCode) { try await anew.account(returnCode: next) }
    }
  }

  @Test("a damaged key is refused by name and not replaced")
  func damagedSecret() throws {
    try TestFolders.withTemporaryFolder { folder in
      let secret = folder.appendingPathComponent("secret")
      try Data("short".utf8).write(to: secret)
      #expect(throws: ClassroomError.self) { () throws in
        _ = try ClassroomDatabase(file: folder.appendingPathComponent("classroom.sqlite"))
      }
      #expect(try Data(contentsOf: secret) == Data("short".utf8))
    }
  }

  @Test("a session outlives a restart, grows old over it, and a calendar set back neither ends nor revives it")
  func sessionsOverRestarts() async throws {
    try await TestFolders.withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("classroom.sqlite")
      let wall = Mutex(1_795_000_000.0)
      let clock = ClassroomClock(
        wall: { Date(timeIntervalSince1970: wall.withLock { $0 }) }, monotonic: { .zero })
      func open() throws -> ClassroomDatabase {
        try ClassroomDatabase(
          file: file, clock: clock, sessionRules: SessionRules(idleSeconds: 3_600, longestSeconds: 7_200))
      }
      let database = try open()
      let teacher = try await database.makeTeacher(name: "Docent", password: Self.password, language: .nl)
      let token = try await database.beginSession(of: teacher.id)
      wall.withLock { $0 += 3_000 }
      #expect(try await open().account(session: token)?.id == teacher.id)
      wall.withLock { $0 -= 100_000 }
      #expect(try await open().account(session: token)?.id == teacher.id)
      wall.withLock { $0 += 3_601 }
      #expect(try await open().account(session: token) == nil)
      wall.withLock { $0 -= 100_000 }
      #expect(try await open().account(session: token) == nil)
    }
  }

  @Test("an account has few sessions at once, and the oldest goes")
  func mostSessions() async throws {
    try await Self.withDatabase { database, _ in
      let teacher = try await database.makeTeacher(name: "Docent", password: Self.password, language: .nl)
      var tokens: [String] = []
      for _ in 0..<12 { tokens.append(try await database.beginSession(of: teacher.id)) }
      var alive = 0
      for token in tokens where try await database.account(session: token) != nil { alive += 1 }
      #expect(alive == 8)
      #expect(try await database.account(session: tokens[11]) != nil)
      #expect(try await database.account(session: "x") == nil)
    }
  }

  @Test("passwords are checked for length, hashed with argon2id, and compared whole")
  func passwords() async throws {
    try await Self.withDatabase { database, _ in
      for bad in ["short", "", String(repeating: "a", count: 201)] {
        await #expect(throws: PeopleError.password) {
          try await database.makeTeacher(name: "Docent", password: bad, language: .nl)
        }
      }
      await #expect(throws: PeopleError.password) {
        try await database.makeTeacher(name: "Docent Wiskunde", password: "docent wiskunde", language: .nl)
      }
      let teacher = try await database.makeTeacher(name: "Docent", password: Self.password, language: .nl)
      #expect(try await database.teacher(name: " docent", password: Self.password).id == teacher.id)
      for wrong in [Self.password + "!", String(Self.password.dropLast()), "", Self.password.uppercased()] {
        await #expect(throws: PeopleError.wrongLogin) { try await database.teacher(name: "Docent", password: wrong) }
      }
      await #expect(throws: PeopleError.wrongLogin) {
        try await database.teacher(name: "Niemand", password: Self.password)
      }
      await #expect(throws: PeopleError.teacherNameTaken) {
        try await database.makeTeacher(name: "DOCENT", password: Self.password, language: .nl)
      }
      let token = try await database.beginSession(of: teacher.id)
      _ = try await database.setPassword(ofTeacher: "docent", to: "een ander lang woord")
      #expect(try await database.account(session: token) == nil)
      #expect(try await database.teacher(name: "Docent", password: "een ander lang woord").id == teacher.id)
    }
  }

  @Test("of two who are first at once, one is")
  func twoFirst() async throws {
    try await Self.withDatabase { database, _ in
      let made = await withTaskGroup(of: Bool.self) { group in
        for name in ["Ada", "Bob"] {
          group.addTask {
            (try? await database.makeTeacher(name: name, password: Self.password, language: .nl, first: true)) != nil
          }
        }
        return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      #expect(made == 1)
    }
  }
}
