import Application
import Classroom
import Essentials
import Hummingbird

/// What every group of pages works with.
struct PageTools: Sendable {
  let workplace: Workplace
  let renderer: PageRenderer
  let cookies: SessionCookies
  let limiter: RateLimiter
  let setUpWord: SetUpWord

  var database: ClassroomDatabase { workplace.database }
  var desk: AssignmentDesk { AssignmentDesk(workplace: workplace) }

  /// Lets somebody in: a new session, and on to their own page.
  func enter(_ account: Account, to path: String) async throws -> Response {
    var response = Response.seeOther(path)
    response.setCookie(cookies.session(try await database.beginSession(of: account.id)))
    response.setCookie(cookies.language(account.language))
    return response
  }

  /// - Throws: a redirect to the way in, or 404 for the other role: what a student may not see is not there.
  func require(_ role: Account.Role, _ context: WorkbenchContext) throws -> Account {
    guard let account = context.identity?.account else {
      throw Problem(.unauthorized, context.sessionHasEnded ? SessionError.expired : .missing)
    }
    guard account.role == role else { throw Problem.plain(.notFound) }
    return account
  }
}

/// The word in the terminal that shows that who makes the first account can see the server.
public struct SetUpWord: Sendable {
  public let text: String

  public init() { text = ReadableCode.random(length: ReadableCode.returnLength) }

  /// As a person reads it.
  public var grouped: String { ReadableCode.grouped(text) }

  func matches(_ typed: String) -> Bool {
    guard let code = ReadableCode.normalized(typed, length: ReadableCode.returnLength) else { return false }
    return ConstantTime.equal(code, text)
  }
}
