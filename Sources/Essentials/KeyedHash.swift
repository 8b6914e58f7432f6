import CSodium

/// BLAKE2b with a key (RFC 7693): whoever lacks the key can neither make nor check it. The purpose goes in first, so a
/// hash made for one use never serves for another.
public struct KeyedHash: Sendable {
  public static let keyByteCount = 32

  private let key: [UInt8]

  /// - Parameter key: 32 bytes; nil for any other number.
  public init?(key: [UInt8]) {
    guard key.count == Self.keyByteCount, SecureRandom.isReady else { return nil }
    self.key = key
  }

  /// 32 bytes that depend on the key, the purpose and the message.
  public func callAsFunction(_ purpose: String, _ message: String) -> [UInt8] {
    // A purpose has no zero byte, so no two pairs give the same input.
    let input = Array(purpose.utf8) + [0] + Array(message.utf8)
    var output = [UInt8](repeating: 0, count: 32)
    crypto_generichash(&output, output.count, input, UInt64(input.count), key, key.count)
    return output
  }
}

/// Comparison in a time that tells nothing about where two secrets differ.
public enum ConstantTime {
  public static func equal(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    a.count == b.count && sodium_memcmp(a, b, a.count) == 0
  }

  public static func equal(_ a: String, _ b: String) -> Bool { equal(Array(a.utf8), Array(b.utf8)) }
}
