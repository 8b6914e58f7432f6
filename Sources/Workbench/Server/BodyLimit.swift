import Essentials
import Hummingbird
import Synchronization

/// Refuses requests that are too large or too slow, without reading more of them than the limit.
struct BodyLimit: RouterMiddleware {
  typealias Context = WorkbenchContext

  let mostBytes: Int
  let mostSeconds: Int

  func handle(
    _ request: Request, context: WorkbenchContext, next: (Request, WorkbenchContext) async throws -> Response
  ) async throws -> Response {
    let declared = request.headers[.contentLength].flatMap { Int($0) }
    let isChunked = request.headers[.transferEncoding] != nil
    guard declared ?? 0 > 0 || isChunked else { return try await next(request, context) }
    guard declared ?? 0 <= mostBytes else { throw Self.refusal(.contentTooLarge) }
    var request = request
    let progress = Reading()
    request.body = RequestBody(
      asyncSequence: Limited(base: request.body, mostBytes: mostBytes, mostSeconds: mostSeconds, progress: progress))
    let response = try await next(request, context)
    // What nobody asked for is not read to its end either, unless it is known to be little.
    return isChunked && !progress.isWhole ? response.closing(context) : response
  }

  static func refusal(_ status: HTTPResponse.Status) -> Problem {
    var problem = Problem.plain(status)
    problem.closesConnection = true
    return problem
  }

  private final class Reading: Sendable {
    private let whole = Atomic<Bool>(false)

    var isWhole: Bool { whole.load(ordering: .relaxed) }

    func end() { whole.store(true, ordering: .relaxed) }
  }

  /// The body, until it has had its bytes or its time.
  private struct Limited: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let base: RequestBody
    let mostBytes: Int
    let mostSeconds: Int
    let progress: Reading

    struct AsyncIterator: AsyncIteratorProtocol {
      var base: RequestBody.AsyncIterator
      var bytesLeft: Int
      let deadline: ContinuousClock.Instant
      let progress: Reading

      mutating func next() async throws -> ByteBuffer? {
        guard let buffer = try await base.next() else {
          progress.end()
          return nil
        }
        bytesLeft -= buffer.readableBytes
        guard bytesLeft >= 0 else { throw BodyLimit.refusal(.contentTooLarge) }
        guard ContinuousClock.now < deadline else { throw BodyLimit.refusal(.requestTimeout) }
        return buffer
      }
    }

    func makeAsyncIterator() -> AsyncIterator {
      AsyncIterator(
        base: base.makeAsyncIterator(), bytesLeft: mostBytes, deadline: .now + .seconds(mostSeconds),
        progress: progress)
    }
  }
}
