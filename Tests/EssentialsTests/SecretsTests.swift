import Essentials
import Testing

@Suite("Secrets")
struct SecretsTests {
  @Test("a password hash is argon2id with libsodium's interactive limits, salted, and matches one password")
  func passwordHash() throws {
    let hash = try #require(PasswordHash.hash("vier losse natte woorden"))
    #expect(hash.text.hasPrefix("$argon2id$v=19$m=65536,t=2,p=1$"))
    #expect(hash.matches("vier losse natte woorden"))
    #expect(!hash.matches("vier losse natte woorde"))
    let again = try #require(PasswordHash.hash("vier losse natte woorden"))
    #expect(hash != again)
    #expect(!PasswordHash(text: "no hash").matches(""))
    #expect(!PasswordHash(text: String(repeating: "$", count: 500)).matches(""))
    let empty = try #require(PasswordHash.hash(""))
    #expect(empty.matches("") && !empty.matches("x"))
  }

  /// BLAKE2b keyed with bytes 0...31: what Python's hashlib.blake2b(b"a\0b", key=bytes(range(32)), digest_size=32) says.
  @Test("a keyed hash is BLAKE2b of purpose and message")
  func keyedHash() throws {
    let hash = try #require(KeyedHash(key: Array(0..<32)))
    let hex = hash("a", "b").map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    #expect(hex == "8fe7fe572a0f6604e0b08a2ac49792c2b3cac141715aeb4484a05b355e40ff11")
    #expect(hash("a", "b") != hash("ab", ""))
    #expect(KeyedHash(key: [1, 2, 3]) == nil)
    let other = try #require(KeyedHash(key: Array(1..<33)))
    #expect(hash("a", "b") != other("a", "b"))
  }

  @Test("base64url has the test vectors of RFC 4648 without padding")
  func base64() {
    for (plain, text) in [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
      #expect(Base64URL.text(of: Array(plain.utf8)) == text)
    }
    #expect(Base64URL.text(of: [0xFB, 0xFF]) == "-_8")
  }

  @Test("tokens and identifiers have their length and do not repeat")
  func random() {
    let tokens = Set((0..<1_000).map { _ in SecureRandom.token() })
    #expect(tokens.count == 1_000)
    #expect(tokens.allSatisfy { $0.utf8.count == 43 })
    let names = Set((0..<1_000).map { _ in SecureRandom.identifier() })
    #expect(names.count == 1_000)
    #expect(names.allSatisfy { $0.utf8.count == 26 && Identifier.isValid($0) })
    #expect(ConstantTime.equal("abc", "abc") && !ConstantTime.equal("abc", "abd") && !ConstantTime.equal("a", "ab"))
  }
}
