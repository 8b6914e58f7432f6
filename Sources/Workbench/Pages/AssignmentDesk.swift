import Classroom
import Essentials

/// What the pages need of courses and works.
protocol AssignmentDesk: Sendable {
  /// What a student can work on, newest first.
  func home(of student: Account) async throws -> [HomeAssignment]
  /// Begins, or finds, the work of a student on an assignment of their class.
  /// - Returns: the work.
  func begin(_ classAssignment: String, by student: Account) async throws -> String
  /// Joins the team of a classmate.
  /// - Returns: the work.
  func joinTeam(_ code: String, by student: Account) async throws -> String
  /// Whether somebody may open a work: a member of it, or the teacher of its class.
  func mayOpen(_ work: String, by account: Account) async throws -> Bool
  /// The assignments of the installed courses.
  func courses() async throws -> [OfferedAssignment]
  /// Gives an assignment to a class.
  /// - Parameter offer: `OfferedAssignment.id`.
  func assign(_ offer: String, toClass id: String, by teacher: Account) async throws
  /// What a class was given, newest first.
  func given(toClass id: String) async throws -> [GivenAssignment]
}

/// An assignment on a student's own page.
struct HomeAssignment: Sendable {
  enum State: String, Sendable {
    case new, begun, handedIn, graded
  }

  var classAssignment: String
  var title: LocalizedText
  var courseTitle: LocalizedText
  var work: String?
  var state: State
  var points: String?
}

/// An assignment that a teacher can give.
struct OfferedAssignment: Sendable {
  var id: String
  var title: LocalizedText
  var courseTitle: LocalizedText
}

/// An assignment that a class has, with how far its students are.
struct GivenAssignment: Sendable {
  struct Progress: Sendable {
    var state: HomeAssignment.State
    var work: String?
    var points: String?
  }

  var id: String
  var title: LocalizedText
  var courseTitle: LocalizedText
  /// By account; who is absent has not begun.
  var progress: [String: Progress]
}
