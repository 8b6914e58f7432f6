import Essentials

/// Codes that people read aloud and type over: capitals and digits without I, O, 0 and 1, five bits each.
public enum ReadableCode {
  static let alphabet = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789".utf8)
  /// Of the code with which students join a class.
  public static let joinLength = 6
  /// Of the code with which a student comes back.
  public static let returnLength = 8

  public static func random(length: Int) -> String { text(from: SecureRandom.bytes(length), length: length) }

  /// The low five bits of each byte.
  static func text(from bytes: [UInt8], length: Int) -> String {
    String(decoding: bytes.prefix(length).map { alphabet[Int($0 & 31)] }, as: UTF8.self)
  }

  /// What somebody typed as the code it stands for: capitals, without spaces and hyphens; nil if it cannot be a code
  /// of that length.
  public static func normalized(_ typed: String, length: Int) -> String? {
    guard typed.utf8.count <= 64 else { return nil }
    let kept = typed.uppercased().unicodeScalars.filter {
      !$0.properties.isWhitespace && !"-–_.".unicodeScalars.contains($0)
    }
    let bytes = Array(String(String.UnicodeScalarView(kept)).utf8)
    guard bytes.count == length, bytes.allSatisfy(alphabet.contains) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `ABCD EFGH`: two groups, for reading.
  public static func grouped(_ code: String) -> String {
    let half = code.count / 2
    return "\(code.prefix(half)) \(code.dropFirst(half))"
  }
}
