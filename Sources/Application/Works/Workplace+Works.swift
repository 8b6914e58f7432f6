import Assessment
import Classroom
import Essentials
import Foundation

extension Workplace {
  /// Of the code with which a classmate joins; it only has to be unlike those of the same server.
  private static let teamCodeLength = 5

  /// What a student can do: the assignments of the class, with one's own work; for a teacher none.
  public func works(of account: Account) async throws -> [WorkListItem] {
    guard let schoolClass = try await database.schoolClass(of: account.id) else { return [] }
    let works = try await database.works(of: account.id)
    var items: [WorkListItem] = []
    for given in try await database.classAssignments(ofClass: schoolClass.id) {
      let work = works.first { $0.classAssignment == given.id }
      if work == nil, given.closedAt != nil { continue }
      var state: WorkListItem.State = work == nil ? .new : .begun
      if let work, try await !database.handIns(ofWork: work.id).isEmpty { state = .handedIn }
      if given.closedAt != nil { state = .closed }
      items.append(
        WorkListItem(
          classAssignment: given.id, title: given.title, courseTitle: given.courseTitle, work: work?.id, state: state))
    }
    return items
  }

  /// Begins an assignment of one's class; begun before, it is the work that is there.
  /// - Returns: the id of the work.
  /// - Throws: `WorkError.notFound` for an assignment of another class, `.closed`.
  public func begin(_ classAssignment: String, by account: Account) async throws -> String {
    guard let given = try await database.classAssignment(classAssignment),
      let schoolClass = try await database.schoolClass(of: account.id), schoolClass.id == given.schoolClass
    else { throw WorkError.notFound }
    if given.closedAt != nil {
      guard let known = try await database.works(of: account.id).first(where: { $0.classAssignment == given.id })
      else { throw WorkError.closed }
      return known.id
    }
    let now = Date()
    var work = Work(id: SecureRandom.identifier(), classAssignment: given.id, teamCode: "", createdAt: now)
    repeat {
      work.teamCode = ReadableCode.random(length: Self.teamCodeLength)
    } while try await database.work(teamCode: work.teamCode) != nil
    let plan = PlanHead(id: SecureRandom.identifier(), work: work.id, name: "Plan A", createdAt: now)
    return try await database.begin(work, plan: plan, by: account.id).id
  }

  /// Joins the team of a classmate.
  /// - Throws: `WorkError.noSuchTeam` also for a team of another class, `.ownWorkInUse`, `.closed`.
  public func join(teamCode typed: String, by account: Account) async throws -> String {
    guard let code = ReadableCode.normalized(typed, length: Self.teamCodeLength),
      let work = try await database.work(teamCode: code),
      let given = try await database.classAssignment(work.classAssignment),
      let schoolClass = try await database.schoolClass(of: account.id), schoolClass.id == given.schoolClass
    else { throw WorkError.noSuchTeam }
    guard given.closedAt == nil else { throw WorkError.closed }
    guard try await database.join(work, account: account.id, at: Date()) else { throw WorkError.ownWorkInUse }
    await signals.send(
      .member, ["id": .string(account.id), "name": .string(account.name)], to: work.id)
    return work.id
  }

  /// A work as its page shows it.
  public func work(_ id: String, for account: Account) async throws -> WorkView {
    let opened = try await open(id, for: account)
    let course = try await course(of: opened.given)
    let assignment = try course.assignment(opened.given.assignment)
    let area = try await shelf.area(assignment.area)
    let members = try await database.members(ofWork: id)
    let heads = try await database.plans(ofWork: id)
    let revisions = try await database.revisions(ofWork: id)
    var plans: [WorkView.Plan] = []
    for head in heads {
      let revision = revisions[head.id]
      let count = try await measureCount(head, in: area)
      plans.append(
        WorkView.Plan(
          id: head.id, name: head.name, revision: revision?.revision ?? 0, measureCount: count,
          createdAt: head.createdAt, updatedAt: revision?.at ?? head.createdAt, isDeleted: head.deletedAt != nil))
    }
    let events = try await database.events(ofWork: id)
    let handIns = try await database.handIns(ofWork: id)
    let names = try await database.names(
      of: Set(members.map(\.id) + events.compactMap(\.account) + handIns.compactMap(\.account)))
    func person(_ id: String?) -> PersonView? { id.flatMap { id in names[id].map { PersonView(id: id, name: $0) } } }
    let record = WorkRecord(events: events, assignment: assignment)
    return WorkView(
      id: id, title: opened.given.title, teamCode: opened.work.teamCode,
      members: members.map { PersonView(id: $0.id, name: $0.name) }, me: account.id, canEdit: opened.canEdit,
      isClosed: opened.given.closedAt != nil, assignment: assignment, lessons: course.view.lessons,
      courseTitle: course.view.title, areaDigest: area.digest, plans: plans,
      answers: record.answers(by: person), withheldUntil: record.withheldUntil,
      handIns: handIns.map { .init($0, by: person($0.account)) })
  }

  private func measureCount(_ head: PlanHead, in area: CourseShelf.Area) async throws -> Int {
    head.deletedAt == nil ? try await plans.plan(head.id, in: area).log.state.measures.count : 0
  }
}
