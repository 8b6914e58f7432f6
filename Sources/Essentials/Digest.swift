import CSodium
import Foundation

/// A SHA-256 or SHA-512 content hash (FIPS 180-4), computed by libsodium.
public struct Digest: Hashable, Comparable, Sendable, CustomStringConvertible {
  public enum Algorithm: String, Codable, Sendable {
    case sha256, sha512

    public var byteCount: Int { self == .sha256 ? 32 : 64 }
  }

  public let algorithm: Algorithm
  public let bytes: [UInt8]

  init(algorithm: Algorithm, bytes: [UInt8]) {
    self.algorithm = algorithm
    self.bytes = bytes
  }

  /// Lower-case hexadecimal of either algorithm's length; nil for anything else.
  public init?(hex: String) {
    guard let algorithm = hex.utf8.count == 64 ? Algorithm.sha256 : hex.utf8.count == 128 ? .sha512 : nil else {
      return nil
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(algorithm.byteCount)
    var high: UInt8?
    for character in hex.utf8 {
      let nibble: UInt8
      switch character {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): nibble = character - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): nibble = character - UInt8(ascii: "a") + 10
      default: return nil
      }
      if let first = high {
        bytes.append(first << 4 | nibble)
        high = nil
      } else {
        high = nibble
      }
    }
    self.init(algorithm: algorithm, bytes: bytes)
  }

  public static func sha256(_ data: some ContiguousBytes) -> Digest { of(data, .sha256) }
  public static func sha512(_ data: some ContiguousBytes) -> Digest { of(data, .sha512) }
  public static func sha256(_ text: String) -> Digest { sha256(Array(text.utf8)) }

  private static func of(_ data: some ContiguousBytes, _ algorithm: Algorithm) -> Digest {
    var stream = DigestStream(algorithm)
    data.withUnsafeBytes { stream.update($0) }
    return stream.finalized()
  }

  public var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  public var description: String { hex }

  public static func < (a: Digest, b: Digest) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }
}

extension Digest: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let digest = Digest(hex: text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a SHA-256 or SHA-512 in hex")
    }
    self = digest
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(hex)
  }
}

/// Hashes bytes that arrive in pieces. A value: a copy goes on independently.
public struct DigestStream {
  private enum State {
    case sha256(crypto_hash_sha256_state)
    case sha512(crypto_hash_sha512_state)
  }

  private var state: State

  public init(_ algorithm: Digest.Algorithm) {
    switch algorithm {
    case .sha256:
      var s = crypto_hash_sha256_state()
      crypto_hash_sha256_init(&s)
      state = .sha256(s)
    case .sha512:
      var s = crypto_hash_sha512_state()
      crypto_hash_sha512_init(&s)
      state = .sha512(s)
    }
  }

  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    switch state {
    case .sha256(var s):
      crypto_hash_sha256_update(&s, base, UInt64(bytes.count))
      state = .sha256(s)
    case .sha512(var s):
      crypto_hash_sha512_update(&s, base, UInt64(bytes.count))
      state = .sha512(s)
    }
  }

  public mutating func update(_ data: some ContiguousBytes) {
    data.withUnsafeBytes { update($0) }
  }

  /// The digest of everything given so far.
  public func finalized() -> Digest {
    switch state {
    case .sha256(var s):
      var out = [UInt8](repeating: 0, count: 32)
      crypto_hash_sha256_final(&s, &out)
      return Digest(algorithm: .sha256, bytes: out)
    case .sha512(var s):
      var out = [UInt8](repeating: 0, count: 64)
      crypto_hash_sha512_final(&s, &out)
      return Digest(algorithm: .sha512, bytes: out)
    }
  }
}
