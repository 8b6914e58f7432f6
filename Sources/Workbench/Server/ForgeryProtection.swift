import Essentials
import Foundation
import Hummingbird

/// Refuses requests that change something and that another site may have made a browser send: by what the browser says
/// of their origin, and by a token that only our own pages know. Forms bring it in the field `csrf`, programs in the
/// header `X-CSRF-Token`. Log-in and join forms too, or somebody could be made to work under another's name.
struct ForgeryProtection: RouterMiddleware {
  typealias Context = WorkbenchContext

  /// Of a form.
  private static let mostFormBytes = 64 << 10

  func handle(
    _ request: Request, context: WorkbenchContext, next: (Request, WorkbenchContext) async throws -> Response
  ) async throws -> Response {
    guard !request.isSafe else { return try await next(request, context) }
    guard Self.comesFromHere(request) else { throw Problem(.forbidden, SessionError.forged) }
    if request.isForAPI {
      guard let identity = context.identity else {
        throw Problem(.unauthorized, context.sessionHasEnded ? SessionError.expired : .missing)
      }
      guard ConstantTime.equal(request.headers[named: "X-CSRF-Token"] ?? "", identity.csrfToken) else {
        throw Problem(.forbidden, SessionError.forged)
      }
      return try await next(request, context)
    }
    let type = request.headers[.contentType]?.lowercased() ?? ""
    guard type.hasPrefix("application/x-www-form-urlencoded") else { throw Problem.plain(.unsupportedMediaType) }
    let body: ByteBuffer
    do { body = try await request.body.collect(upTo: Self.mostFormBytes) } catch let error as any HTTPResponseError {
      throw BodyLimit.refusal(error.status)
    }
    guard let text = String(validating: body.readableBytesView, as: UTF8.self), let form = FormFields(encoded: text)
    else { throw Problem.plain(.badRequest) }
    guard ConstantTime.equal(form["csrf"], context.formToken) else {
      // Who was logged out meanwhile gets the reason that helps.
      throw Problem(.forbidden, context.sessionHasEnded ? SessionError.expired : .forged)
    }
    var context = context
    context.form = form
    return try await next(request, context)
  }

  /// What a browser says about where a request comes from; programs say nothing.
  static func comesFromHere(_ request: Request) -> Bool {
    if let site = request.headers[named: "Sec-Fetch-Site"], site != "same-origin", site != "none" { return false }
    guard let origin = request.headers[.origin] else { return true }
    guard let separator = origin.range(of: "://") else { return false }
    let scheme = origin[..<separator.lowerBound]
    guard scheme == "http" || scheme == "https", let authority = request.head.authority else { return false }
    // The standard port may stand in one and not in the other.
    func plain(_ host: some StringProtocol) -> String {
      let standard = scheme == "https" ? ":443" : ":80"
      return (host.hasSuffix(standard) ? String(host.dropLast(standard.count)) : String(host)).lowercased()
    }
    return plain(origin[separator.upperBound...]) == plain(authority)
  }
}
