import Classroom
import Essentials
import Foundation
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
      return try Response.json(
        Answer(
          account: identity.account, csrfToken: identity.csrfToken,
          schoolClass: schoolClass.map { .init(id: $0.id, name: $0.name) }))
    }
  }
}

extension Response {
  /// JSON with sorted keys, not to be kept.
  static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var headers = HTTPFields()
    headers[.contentType] = "application/json; charset=utf-8"
    headers[.cacheControl] = "no-store"
    return Response(
      status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: try encoder.encode(value))))
  }
}
