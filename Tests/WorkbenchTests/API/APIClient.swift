import Essentials
import Foundation
import FoundationNetworking

/// Speaks to the interface as the page does.
final class APIClient: Sendable {
  struct Answer: Sendable {
    var status: Int
    var data: Data
    var headers: [String: String]

    var body: JSONValue { (try? JSONValue(parsing: data)) ?? .null }
    var code: String? { body["code"]?.stringValue }
  }

  let address: String
  let token: String
  let csrf: String
  private let session: URLSession

  init(address: String, token: String) async throws {
    self.address = address
    self.token = token
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpCookieStorage = nil
    configuration.timeoutIntervalForRequest = 300
    session = URLSession(configuration: configuration)
    var request = URLRequest(url: try Self.url(address, "/session"))
    request.setValue("twinbench=\(token)", forHTTPHeaderField: "Cookie")
    let (data, _) = try await session.data(for: request)
    csrf = try JSONValue(parsing: data)["csrfToken"]?.stringValue ?? ""
  }

  func get(_ path: String) async throws -> Answer { try await send("GET", path, nil) }

  func post(_ path: String, _ body: JSONValue) async throws -> Answer {
    try await send("POST", path, body.canonicalData())
  }

  func send(_ method: String, _ path: String, _ body: Data?) async throws -> Answer {
    var request = self.request(try Self.url(address, path))
    request.httpMethod = method
    request.httpBody = body
    if method != "GET" { request.setValue(csrf, forHTTPHeaderField: "X-CSRF-Token") }
    let (data, response) = try await session.data(for: request)
    let http = response as? HTTPURLResponse
    var headers: [String: String] = [:]
    for (name, value) in http?.allHeaderFields ?? [:] { headers["\(name)".lowercased()] = "\(value)" }
    return Answer(status: http?.statusCode ?? 0, data: data, headers: headers)
  }

  func request(_ url: URL) -> URLRequest {
    var request = URLRequest(url: url)
    request.setValue("twinbench=\(token)", forHTTPHeaderField: "Cookie")
    request.setValue("en", forHTTPHeaderField: "Accept-Language")
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    return request
  }

  static func url(_ address: String, _ path: String) throws -> URL {
    guard let url = URL(string: "\(address)/api\(path)") else { throw URLError(.badURL) }
    return url
  }

  // MARK: Edits

  static func tree(_ id: String, _ place: (x: Double, y: Double)) -> JSONValue {
    [
      "place": [
        "type": "Feature", "id": .string(id),
        "geometry": ["type": "Point", "coordinates": [.number(place.x), .number(place.y)]],
        "properties": ["card": "tree", "cardVersion": "1.0.0"],
      ]
    ]
  }

  /// The text of a GeoJSON file with a tree for each geometry.
  static func file(_ geometries: [String]) -> String {
    let features = geometries.enumerated().map { index, geometry in
      #"{"type": "Feature", "id": "boom-\#(index)", "geometry": \#(geometry), "#
        + #""properties": {"card": "tree", "cardVersion": "1.0.0"}}"#
    }
    return #"{"type": "FeatureCollection", "features": [\#(features.joined(separator: ", "))]}"#
  }

  func edit(
    _ plan: String, _ operation: JSONValue, id: String = UUID().uuidString, base: Int = 0
  ) async throws -> Answer {
    try await post(
      "/plans/\(plan)/operations", ["id": .string(id), "base": .number(Double(base)), "operation": operation])
  }
}

/// The events of a work, as they come in.
final class EventListener: NSObject, URLSessionDataDelegate, Sendable {
  struct Event: Sendable {
    var name: String
    var data: JSONValue
  }

  let events: AsyncStream<Event>
  private let continuation: AsyncStream<Event>.Continuation
  private let text = Locked("")

  override init() {
    (events, continuation) = AsyncStream.makeStream()
  }

  func start(_ client: APIClient, work: String) throws -> URLSessionDataTask {
    let session = URLSession(configuration: .ephemeral, delegate: self, delegateQueue: nil)
    let task = session.dataTask(with: client.request(try APIClient.url(client.address, "/works/\(work)/events")))
    task.resume()
    return task
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let blocks = text.withLock { text -> [String] in
      text += String(decoding: data, as: UTF8.self)
      var blocks = text.components(separatedBy: "\n\n")
      text = blocks.removeLast()
      return blocks
    }
    for block in blocks {
      let lines = block.components(separatedBy: "\n")
      guard let name = lines.first(where: { $0.hasPrefix("event: ") }),
        let data = lines.first(where: { $0.hasPrefix("data: ") })
      else {
        // The first block says that the stream is open.
        if block.hasPrefix("retry:") { continuation.yield(Event(name: "open", data: .null)) }
        continue
      }
      let value = (try? JSONValue(parsing: Data(data.dropFirst(6).utf8))) ?? .null
      continuation.yield(Event(name: String(name.dropFirst(7)), data: value))
    }
  }

  func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
    continuation.finish()
  }
}

/// A value behind a lock.
final class Locked<Value>: @unchecked Sendable {
  private var value: Value
  private let lock = NSLock()

  init(_ value: Value) { self.value = value }

  func withLock<Answer>(_ body: (inout Value) -> Answer) -> Answer {
    lock.lock()
    defer { lock.unlock() }
    return body(&value)
  }
}
