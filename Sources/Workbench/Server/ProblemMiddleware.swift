import Essentials
import Hummingbird

/// Turns what was thrown into an answer in words.
struct ProblemMiddleware: RouterMiddleware {
  typealias Context = WorkbenchContext

  let pages: PageRenderer

  func handle(
    _ request: Request, context: WorkbenchContext, next: (Request, WorkbenchContext) async throws -> Response
  ) async throws -> Response {
    do { return try await next(request, context) } catch {
      let problem = Problem(from: error)
      if problem.status.code >= 500 {
        // The text of an error may quote what somebody typed; its type and code do not.
        context.logger.error(
          "failed", metadata: ["code": "\(problem.diagnostic.code)", "error": "\(type(of: error))"])
        context.logger.debug("failed", metadata: ["reason": "\(error)"])
      }
      var response =
        request.isForAPI
        ? problem.document(in: context.language) : pages.problem(problem, request: request, context: context)
      for field in problem.headers { response.headers[field.name] = field.value }
      if problem.closesConnection { response = response.closing(context) }
      return response
    }
  }
}

extension Response {
  /// The same, after which the connection ends although the request may not have been read to its end. The other side
  /// gets a moment to read the answer: closing at once could take it away again.
  func closing(_ context: WorkbenchContext) -> Response {
    let body = body
    var response = Response(
      status: status, headers: headers,
      body: ResponseBody(contentLength: body.contentLength) { writer in
        try await body.write(writer)
        try? await Task.sleep(for: .seconds(1))
        context.closeConnection()
      })
    response.headers[.connection] = "close"
    return response
  }
}
