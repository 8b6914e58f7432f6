import Foundation

/// A browser as small as it can be: cookies, forms, and the bytes of an answer as they came. Every request is a
/// connection of its own over a real socket.
final class Visitor: @unchecked Sendable {
  struct Answer {
    var status: Int
    /// Lower-case names; several of one name are kept.
    var headers: [(name: String, value: String)]
    var body: String

    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
    func all(_ name: String) -> [String] { headers.filter { $0.name == name }.map(\.value) }

    /// The token of the first form.
    var token: String {
      body.firstMatch(of: /name="csrf" value="([^"]*)"/).map { String($0.1) } ?? ""
    }
  }

  struct Failure: Error {
    var reason: String
  }

  let port: Int
  /// Sent as `Host`, and as the origin of forms.
  var host: String
  var cookies: [String: String] = [:]

  init(port: Int) {
    self.port = port
    host = "127.0.0.1:\(port)"
  }

  func get(_ path: String, _ headers: [(String, String)] = []) async throws -> Answer {
    try await send("GET", path, headers: headers)
  }

  /// Sends a form as a browser does, with the token of a page that it looks at first.
  func post(_ path: String, _ fields: [String: String], from page: String, headers: [(String, String)] = [])
    async throws
    -> Answer
  {
    let token = try await get(page).token
    return try await submit(path, fields.merging(["csrf": token]) { own, _ in own }, headers: headers)
  }

  /// Sends a form just as it is.
  func submit(_ path: String, _ fields: [String: String], headers: [(String, String)] = []) async throws -> Answer {
    func encoded(_ text: String) -> String {
      text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
    let body = fields.sorted { $0.key < $1.key }.map { "\(encoded($0.key))=\(encoded($0.value))" }
      .joined(separator: "&")
    let type = ("Content-Type", "application/x-www-form-urlencoded")
    return try await send("POST", path, headers: [type] + headers, body: Array(body.utf8))
  }

  func send(
    _ method: String, _ path: String, headers: [(String, String)] = [], body: [UInt8] = []
  ) async throws -> Answer {
    var all = headers
    if !body.isEmpty || method == "POST" { all.append(("Content-Length", "\(body.count)")) }
    let answer = try await raw(head(method, path, headers: all), [body]).answer
    for cookie in answer.all("set-cookie") {
      let parts = cookie.split(separator: ";")[0].split(separator: "=", maxSplits: 1).map(String.init)
      cookies[parts[0]] = cookie.contains("Max-Age=0") ? nil : parts[1]
    }
    return answer
  }

  func head(_ method: String, _ path: String, headers: [(String, String)]) -> String {
    var lines = ["\(method) \(path) HTTP/1.1", "Host: \(host)", "Connection: close"]
    if !cookies.isEmpty {
      lines.append(
        "Cookie: " + cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; "))
    }
    lines += headers.map { "\($0.0): \($0.1)" }
    return lines.joined(separator: "\r\n") + "\r\n\r\n"
  }

  /// Writes a request piece by piece until the server has had enough, then reads the answer to its end.
  /// - Returns: the answer, and how many bytes of the pieces the server took.
  func raw(_ head: String, _ pieces: some Sequence<[UInt8]> & Sendable) async throws -> (answer: Answer, taken: Int) {
    let port = port
    return try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(with: Result { try Self.exchange(port: port, head: head, pieces: pieces) })
      }
    }
  }

  private static func exchange(
    port: Int, head: String, pieces: some Sequence<[UInt8]>
  ) throws -> (answer: Answer, taken: Int) {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard socket >= 0 else { throw Failure(reason: "no socket") }
    defer { close(socket) }
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { throw Failure(reason: "not connected") }
    var taken = 0
    if write(Array(head.utf8), to: socket) {
      for piece in pieces {
        // An answer before the end of the request means that the server has had enough.
        var poll = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        if taken > 0, Glibc.poll(&poll, 1, 0) > 0 { break }
        guard write(piece, to: socket) else { break }
        taken += piece.count
      }
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return (try parse(bytes), taken)
  }

  private static func write(_ bytes: [UInt8], to socket: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  private static func parse(_ bytes: [UInt8]) throws -> Answer {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let end = text.range(of: "\r\n\r\n") else { throw Failure(reason: "no answer: \(text.prefix(200))") }
    let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
    let status = lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    let headers = lines.dropFirst().map { line -> (name: String, value: String) in
      let parts = line.split(separator: ":", maxSplits: 1)
      return (parts[0].lowercased(), parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : "")
    }
    return Answer(status: status, headers: headers, body: String(text[end.upperBound...]))
  }
}
