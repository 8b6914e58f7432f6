import CSodium

/// Random bytes that nobody can guess, from the kernel through libsodium. For tokens and codes only: results of models
/// are seeded (`SeededRandom`).
public enum SecureRandom {
  /// libsodium wants one call before any other; it answers 1 when that has been done already.
  static let isReady: Bool = sodium_init() >= 0

  public static func bytes(_ count: Int) -> [UInt8] {
    _ = isReady
    var bytes = [UInt8](repeating: 0, count: count)
    randombytes_buf(&bytes, count)
    return bytes
  }

  /// 32 bytes as 43 characters that may stand in an address or a cookie (RFC 4648, base64url without padding).
  public static func token() -> String { Base64URL.text(of: bytes(32)) }

  /// 128 bits as 26 lower-case letters and digits: the permanent name of a row.
  public static func identifier() -> String {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
    var text: [UInt8] = []
    var held: UInt32 = 0
    var bits = 0
    for byte in bytes(17).prefix(17) {
      held = held << 8 | UInt32(byte)
      bits += 8
      while bits >= 5, text.count < 26 {
        bits -= 5
        text.append(alphabet[Int(held >> UInt32(bits) & 31)])
      }
      held &= (1 << UInt32(bits)) - 1
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// RFC 4648, section 5, without padding.
public enum Base64URL {
  public static func text(of bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count * 4 + 2) / 3)
    var held: UInt32 = 0
    var bits: UInt32 = 0
    for byte in bytes {
      held = (held << 8 | UInt32(byte)) & 0xFFFF
      bits += 8
      while bits >= 6 {
        bits -= 6
        text.append(alphabet[Int(held >> bits & 63)])
      }
    }
    if bits > 0 { text.append(alphabet[Int(held << (6 - bits) & 63)]) }
    return String(decoding: text, as: UTF8.self)
  }
}
