import Foundation

/// A JSON document read strictly: no key twice, and every complaint names the place and the key.
public struct JSONDocument: Sendable {
  public let value: JSONValue
  public let location: Diagnostic.Location

  public init(value: JSONValue, location: Diagnostic.Location = .init()) {
    self.value = value
    self.location = location
  }

  /// - Throws: `Diagnostic` with the line and column, for what is not JSON, or is nested too deeply.
  public init(parsing data: Data, at location: Diagnostic.Location = .init()) throws {
    self.location = location
    do { value = try JSONReader.read(data) } catch let error as JSONReader.Failure {
      var diagnostic = JSONError.malformed(error.reason).diagnostic
      diagnostic.location = location
      (diagnostic.location.line, diagnostic.location.column) = (error.line, error.column)
      throw diagnostic
    }
  }

  public struct Members: Sendable {
    public let document: JSONDocument
    public let values: [String: JSONValue]

    public subscript(name: String) -> JSONDocument? { values[name].map { document.child($0, name) } }

    /// - Throws: `YAMLError.missingKey`.
    public func required(_ name: String) throws -> JSONDocument {
      guard let member = self[name] else { throw YAMLError.missingKey(document.location, name: name) }
      return member
    }
  }

  private func child(_ value: JSONValue, _ name: String) -> JSONDocument {
    var location = location
    location.key = location.key.map { "\($0).\(name)" } ?? name
    return JSONDocument(value: value, location: location)
  }

  /// - Throws: `YAMLError.wrongKind`, `.unknownKey`.
  public func members(allowing allowed: Set<String>) throws -> Members {
    let members = try members()
    if let unknown = members.values.keys.sorted().first(where: { !allowed.contains($0) }) {
      throw YAMLError.unknownKey(location, name: unknown, known: allowed.sorted())
    }
    return members
  }

  /// An object with any keys.
  public func members() throws -> Members {
    guard case .object(let values) = value else {
      throw YAMLError.wrongKind(location, expected: LocalizedText(nl: "een lijst van sleutels", en: "an object"))
    }
    return Members(document: self, values: values)
  }

  public func list() throws -> [JSONDocument] {
    guard case .array(let items) = value else {
      throw YAMLError.wrongKind(location, expected: LocalizedText(nl: "een lijst", en: "a list"))
    }
    return items.enumerated().map { child($1, "\($0)") }
  }

  public func string() throws -> String {
    guard case .string(let text) = value else {
      throw YAMLError.wrongKind(location, expected: LocalizedText(nl: "tekst", en: "text"))
    }
    return text
  }

  public func number() throws -> Double {
    guard case .number(let number) = value else {
      throw YAMLError.wrongKind(location, expected: LocalizedText(nl: "een getal", en: "a number"))
    }
    return number
  }

  public func whole() throws -> Int {
    guard let whole = Int(exactly: try number()) else {
      throw YAMLError.wrongKind(location, expected: LocalizedText(nl: "een geheel getal", en: "a whole number"))
    }
    return whole
  }

  public func bool() throws -> Bool {
    guard case .bool(let flag) = value else {
      throw YAMLError.wrongKind(location, expected: LocalizedText(nl: "true of false", en: "true or false"))
    }
    return flag
  }

  /// A text or a number.
  public func scalar() throws -> JSONValue {
    switch value {
    case .string, .number: return value
    default:
      throw YAMLError.wrongKind(location, expected: LocalizedText(nl: "tekst of een getal", en: "text or a number"))
    }
  }

  public func digest() throws -> Digest {
    guard let digest = Digest(hex: try string()) else {
      throw YAMLError.wrongKind(location, expected: LocalizedText(nl: "een SHA-256 in hex", en: "a SHA-256 in hex"))
    }
    return digest
  }
}
