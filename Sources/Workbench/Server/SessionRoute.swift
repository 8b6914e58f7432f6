import Classroom
import Essentials
import Hummingbird

/// `GET /api/session`: who the browser's code works for, and the token for its changes.
struct SessionRoute {
  let database: ClassroomDatabase

  struct Answer: Encodable {
    struct ClassName: Encodable {
      var id: String
      var name: String
    }

    var account: Account
    var csrfToken: String
    var schoolClass: ClassName?
  }

  func add(to group: RouterGroup<WorkbenchContext>) {
    group.get("/session") { _, context in
      guard let identity = context.identity else { throw Problem(.unauthorized, SessionError.missing) }
      let schoolClass = try await database.schoolClass(of: identity.account.id)
      return try Response.answer(
        Answer(
          account: identity.account, csrfToken: identity.csrfToken,
          schoolClass: schoolClass.map { .init(id: $0.id, name: $0.name) }))
    }
  }
}
