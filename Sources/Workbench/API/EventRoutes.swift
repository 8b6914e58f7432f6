import Application
import Essentials
import Foundation
import Hummingbird
import Synchronization

/// `GET /api/works/W/events`: what happens in a work, as server-sent events.
struct EventRoutes {
  /// Of a session: a browser opens six connections to a server at most, and the page needs some for itself. One more
  /// ends the oldest: that of a page which was loaded again is noticed only when it is written to.
  private static let mostStreams = 4
  private static let heartbeat: Duration = .seconds(15)

  let workplace: Workplace
  private let open = OpenStreams()

  init(workplace: Workplace) { self.workplace = workplace }

  func add(to group: RouterGroup<WorkbenchContext>) {
    group.get("/works/:work/events") { request, context in
      let account = try context.account()
      let session = context.identity?.csrfToken ?? ""
      let work = try context.path("work")
      let signals = try await workplace.listen(to: work, for: account)
      guard request.method == .get else { return Response(status: .noContent) }
      let (life, ending) = AsyncStream.makeStream(of: Never.self)
      let number = open.enter(session, most: Self.mostStreams) { ending.finish() }
      var headers = HTTPFields()
      headers[.contentType] = "text/event-stream; charset=utf-8"
      headers[.cacheControl] = "no-store"
      // Tells a proxy to pass on what comes at once.
      headers[named: "X-Accel-Buffering"] = "no"
      let token = SessionCookies.anySession(in: request)
      let isAlive: @Sendable () async -> Bool = {
        guard let token else { return true }
        let isIn = (try? await workplace.database.hasSession(token)) ?? true
        guard isIn else { return false }
        return (try? await workplace.mayOpen(work, by: account)) ?? true
      }
      return Response(
        status: .ok, headers: headers,
        body: ResponseBody { writer in
          defer { open.leave(session, number) }
          try await Self.write(signals, to: &writer, until: life, while: isAlive)
          try await writer.finish(nil)
        })
    }
  }

  /// Writes signals and heartbeats until the browser goes away, `life` or the session is over, or the server stops.
  private static func write(
    _ signals: AsyncStream<WorkSignal>, to writer: inout any ResponseBodyWriter, until life: AsyncStream<Never>,
    while isAlive: @escaping @Sendable () async -> Bool
  ) async throws {
    let (lines, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingOldest(512))
    let sources = Task {
      await withTaskGroup(of: Void.self) { group in
        group.addTask {
          for await signal in signals {
            let text = String(decoding: signal.data, as: UTF8.self)
            guard case .enqueued = continuation.yield("event: \(signal.name.rawValue)\ndata: \(text)\n\n") else {
              return
            }
          }
        }
        group.addTask {
          while await isAlive(), (try? await Task.sleep(for: heartbeat)) != nil { continuation.yield(": here\n\n") }
        }
        group.addTask { for await _ in life {} }
        // The first to end ends the stream: the session, the work's signals, or the stream itself.
        await group.next()
        group.cancelAll()
      }
      continuation.finish()
    }
    defer {
      sources.cancel()
      continuation.finish()
    }
    try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
    for await line in lines { try await writer.write(ByteBuffer(string: line)) }
  }
}

/// The streams that each session has open, oldest first.
private final class OpenStreams: Sendable {
  private struct Stream {
    var number: Int
    var end: @Sendable () -> Void
  }

  private let all = Mutex<(streams: [String: [Stream]], next: Int)>(([:], 0))

  /// - Returns: the number of the stream, for `leave`.
  func enter(_ session: String, most: Int, end: @escaping @Sendable () -> Void) -> Int {
    let (number, oldest) = all.withLock { all in
      all.next += 1
      var streams = all.streams[session, default: []]
      let oldest = streams.count >= most ? streams.removeFirst() : nil
      streams.append(Stream(number: all.next, end: end))
      all.streams[session] = streams
      return (all.next, oldest)
    }
    oldest?.end()
    return number
  }

  func leave(_ session: String, _ number: Int) {
    all.withLock { all in
      var streams = all.streams[session] ?? []
      streams.removeAll { $0.number == number }
      all.streams[session] = streams.isEmpty ? nil : streams
    }
  }
}

extension SessionCookies {
  /// The session's token, with or without TLS.
  fileprivate static func anySession(in request: Request) -> String? {
    SessionCookies(isSecure: true).session(in: request) ?? SessionCookies(isSecure: false).session(in: request)
  }
}
