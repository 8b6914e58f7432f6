import Classroom
import Essentials
import Foundation

/// A work that somebody may see, with everything that it is done on.
struct OpenedWork: Sendable {
  var work: Work
  var given: ClassAssignment
  /// Whether the person may change it.
  var canEdit: Bool
}

extension Workplace {
  /// A work for a member of it, or for the teacher of its class.
  /// - Throws: `WorkError.notFound` for everybody else.
  func open(_ id: String, for account: Account) async throws -> OpenedWork {
    guard let work = try await database.work(id),
      let given = try await database.classAssignment(work.classAssignment)
    else { throw WorkError.notFound }
    switch account.role {
    case .student:
      guard try await database.isMember(account.id, ofWork: id) else { throw WorkError.notFound }
      return OpenedWork(work: work, given: given, canEdit: given.closedAt == nil)
    case .teacher:
      guard try await database.schoolClass(given.schoolClass)?.teacher == account.id else { throw WorkError.notFound }
      return OpenedWork(work: work, given: given, canEdit: false)
    }
  }

  /// - Throws: `WorkError.notFound`, `.readOnly`, `.closed`.
  func openForChange(_ id: String, by account: Account) async throws -> OpenedWork {
    let opened = try await open(id, for: account)
    guard account.role == .student else { throw WorkError.readOnly }
    guard opened.canEdit else { throw WorkError.closed }
    return opened
  }

  /// A plan with its work.
  /// - Parameter deleted: whether it may have been thrown away.
  func openPlan(_ id: String, for account: Account, deleted: Bool = false) async throws -> (PlanHead, OpenedWork) {
    guard let head = try await database.plan(id), deleted || head.deletedAt == nil else { throw WorkError.notFound }
    return (head, try await open(head.work, for: account))
  }

  func openPlanForChange(
    _ id: String, by account: Account, deleted: Bool = false
  ) async throws -> (PlanHead, OpenedWork) {
    guard let head = try await database.plan(id), deleted || head.deletedAt == nil else { throw WorkError.notFound }
    return (head, try await openForChange(head.work, by: account))
  }

  /// The course of a work, as it was when it was given.
  func course(of given: ClassAssignment) async throws -> CourseShelf.Course {
    try await shelf.course("\(given.course)@\(given.courseVersion)")
  }

  func area(of given: ClassAssignment) async throws -> CourseShelf.Area {
    try await shelf.area(course(of: given).assignment(given.assignment).area)
  }
}

extension Workplace {
  /// Whether somebody may see a work.
  public func mayOpen(_ work: String, by account: Account) async throws -> Bool {
    do {
      _ = try await open(work, for: account)
      return true
    } catch WorkError.notFound { return false }
  }
}
