import Classroom
import Essentials
import Hummingbird

/// A desk without courses: a server on which nothing is installed.
struct NoAssignments: AssignmentDesk {
  func home(of student: Account) async throws -> [HomeAssignment] { [] }
  func begin(_ classAssignment: String, by student: Account) async throws -> String { throw Problem.plain(.notFound) }
  func joinTeam(_ code: String, by student: Account) async throws -> String { throw Problem.plain(.notFound) }
  func mayOpen(_ work: String, by account: Account) async throws -> Bool { true }
  func courses() async throws -> [OfferedAssignment] { [] }
  func assign(_ offer: String, toClass id: String, by teacher: Account) async throws { throw Problem.plain(.notFound) }
  func given(toClass id: String) async throws -> [GivenAssignment] { [] }
}
