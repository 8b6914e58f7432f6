import Foundation

/// The JSON Canonicalization Scheme (RFC 8785): one byte sequence for each JSON value, so that it can be hashed.
extension JSONValue {
  /// - Throws: `JSONError.notFinite`.
  public func canonicalData() throws -> Data {
    var out: [UInt8] = []
    try write(canonical: &out)
    return Data(out)
  }

  /// SHA-256 of the canonical form.
  public func digest() throws -> Digest { Digest.sha256(try canonicalData()) }

  /// Canonical member order and numbers, indented for people. Deterministic, with a final newline.
  public func prettyData() throws -> Data {
    var out: [UInt8] = []
    try write(pretty: &out, indent: 0)
    out.append(UInt8(ascii: "\n"))
    return Data(out)
  }

  /// A text as a JSON string, which is also a double-quoted YAML string.
  public static func quoted(_ text: String) -> String {
    var out: [UInt8] = []
    write(string: text, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  private func write(canonical out: inout [UInt8]) throws {
    switch self {
    case .array(let items):
      out.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        try item.write(canonical: &out)
      }
      out.append(UInt8(ascii: "]"))
    case .object(let members):
      out.append(UInt8(ascii: "{"))
      for (index, key) in Self.ordered(members.keys).enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        Self.write(string: key, to: &out)
        out.append(UInt8(ascii: ":"))
        try members[key]?.write(canonical: &out)
      }
      out.append(UInt8(ascii: "}"))
    default: try writeScalar(to: &out)
    }
  }

  private func write(pretty out: inout [UInt8], indent: Int) throws {
    func newline(_ depth: Int) {
      out.append(UInt8(ascii: "\n"))
      out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
    }
    switch self {
    case .array(let items) where !items.isEmpty:
      // Short lists of numbers (coordinates) stay on one line.
      let flat = items.count <= 4 && items.allSatisfy { $0.numberValue != nil }
      out.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { out.append(contentsOf: flat ? ", ".utf8 : ",".utf8) }
        if !flat { newline(indent + 1) }
        try item.write(pretty: &out, indent: indent + 1)
      }
      if !flat { newline(indent) }
      out.append(UInt8(ascii: "]"))
    case .object(let members) where !members.isEmpty:
      out.append(UInt8(ascii: "{"))
      for (index, key) in Self.ordered(members.keys).enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        newline(indent + 1)
        Self.write(string: key, to: &out)
        out.append(contentsOf: ": ".utf8)
        try members[key]?.write(pretty: &out, indent: indent + 1)
      }
      newline(indent)
      out.append(UInt8(ascii: "}"))
    case .array: out.append(contentsOf: "[]".utf8)
    case .object: out.append(contentsOf: "{}".utf8)
    default: try writeScalar(to: &out)
    }
  }

  private func writeScalar(to out: inout [UInt8]) throws {
    switch self {
    case .null: out.append(contentsOf: "null".utf8)
    case .bool(let flag): out.append(contentsOf: (flag ? "true" : "false").utf8)
    case .number(let number): out.append(contentsOf: try Self.canonicalNumber(number).utf8)
    case .string(let text): Self.write(string: text, to: &out)
    case .array, .object: break
    }
  }

  /// Member names by UTF-16 code units (RFC 8785, 3.2.3).
  private static func ordered(_ keys: some Sequence<String>) -> [String] {
    keys.sorted { $0.utf16.lexicographicallyPrecedes($1.utf16) }
  }

  private static func write(string: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": out.append(contentsOf: "\\\"".utf8)
      case "\\": out.append(contentsOf: "\\\\".utf8)
      case "\u{08}": out.append(contentsOf: "\\b".utf8)
      case "\u{09}": out.append(contentsOf: "\\t".utf8)
      case "\u{0A}": out.append(contentsOf: "\\n".utf8)
      case "\u{0C}": out.append(contentsOf: "\\f".utf8)
      case "\u{0D}": out.append(contentsOf: "\\r".utf8)
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        out.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - hex.count) + hex).utf8)
      default: out.append(contentsOf: Array(String(scalar).utf8))
      }
    }
    out.append(UInt8(ascii: "\""))
  }

  /// ECMAScript's Number::toString (RFC 8785, 3.2.2.3), from Swift's shortest round-trip digits.
  static func canonicalNumber(_ number: Double) throws -> String {
    guard number.isFinite else { throw JSONError.notFinite }
    if number == 0 { return "0" }
    // Swift prints the shortest digits that read back as the same double; only their layout differs.
    var text = "\(abs(number))"
    var exponent = 0
    if let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      exponent = Int(text[text.index(after: mark)...]) ?? 0
      text = String(text[..<mark])
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    var digits = String(parts[0])
    var point = digits.count + exponent
    if parts.count > 1 { digits += parts[1] }
    let leading = min(digits.prefix { $0 == "0" }.count, digits.count - 1)
    digits.removeFirst(leading)
    point -= leading
    while digits.count > 1, digits.last == "0" { digits.removeLast() }
    let count = digits.count
    let sign = number < 0 ? "-" : ""
    switch point {
    case count...21: return sign + digits + String(repeating: "0", count: point - count)
    case 1..<max(count, 2) where point < count:
      let split = digits.index(digits.startIndex, offsetBy: point)
      return sign + digits[..<split] + "." + digits[split...]
    case -5...0: return sign + "0." + String(repeating: "0", count: -point) + digits
    default:
      let e = point - 1
      let mantissa = count == 1 ? digits : "\(digits.prefix(1)).\(digits.dropFirst())"
      return sign + mantissa + "e" + (e < 0 ? "-" : "+") + "\(abs(e))"
    }
  }
}
