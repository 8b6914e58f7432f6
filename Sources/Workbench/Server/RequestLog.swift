import Hummingbird

/// One line for each request: when, which route, what came of it, how long it took. No address, query, name or code.
struct RequestLog: RouterMiddleware {
  typealias Context = WorkbenchContext

  func handle(
    _ request: Request, context: WorkbenchContext, next: (Request, WorkbenchContext) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    let response = try await next(request, context)
    let spent = (ContinuousClock.now - start).components
    context.logger.info(
      "request",
      metadata: [
        "method": "\(request.method)", "route": "\(context.endpointPath ?? "none")",
        "status": "\(response.status.code)",
        "ms": "\(spent.seconds * 1_000 + spent.attoseconds / 1_000_000_000_000_000)",
        "bytes": "\(response.body.contentLength ?? -1)",
      ])
    return response
  }
}
