import Foundation

/// Reads JSON (RFC 8259) that came from outside: one value, no key twice in an object, not nested without end, and every
/// refusal with its place. Foundation's parser takes the last of two equal keys and tells no line.
enum JSONReader {
  struct Failure: Error {
    var reason: String
    /// 1-based.
    var line: Int
    /// 1-based, in bytes.
    var column: Int
  }

  static let greatestDepth = 64

  static func read(_ data: Data) throws -> JSONValue {
    var parser = Parser(bytes: [UInt8](data))
    return try parser.document()
  }

  private struct Parser {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func document() throws -> JSONValue {
      skipSpace()
      let value = try value(depth: 0)
      skipSpace()
      guard position == bytes.count else { throw failure("more text after the end of the value") }
      return value
    }

    func failure(_ reason: String, at place: Int? = nil) -> Failure {
      let before = bytes[..<min(place ?? position, bytes.count)]
      let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      return Failure(
        reason: reason, line: before.reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) },
        column: before.count - start + 1)
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
      while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
      guard next == byte else { return false }
      position += 1
      return true
    }

    private mutating func value(depth: Int) throws -> JSONValue {
      guard depth < greatestDepth else { throw failure("nested deeper than \(greatestDepth)") }
      switch next {
      case UInt8(ascii: "{"): return try object(depth: depth)
      case UInt8(ascii: "["): return try array(depth: depth)
      case UInt8(ascii: "\""): return .string(try string())
      case UInt8(ascii: "t"): return try word("true", .bool(true))
      case UInt8(ascii: "f"): return try word("false", .bool(false))
      case UInt8(ascii: "n"): return try word("null", .null)
      case nil: throw failure("the text ends too early")
      default: return .number(try number())
      }
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws -> JSONValue {
      let count = text.utf8CodeUnitCount
      let matches = text.withUTF8Buffer { bytes[position...].prefix(count).elementsEqual($0) }
      guard matches else { throw failure("not a JSON value") }
      position += count
      return value
    }

    private mutating func object(depth: Int) throws -> JSONValue {
      position += 1
      var members: [String: JSONValue] = [:]
      skipSpace()
      if take(UInt8(ascii: "}")) { return .object(members) }
      while true {
        skipSpace()
        let place = position
        guard next == UInt8(ascii: "\"") else { throw failure("a key in double quotes is expected") }
        let key = try string()
        skipSpace()
        guard take(UInt8(ascii: ":")) else { throw failure("':' is expected") }
        skipSpace()
        guard members.updateValue(try value(depth: depth + 1), forKey: key) == nil else {
          throw failure("key \(JSONValue.quoted(key)) occurs twice", at: place)
        }
        skipSpace()
        if take(UInt8(ascii: ",")) { continue }
        guard take(UInt8(ascii: "}")) else { throw failure("',' or '}' is expected") }
        return .object(members)
      }
    }

    private mutating func array(depth: Int) throws -> JSONValue {
      position += 1
      var items: [JSONValue] = []
      skipSpace()
      if take(UInt8(ascii: "]")) { return .array(items) }
      while true {
        skipSpace()
        items.append(try value(depth: depth + 1))
        skipSpace()
        if take(UInt8(ascii: ",")) { continue }
        guard take(UInt8(ascii: "]")) else { throw failure("',' or ']' is expected") }
        return .array(items)
      }
    }

    private mutating func number() throws -> Double {
      let start = position
      func digits(_ parser: inout Parser) -> Int {
        let from = parser.position
        while let byte = parser.next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { parser.position += 1 }
        return parser.position - from
      }
      _ = take(UInt8(ascii: "-"))
      let first = next
      let whole = digits(&self)
      guard whole > 0, whole == 1 || first != UInt8(ascii: "0") else {
        throw failure("not a JSON value", at: start)
      }
      if take(UInt8(ascii: ".")) {
        guard digits(&self) > 0 else { throw failure("not a number", at: start) }
      }
      if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
        if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
        guard digits(&self) > 0 else { throw failure("not a number", at: start) }
      }
      guard let number = Double(String(decoding: bytes[start..<position], as: UTF8.self)), number.isFinite else {
        throw failure("not a number that can be held", at: start)
      }
      return number
    }

    private mutating func string() throws -> String {
      position += 1
      let start = position
      var text: String?
      var plain = start
      func chunk(_ end: Int) throws -> String {
        guard let chunk = String(validating: bytes[plain..<end], as: UTF8.self) else {
          throw failure("a text is not UTF-8", at: plain)
        }
        return chunk
      }
      while let byte = next {
        switch byte {
        case UInt8(ascii: "\""):
          let rest = try chunk(position)
          position += 1
          return (text ?? "") + rest
        case UInt8(ascii: "\\"):
          text = (text ?? "") + (try chunk(position))
          position += 1
          text?.unicodeScalars.append(try escape())
          plain = position
        case 0..<0x20: throw failure("a control character in a text is not escaped")
        default: position += 1
        }
      }
      throw failure("a text does not end", at: start)
    }

    private mutating func escape() throws -> Unicode.Scalar {
      let place = position - 1
      guard let byte = next else { throw failure("the text ends too early") }
      position += 1
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
      case UInt8(ascii: "b"): return "\u{08}"
      case UInt8(ascii: "f"): return "\u{0C}"
      case UInt8(ascii: "n"): return "\n"
      case UInt8(ascii: "r"): return "\r"
      case UInt8(ascii: "t"): return "\t"
      case UInt8(ascii: "u"):
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(UInt32(first)) { return scalar }
        guard first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
          throw failure("half a surrogate pair", at: place)
        }
        let second = try codeUnit()
        guard (0xDC00...0xDFFF).contains(second),
          let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
        else { throw failure("half a surrogate pair", at: place) }
        return scalar
      default: throw failure("no such escape", at: place)
      }
    }

    private mutating func codeUnit() throws -> UInt16 {
      var unit: UInt16 = 0
      for _ in 0..<4 {
        guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
          throw failure("four hexadecimal digits are expected")
        }
        unit = unit << 4 | UInt16(digit)
        position += 1
      }
      return unit
    }
  }
}
