import Essentials
import Foundation
import Scenarios

/// A JSON document read strictly: every complaint names the entry and the key.
struct JSONDocument {
  let value: JSONValue
  let location: Diagnostic.Location

  init(value: JSONValue, location: Diagnostic.Location) {
    self.value = value
    self.location = location
  }

  init(parsing data: Data, at location: Diagnostic.Location) throws {
    self.location = location
    do { value = try JSONValue(parsing: data) } catch {
      var diagnostic = Diagnostic(from: error)
      diagnostic.location = location
      throw diagnostic
    }
  }

  struct Members {
    let document: JSONDocument
    let values: [String: JSONValue]

    subscript(name: String) -> JSONDocument? { values[name].map { document.child($0, name) } }

    func required(_ name: String) throws -> JSONDocument {
      guard let member = self[name] else { throw YAMLError.missingKey(document.location, name: name) }
      return member
    }
  }

  private func child(_ value: JSONValue, _ name: String) -> JSONDocument {
    var location = location
    location.key = location.key.map { "\($0).\(name)" } ?? name
    return JSONDocument(value: value, location: location)
  }

  func members(allowing allowed: Set<String>) throws -> Members {
    guard case .object(let values) = value else {
      throw YAMLError.wrongKind(location, expected: LocalizedText(nl: "een lijst van sleutels", en: "an object"))
    }
    if let unknown = values.keys.sorted().first(where: { !allowed.contains($0) }) {
      throw YAMLError.unknownKey(location, name: unknown, known: allowed.sorted())
    }
    return Members(document: self, values: values)
  }

  func list() throws -> [JSONDocument] {
    guard case .array(let items) = value else {
      throw YAMLError.wrongKind(location, expected: LocalizedText(nl: "een lijst", en: "a list"))
    }
    return items.enumerated().map { child($1, "\($0)") }
  }

  func string() throws -> String {
    guard case .string(let text) = value else {
      throw YAMLError.wrongKind(location, expected: LocalizedText(nl: "tekst", en: "text"))
    }
    return text
  }

  func identifier() throws -> String {
    let text = try string()
    guard Identifier.isValid(text) else { throw AssessmentError.badIdentifier(location, text) }
    return text
  }

  /// A text or a number.
  func scalar() throws -> JSONValue {
    switch value {
    case .string, .number: return value
    default:
      throw YAMLError.wrongKind(location, expected: LocalizedText(nl: "tekst of een getal", en: "text or a number"))
    }
  }

  func seed() throws -> UInt64 {
    guard case .number(let number) = value, let seed = UInt64(exactly: number), seed <= Submission.largestSeed else {
      throw YAMLError.wrongKind(
        location, expected: LocalizedText(nl: "een geheel getal vanaf 0", en: "a whole number from 0"))
    }
    return seed
  }

  func pin() throws -> PackPin {
    let members = try members(allowing: ["name", "version", "digest"])
    return PackPin(
      name: try members.required("name").string(), version: try members.required("version").string(),
      digest: try members.required("digest").digest())
  }

  func digest() throws -> Digest {
    guard let digest = Digest(hex: try string()) else {
      throw YAMLError.wrongKind(location, expected: LocalizedText(nl: "een SHA-256 in hex", en: "a SHA-256 in hex"))
    }
    return digest
  }
}
