import Areas
import Classroom
import Essentials
import Foundation

extension Workplace {
  private static let mostPlans = 30
  private static let longestName = 60

  /// A new plan, empty or a copy.
  /// - Throws: `WorkError.badName`, `.tooManyPlans`, `.notFound`.
  public func makePlan(
    named name: String, copyOf original: String?, in work: String, by account: Account
  ) async throws -> WorkView.Plan {
    let opened = try await openForChange(work, by: account)
    let name = try Self.planName(name)
    let heads = try await database.plans(ofWork: work)
    guard heads.count < Self.mostPlans else { throw WorkError.tooManyPlans(most: Self.mostPlans) }
    let now = Date()
    let head = PlanHead(id: SecureRandom.identifier(), work: work, name: name, createdAt: now)
    var records: [PlanOperationRecord] = []
    var count = 0
    if let original {
      guard heads.contains(where: { $0.id == original && $0.deletedAt == nil }) else { throw WorkError.notFound }
      let measures = try await plans.plan(original, in: area(of: opened.given)).log.state.measures
      count = measures.count
      if !measures.isEmpty {
        let operation = PlanOperation.batch(measures.map { .place($0) })
        records = [
          PlanOperationRecord(
            plan: head.id, sequence: 1, operationID: "copy-\(head.id)", base: 0, account: account.id, at: now,
            operation: String(decoding: try operation.exchangeForm().canonicalData(), as: UTF8.self))
        ]
      }
    }
    try await database.insert(head, operations: records)
    await tell(head, "made")
    return WorkView.Plan(
      id: head.id, name: name, revision: records.count, measureCount: count, createdAt: now, updatedAt: now,
      isDeleted: false)
  }

  public func rename(plan id: String, to name: String, by account: Account) async throws {
    var (head, _) = try await openPlanForChange(id, by: account)
    head.name = try Self.planName(name)
    try await database.rename(plan: id, to: head.name)
    await tell(head, "renamed")
  }

  /// Throws a plan away; it can be brought back.
  /// - Throws: `WorkError.lastPlan`.
  public func delete(plan id: String, by account: Account) async throws {
    let (head, _) = try await openPlanForChange(id, by: account)
    guard try await database.setDeleted(plan: id, at: Date()) else { throw WorkError.lastPlan }
    await tell(head, "deleted")
  }

  public func restore(plan id: String, by account: Account) async throws {
    let (head, _) = try await openPlanForChange(id, by: account, deleted: true)
    _ = try await database.setDeleted(plan: id, at: nil)
    await tell(head, "restored")
  }

  /// A plan with its content and history.
  public func plan(_ id: String, for account: Account) async throws -> PlanDocument {
    let (head, opened) = try await openPlan(id, for: account)
    let live = try await plans.plan(id, in: area(of: opened.given))
    return PlanDocument(
      id: id, work: head.work, name: head.name, revision: live.revision,
      measures: try JSONDocument(parsing: PlanGeoJSON.data(of: live.log.state)).value,
      problems: live.review.problems, cost: CostView(live.review.cost), history: try await history(of: live))
  }

  /// A plan as a GeoJSON file, with its name.
  public func planFile(_ id: String, for account: Account) async throws -> (name: String, data: Data) {
    let (head, opened) = try await openPlan(id, for: account)
    let live = try await plans.plan(id, in: area(of: opened.given))
    return (head.name, try PlanGeoJSON.data(of: live.log.state))
  }

