import Application
import Classroom
import Essentials
import Foundation
import Hummingbird

extension WorkbenchContext {
  /// Who asks.
  /// - Throws: `Problem` 401 for a stranger.
  func account() throws -> Account {
    guard let identity else { throw Problem(.unauthorized, SessionError.missing) }
    return identity.account
  }

  /// A part of the path.
  func path(_ name: String) throws -> String {
    guard let text = parameters.get(name) else { throw WorkError.notFound }
    return text
  }

  /// A part of the path that is a SHA-256, without its ending.
  func digest(_ name: String, ending: String = "") throws -> Digest {
    let text = try path(name)
    guard text.hasSuffix(ending), let digest = Digest(hex: String(text.dropLast(ending.count))) else {
      throw WorkError.notFound
    }
    return digest
  }
}

extension Request {
  /// Of an ordinary request; files of GeoJSON may be larger than an operation but not than this.
  static let mostBytes = 4 << 20
  static let mostFileBytes = 2 << 20

  /// The JSON object in the body, with none but these members. No body is an empty object.
  /// - Throws: what is wrong with it, with line and key; `Problem` 413.
  func members(allowing names: Set<String>) async throws -> JSONDocument.Members {
    let data = try await bytes(upTo: Self.mostBytes)
    let document = data.isEmpty ? JSONDocument(value: .object([:])) : try JSONDocument(parsing: data)
    return try document.members(allowing: names)
  }

  func bytes(upTo most: Int) async throws -> Data {
    do { return Data(buffer: try await body.collect(upTo: most)) } catch let error as any HTTPResponseError
      where error.status == .contentTooLarge
    { throw BodyLimit.refusal(.contentTooLarge) }
  }

  /// A list in the address, separated by commas.
  func list(_ name: String) -> [String] {
    uri.queryParameters[Substring(name)].map { $0.split(separator: ",").map(String.init) } ?? []
  }

  func text(_ name: String) -> String? { uri.queryParameters[Substring(name)].map { String($0) } }

  func flag(_ name: String) -> Bool { ["true", "1"].contains(text(name) ?? "") }

  /// A number in the address.
  /// - Throws: `YAMLError.wrongKind` naming it.
  func number(_ name: String) throws -> Double {
    guard let number = text(name).flatMap(Double.init), number.isFinite else {
      throw YAMLError.wrongKind(.init(key: name), expected: LocalizedText(nl: "een getal", en: "a number"))
    }
    return number
  }
}

extension Response {
  /// JSON with dates as ISO 8601, not to be kept.
  static func answer(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .iso8601
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return file(try encoder.encode(value), type: "application/json; charset=utf-8", status: status)
  }

  static func file(
    _ data: Data, type: String, isImmutable: Bool = false, name: String? = nil, status: HTTPResponse.Status = .ok
  ) -> Response {
    var headers = HTTPFields()
    headers[.contentType] = type
    // Private: it belongs to a person who is logged in, not to a cache on the way.
    headers[.cacheControl] = isImmutable ? "private, max-age=31536000, immutable" : "no-store"
    if let name { headers[.contentDisposition] = "attachment; filename=\"\(name)\"" }
    return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: data)))
  }
}
