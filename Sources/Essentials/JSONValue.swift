import Foundation

/// A JSON document as a value, with a canonical form.
public enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// - Throws: `JSONError.malformed` with the parser's own words.
  public init(parsing data: Data) throws {
    do {
      self = try JSONDecoder().decode(JSONValue.self, from: data)
    } catch {
      throw JSONError.malformed(String(describing: error))
    }
  }

  /// Any encodable value by way of its JSON form.
  public init(encoding value: some Encodable) throws {
    let encoder = JSONEncoder()
    self = try JSONDecoder().decode(JSONValue.self, from: encoder.encode(value))
  }

  public subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  public var stringValue: String? { if case .string(let text) = self { text } else { nil } }
  public var numberValue: Double? { if case .number(let number) = self { number } else { nil } }
  public var boolValue: Bool? { if case .bool(let flag) = self { flag } else { nil } }
  public var arrayValue: [JSONValue]? { if case .array(let items) = self { items } else { nil } }
  public var objectValue: [String: JSONValue]? { if case .object(let members) = self { members } else { nil } }
}

public enum JSONError: DiagnosableError {
  case malformed(String)
  /// JSON has no word for infinity or not-a-number.
  case notFinite

  public var diagnostic: Diagnostic {
    switch self {
    case .malformed(let text):
      Diagnostic(
        "json.malformed", what: LocalizedText(nl: "Geen geldige JSON: \(text)", en: "Not valid JSON: \(text)"),
        remedy: LocalizedText(nl: "Herstel het bestand of maak het opnieuw.", en: "Mend the file or make it anew."))
    case .notFinite:
      Diagnostic(
        "json.notFinite",
        what: LocalizedText(
          nl: "Een getal is oneindig of geen getal en past niet in JSON.",
          en: "A number is infinite or not a number and does not fit in JSON."),
        remedy: LocalizedText(
          nl: "Laat de waarde weg of gebruik null.", en: "Leave the value out or use null."))
    }
  }
}

extension JSONValue: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {
      self = .bool(flag)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .string(text)
    } else if let items = try? container.decode([JSONValue].self) {
      self = .array(items)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let flag): try container.encode(flag)
    case .number(let number): try container.encode(number)
    case .string(let text): try container.encode(text)
    case .array(let items): try container.encode(items)
    case .object(let members): try container.encode(members)
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(elements) { _, last in last })
  }
}
