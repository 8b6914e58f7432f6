import Assessment
import Classroom
import Courses
import Essentials
import Foundation
import Jobs

/// A course that is installed, with its assignments.
public struct InstalledCourse: Codable, Hashable, Sendable {
  public struct AssignmentHead: Codable, Hashable, Sendable {
    public var id: String
    public var title: LocalizedText
    /// Titles of its exercises.
    public var exercises: [LocalizedText]
  }

  /// `publisher/name@version`.
  public var name: String
  public var title: LocalizedText
  public var assignments: [AssignmentHead]
}

/// How far a work of a class is.
public struct ClassWork: Codable, Hashable, Sendable {
  public var id: String
  public var classAssignment: String
  public var members: [PersonView]
  public var answered: Int
  public var handIns: [WorkView.HandInHead]
}

extension Workplace {
  /// The installed courses, by name. One that cannot be opened is left out, with the reason among the problems.
  public func courses() async throws -> (courses: [InstalledCourse], problems: [Diagnostic]) {
    var courses: [InstalledCourse] = []
    var problems: [Diagnostic] = []
    for contents in try installation.packs()
    where contents.files.contains(where: { $0.path == CourseManifest.fileName }) {
      let name = "\(contents.identity.reference)"
      do {
        let view = try await shelf.course(name).view
        courses.append(
          InstalledCourse(
            name: name, title: view.title,
            assignments: view.assignments.map { assignment in
              .init(
                id: assignment.pin.id, title: assignment.title, exercises: assignment.exercises.map(\.student.title))
            }))
      } catch { problems.append(Diagnostic(from: error)) }
    }
    return (courses, problems)
  }

  /// Gives an assignment of an installed course to a class.
  /// - Parameter course: `publisher/name@version`.
  /// - Throws: `WorkError.notFound` for a class of another teacher, `.courseNotShown`.
  @discardableResult
  public func assign(
    _ assignment: String, of course: String, toClass id: String, by account: Account
  ) async throws -> ClassAssignment {
    try await requireTeacher(account, ofClass: id)
    let opened = try await shelf.course(course)
    let found = try opened.assignment(assignment)
    // Opened now, so that what is missing is said to the teacher and not to a class.
    _ = try await shelf.area(found.area)
    let contents = try installation.pack(course)
    let given = ClassAssignment(
      id: SecureRandom.identifier(), schoolClass: id, course: opened.view.pin.name,
      courseVersion: opened.view.pin.version, courseDigest: contents.identity.digest, assignment: assignment,
      assignmentDigest: found.pin.digest, title: found.title, courseTitle: opened.view.title, createdAt: Date())
    try await database.insert(given)
    return given
  }

  /// The assignments of a class, newest first.
  public func assignments(ofClass id: String, for account: Account) async throws -> [ClassAssignment] {
    try await requireTeacher(account, ofClass: id)
    return try await database.classAssignments(ofClass: id)
  }

  /// Closes an assignment, or opens it again.
  public func setClosed(_ isClosed: Bool, classAssignment id: String, by account: Account) async throws {
    guard let given = try await database.classAssignment(id) else { throw WorkError.notFound }
    try await requireTeacher(account, ofClass: given.schoolClass)
    try await database.close(classAssignment: id, at: isClosed ? Date() : nil)
  }

  /// The works on an assignment, with what was handed in.
  public func works(on classAssignment: String, for account: Account) async throws -> [ClassWork] {
    guard let given = try await database.classAssignment(classAssignment) else { throw WorkError.notFound }
    try await requireTeacher(account, ofClass: given.schoolClass)
    var works: [ClassWork] = []
    for work in try await database.works(onClassAssignment: classAssignment) {
      let members = try await database.members(ofWork: work.id).map { PersonView(id: $0.id, name: $0.name) }
      let answered = Set(
        try await database.events(ofWork: work.id).compactMap { $0.kind == .answer ? $0.exercise : nil })
      let handIns = try await database.handIns(ofWork: work.id)
      works.append(
        ClassWork(
          id: work.id, classAssignment: classAssignment, members: members, answered: answered.count,
          handIns: handIns.map { one in .init(one, by: members.first { $0.id == one.account }) }))
    }
    return works
  }

  private func requireTeacher(_ account: Account, ofClass id: String) async throws {
    guard account.role == .teacher, try await database.schoolClass(id)?.teacher == account.id else {
      throw WorkError.notFound
    }
  }
}
