import Application
import Classroom
import Essentials

/// What the pages need of courses and works, in the shape in which they show it.
struct AssignmentDesk: Sendable {
  let workplace: Workplace

  /// What a student can work on, newest first.
  func home(of student: Account) async throws -> [HomeAssignment] {
    var assignments: [HomeAssignment] = []
    for item in try await workplace.works(of: student) {
      var one = HomeAssignment(
        classAssignment: item.classAssignment, title: item.title, courseTitle: item.courseTitle, work: item.work,
        state: item.state.rawValue)
      if let work = item.work,
        let graded = try await workplace.database.handIns(ofWork: work).last(where: { $0.state == .graded })
      {
        one.points = graded.points
        one.maximum = graded.maximum
        if item.state == .handedIn { one.state = "graded" }
      }
      assignments.append(one)
    }
    return assignments
  }

  /// The assignments of the installed courses, and what is wrong with a course that cannot be given.
  func offers() async throws -> (offers: [OfferedAssignment], problems: [Diagnostic]) {
    let (courses, problems) = try await workplace.courses()
    let offers = courses.flatMap { course in
      course.assignments.map { assignment in
        OfferedAssignment(
          course: course.name, assignment: assignment.id, title: assignment.title, courseTitle: course.title)
      }
    }
    return (offers, problems)
  }

  /// Gives an assignment to a class.
  /// - Parameter offer: `OfferedAssignment.id`.
  /// - Throws: `WorkError`.
  func assign(_ offer: String, toClass id: String, by teacher: Account) async throws {
    let parts = offer.split(separator: "#", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { throw WorkError.notFound }
    try await workplace.assign(parts[1], of: parts[0], toClass: id, by: teacher)
  }

  /// What a class was given, newest first, with how far its students are.
  func given(toClass id: String, for teacher: Account) async throws -> [GivenAssignment] {
    var result: [GivenAssignment] = []
    for given in try await workplace.assignments(ofClass: id, for: teacher) {
      var progress: [String: GivenAssignment.Progress] = [:]
      for work in try await workplace.works(on: given.id, for: teacher) {
        let graded = work.handIns.last { $0.state == .graded }
        var one = GivenAssignment.Progress(work: work.id, state: "begun")
        if !work.handIns.isEmpty { one.state = graded == nil ? "handedIn" : "graded" }
        one.points = graded?.points
        one.maximum = graded?.maximum
        for member in work.members { progress[member.id] = one }
      }
      result.append(
        GivenAssignment(id: given.id, title: given.title, isClosed: given.closedAt != nil, progress: progress))
    }
    return result
  }
}

/// An assignment on a student's own page.
struct HomeAssignment: Sendable {
  var classAssignment: String
  var title: LocalizedText
  var courseTitle: LocalizedText
  var work: String?
  /// The last part of a key `page.state.…`.
  var state: String
  /// Of the newest work that was graded.
  var points: Double?
  var maximum: Double?
}

/// An assignment that a teacher can give.
struct OfferedAssignment: Sendable {
  /// `publisher/name@version`.
  var course: String
  var assignment: String
  var title: LocalizedText
  var courseTitle: LocalizedText

  var id: String { "\(course)#\(assignment)" }
}

/// An assignment that a class has.
struct GivenAssignment: Sendable {
  struct Progress: Sendable {
    var work: String
    /// The last part of a key `page.state.…`.
    var state: String
    var points: Double?
    var maximum: Double?
  }

  var id: String
  var title: LocalizedText
  var isClosed: Bool
  /// By account; who is absent has not begun.
  var progress: [String: Progress]
}
