import Application
import Classroom
import Essentials

/// The courses and works of a workplace, as the pages need them.
struct WorkplaceDesk: AssignmentDesk {
  /// Between the course and the assignment in the id of an offer; neither may hold it.
  private static let separator: Character = "#"

  let workplace: Workplace

  func home(of student: Account) async throws -> [HomeAssignment] {
    var items: [HomeAssignment] = []
    for item in try await workplace.works(of: student) {
      let handIn = try await newestHandIn(of: item.work)
      items.append(
        HomeAssignment(
          classAssignment: item.classAssignment, title: item.title, courseTitle: item.courseTitle, work: item.work,
          state: Self.state(item.work, handIn), points: handIn.flatMap { Self.points($0, student.language) }))
    }
    return items
  }

  func begin(_ classAssignment: String, by student: Account) async throws -> String {
    try await workplace.begin(classAssignment, by: student)
  }

  func joinTeam(_ code: String, by student: Account) async throws -> String {
    try await workplace.join(teamCode: code, by: student)
  }

  func mayOpen(_ work: String, by account: Account) async throws -> Bool {
    try await workplace.mayOpen(work, by: account)
  }

  func courses() async throws -> [OfferedAssignment] {
    try await workplace.courses().courses.flatMap { course in
      course.assignments.map { assignment in
        OfferedAssignment(
          id: "\(course.name)\(Self.separator)\(assignment.id)", title: assignment.title, courseTitle: course.title)
      }
    }
  }

  func assign(_ offer: String, toClass id: String, by teacher: Account) async throws {
    let parts = offer.split(separator: Self.separator, maxSplits: 1).map(String.init)
    guard parts.count == 2 else { throw WorkError.courseNotShown(offer) }
    try await workplace.assign(parts[1], of: parts[0], toClass: id, by: teacher)
  }

  func given(toClass id: String) async throws -> [GivenAssignment] {
    guard let teacher = try await teacher(ofClass: id) else { return [] }
    var all: [GivenAssignment] = []
    for given in try await workplace.assignments(ofClass: id, for: teacher) {
      var progress: [String: GivenAssignment.Progress] = [:]
      for work in try await workplace.works(on: given.id, for: teacher) {
        let newest = work.handIns.last
        for member in work.members {
          progress[member.id] = .init(
            state: Self.state(work.id, newest), work: work.id,
            points: newest.flatMap { Self.points($0, teacher.language) })
        }
      }
      all.append(
        GivenAssignment(id: given.id, title: given.title, courseTitle: given.courseTitle, progress: progress))
    }
    return all
  }

  private func teacher(ofClass id: String) async throws -> Account? {
    guard let teacher = try await workplace.database.schoolClass(id)?.teacher else { return nil }
    return try await workplace.database.account(teacher)
  }

  private func newestHandIn(of work: String?) async throws -> WorkView.HandInHead? {
    guard let work, let newest = try await workplace.database.handIns(ofWork: work).last else { return nil }
    return .init(newest)
  }

  private static func state(_ work: String?, _ handIn: WorkView.HandInHead?) -> HomeAssignment.State {
    switch (work, handIn?.state) {
    case (nil, _): .new
    case (_, nil): .begun
    case (_, .graded): .graded
    default: .handedIn
    }
  }

  private static func points(_ handIn: WorkView.HandInHead, _ language: Language) -> String? {
    guard let points = handIn.points, let maximum = handIn.maximum else { return nil }
    func text(_ number: Double) -> String { number.text(decimals: number == number.rounded() ? 0 : 1, in: language) }
    return "\(text(points)) / \(text(maximum))"
  }
}
