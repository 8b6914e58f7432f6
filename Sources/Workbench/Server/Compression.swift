import Hummingbird
import Synchronization

/// Compresses JSON that was made for this request. Pages are not: they hold the token of the form beside words of the
/// visitor, and the size of a compressed page would tell about the token. Files of the browser are compressed once, by
/// `WebAssets`.
struct Compression: RouterMiddleware {
  typealias Context = WorkbenchContext

  /// Less is not worth the time.
  private static let leastBytes = 1_024
  private static let types = ["application/json", "application/geo+json", "image/svg+xml"]

  func handle(
    _ request: Request, context: WorkbenchContext, next: (Request, WorkbenchContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    guard let type = response.headers[.contentType], Self.types.contains(where: type.hasPrefix),
      response.headers[.contentEncoding] == nil, request.method != .head
    else { return response }
    response.headers[.vary] = "Accept-Encoding"
    guard Self.accepts(request), let length = response.body.contentLength, length >= Self.leastBytes else {
      return response
    }
    let collected = Collected()
    try await response.body.write(Collector(collected: collected))
    let bytes = collected.bytes.withLock { $0 }
    guard let small = GZip.compress(bytes, level: 5) else {
      response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
      return response
    }
    response.headers[.contentEncoding] = "gzip"
    response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: small))
    response.headers[.contentLength] = String(small.count)
    return response
  }

  static func accepts(_ request: Request) -> Bool {
    (request.headers[.acceptEncoding] ?? "").split(separator: ",").contains { range in
      let parts = range.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
      return parts.first == "gzip" && !parts.dropFirst().contains { $0 == "q=0" || $0 == "q=0.0" }
    }
  }

  private final class Collected: Sendable {
    let bytes = Mutex<[UInt8]>([])
  }

  private struct Collector: ResponseBodyWriter {
    let collected: Collected

    mutating func write(_ buffer: ByteBuffer) async throws {
      collected.bytes.withLock { $0.append(contentsOf: buffer.readableBytesView) }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
  }
}
