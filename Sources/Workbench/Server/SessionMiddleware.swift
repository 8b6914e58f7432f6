import Classroom
import Essentials
import Hummingbird

/// Finds out who asks, by the cookie of their session.
struct SessionMiddleware: RouterMiddleware {
  typealias Context = WorkbenchContext

  let database: ClassroomDatabase
  let cookies: SessionCookies

  func handle(
    _ request: Request, context: WorkbenchContext, next: (Request, WorkbenchContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    if let token = cookies.session(in: request) {
      if let account = try await database.account(session: token) {
        context.formToken = database.formToken(for: token)
        context.identity = .init(account: account, csrfToken: context.formToken)
        return try await next(request, context)
      }
      context.sessionHasEnded = true
    }
    // The forms for strangers are bound to a cookie that no other site can read or set in a way that we would take.
    let known = cookies.form(in: request)
    let form = known ?? SecureRandom.token()
    context.formToken = database.formToken(for: "stranger " + form)
    var response = try await next(request, context)
    if known == nil, !request.isForAPI, response.headers[.contentType]?.hasPrefix("text/html") == true {
      response.setCookie(cookies.form(form))
    }
    return response
  }
}

/// The two cookies. With TLS their names make the browser promise that they came from this very host over TLS.
struct SessionCookies: Sendable {
  let isSecure: Bool

  private var prefix: String { isSecure ? "__Host-" : "" }
  var sessionName: String { prefix + "twinbench" }
  var formName: String { prefix + "twinbench-form" }

  func session(in request: Request) -> String? { request.cookies[sessionName]?.value }

  func form(in request: Request) -> String? {
    request.cookies[formName].flatMap { $0.value.utf8.count == 43 ? $0.value : nil }
  }

  /// Gone when the browser closes: school PCs are shared.
  func session(_ token: String) -> Cookie { cookie(sessionName, token) }

  func form(_ token: String) -> Cookie { cookie(formName, token) }

  var ended: Cookie { cookie(sessionName, "ended", maxAge: 0) }

  /// The choice of language is no secret and may stay.
  func language(_ language: Language) -> Cookie {
    cookie(LanguageMiddleware.cookie, language.rawValue, maxAge: 365 * 24 * 3600)
  }

  private func cookie(_ name: String, _ value: String, maxAge: Int? = nil) -> Cookie {
    Cookie(name: name, value: value, maxAge: maxAge, path: "/", secure: isSecure, httpOnly: true, sameSite: .lax)
  }
}

/// Lets only people with a session through; the API of the workbench is for them.
struct RequireSession: RouterMiddleware {
  typealias Context = WorkbenchContext

  func handle(
    _ request: Request, context: WorkbenchContext, next: (Request, WorkbenchContext) async throws -> Response
  ) async throws -> Response {
    guard context.identity != nil else {
      throw Problem(.unauthorized, context.sessionHasEnded ? SessionError.expired : .missing)
    }
    return try await next(request, context)
  }
}