  /// Adds an operation to a plan; when this returns, it is on the disk.
  /// - Throws: `PlanError`, `WorkError`.
  public func append(
    _ operation: PlanOperation, id operationID: String, base: Int, to plan: String, by account: Account
  ) async throws -> AcceptedOperation {
    guard (8...64).contains(operationID.utf8.count), operationID.utf8.allSatisfy(\.isLetterDigitOrDash) else {
      throw WorkError.badIdentifier(String(operationID.prefix(80)))
    }
    let (head, opened) = try await openPlanForChange(plan, by: account)
    let area = try await area(of: opened.given)
    // A browser that goes away must not stop halfway between the disk and the others in the team.
    return try await Task {
      let (live, entry, isNew) = try await self.plans.append(
        operation, id: operationID, base: base, by: account.id, at: Date(), to: plan, in: area)
      let person = PersonView(id: account.id, name: account.name)
      let stamp = live.stamps[entry.sequence - 1]
      let view = EntryView(
        entry, by: stamp.account == account.id ? person : try await self.person(stamp.account), at: stamp.at,
        isUndone: live.log.isUndone(entry.sequence))
      if isNew {
        await self.signals.send(
          .operation,
          [
            "plan": .string(plan), "entry": try Self.json(view),
            "operation": try operation.exchangeForm(), "revision": .number(Double(entry.sequence)),
          ], to: head.work)
      }
      return AcceptedOperation(
        sequence: entry.sequence, revision: live.revision, entry: view, cost: CostView(live.review.cost),
        problems: live.review.problems, isNew: isNew)
    }.value
  }

  /// Adds the measures of a GeoJSON file as one batch. Ids that the plan has used are replaced.
  /// - Throws: `GeometryError`, `PlanError.badFeature`; as `append`.
  public func importPlan(_ data: Data, id operationID: String, to plan: String, by account: Account) async throws
    -> AcceptedOperation
  {
    let (_, opened) = try await openPlanForChange(plan, by: account)
    var measures = try PlanGeoJSON.measures(from: data, file: "plan.geojson")
    guard measures.count <= PlanDesk.mostMeasures else {
      throw WorkError.tooManyMeasures(most: PlanDesk.mostMeasures)
    }
    let live = try await plans.plan(plan, in: area(of: opened.given))
    var used = Set(live.log.entries.flatMap(\.operation.measures)).union(measures.map(\.id))
    var seen: Set<String> = []
    for index in measures.indices {
      let id = measures[index].id
      let isUsable = (1...64).contains(id.utf8.count) && id.utf8.allSatisfy(\.isLetterDigitOrDash)
      if isUsable, seen.insert(id).inserted, live.log.entries.isEmpty || !live.log.hasUsed(id) { continue }
      var number = 1
      while used.contains("import-\(live.revision)-\(number)") { number += 1 }
      measures[index].id = "import-\(live.revision)-\(number)"
      used.insert(measures[index].id)
    }
    return try await append(
      .batch(measures.map { .place($0) }), id: operationID, base: live.revision, to: plan, by: account)
  }

  /// What a client has not seen.
  public func operations(of plan: String, after revision: Int, for account: Account) async throws -> OperationsView {
    let (_, opened) = try await openPlan(plan, for: account)
    let live = try await plans.plan(plan, in: area(of: opened.given))
    let history = try await history(of: live)
    let missed = live.log.entries.dropFirst(max(0, revision))
    return OperationsView(
      revision: live.revision,
      entries: try missed.map {
        OperationsView.Item(entry: history[$0.sequence - 1], operation: try $0.operation.exchangeForm())
      })
  }

  private func history(of live: LivePlan) async throws -> [EntryView] {
    let names = try await database.names(of: Set(live.stamps.compactMap(\.account)))
    return zip(live.log.entries, live.stamps).map { entry, stamp in
      EntryView(
        entry, by: stamp.account.flatMap { id in names[id].map { PersonView(id: id, name: $0) } }, at: stamp.at,
        isUndone: live.log.isUndone(entry.sequence))
    }
  }

  func person(_ account: String?) async throws -> PersonView? {
    guard let account else { return nil }
    return try await database.names(of: [account])[account].map { PersonView(id: account, name: $0) }
  }

  private func tell(_ head: PlanHead, _ change: String) async {
    await signals.send(
      .plan, ["plan": .string(head.id), "change": .string(change), "name": .string(head.name)], to: head.work)
  }

  private static func planName(_ typed: String) throws -> String {
    let name = typed.trimmingCharacters(in: .whitespacesAndNewlines)
    let isVisible = name.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
      default: true
      }
    }
    guard (1...longestName).contains(name.unicodeScalars.count), isVisible else {
      throw WorkError.badName(most: longestName)
    }
    return name
  }
}
