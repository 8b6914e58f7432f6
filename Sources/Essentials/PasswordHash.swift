import CSodium

/// A password as it may be kept: argon2id with its salt and cost in the text (RFC 9106), at libsodium's interactive
/// limits (2 passes over 64 MiB). Takes tens of milliseconds and 64 MiB on purpose; never call it on an event loop.
public struct PasswordHash: Hashable, Sendable {
  /// `$argon2id$v=19$...`, as libsodium reads it back.
  public let text: String

  /// A text that was made by `hash`.
  public init(text: String) { self.text = text }

  /// - Returns: nil where the machine cannot give the memory.
  public static func hash(_ password: String) -> PasswordHash? {
    guard SecureRandom.isReady else { return nil }
    let bytes = Array(password.utf8).map { CChar(bitPattern: $0) }
    var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
    let code = crypto_pwhash_str(
      &text, bytes, UInt64(bytes.count), UInt64(crypto_pwhash_OPSLIMIT_INTERACTIVE),
      Int(crypto_pwhash_MEMLIMIT_INTERACTIVE))
    guard code == 0 else { return nil }
    return PasswordHash(text: String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }

  /// Compares in constant time; false also for a text that is no hash.
  public func matches(_ password: String) -> Bool {
    guard SecureRandom.isReady else { return false }
    let bytes = Array(password.utf8).map { CChar(bitPattern: $0) }
    var stored = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
    let utf8 = Array(text.utf8)
    guard utf8.count < stored.count else { return false }
    for (index, byte) in utf8.enumerated() { stored[index] = CChar(bitPattern: byte) }
    return crypto_pwhash_str_verify(stored, bytes, UInt64(bytes.count)) == 0
  }
}
