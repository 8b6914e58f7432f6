import Areas
import Assessment
import Classroom
import Essentials
import Foundation
import Jobs
import ModelKit
import Scenarios

/// A plan's effect with the revision that it is of.
public struct PreviewView: Codable, Sendable {
  public var revision: Int
  public var view: PlanView
}

/// The answer to a question that may take long.
public enum Computed<Answer: Sendable>: Sendable {
  case ready(Answer)
  case computing(Essentials.Progress)
}

extension Workplace {
  private static let previewDeadline: Duration = .seconds(60)
  private static let runDeadline: Duration = .seconds(900)
  private static let cellDeadline: Duration = .seconds(120)
  private static let baselinePatience: Duration = .seconds(2)

  /// A quick evaluation of the newest state of a plan, whatever revision was asked for. Of the requests that wait, one
  /// computes and the others take its answer.
  /// - Throws: `WorkError.withheld`.
  public func preview(of plan: String, layers: [String], for account: Account) async throws -> PreviewView {
    let (head, opened) = try await openPlan(plan, for: account)
    let scene = try await scene(of: opened)
    try await requireShown(scene, work: head.work)
    let layers = try scene.layers(layers)
    return try await previews(plan).inTurn {
      let live = try await self.plans.plan(plan, in: scene.area)
      let job = try self.job(live.log.state, scene, .preview, layers: layers, frames: false, explains: false)
      let view = try await self.evaluations.view(job, on: .preview, deadline: Self.previewDeadline)
      if account.role == .student {
        try await self.order(head.work).inTurn {
          try await self.requireShown(scene, work: head.work)
          try await self.shown.record(
            previewOf: plan, revision: live.revision, work: head.work, account: account.id)
        }
      }
      return PreviewView(revision: live.revision, view: view)
    }
  }

  /// Asks for a full run of a plan as it is now.
  /// - Throws: `WorkError.withheld`, `.busy`.
  public func requestRun(
    of plan: String, layers: [String], frames: Bool, by account: Account
  ) async throws -> RunView {
    let (head, opened) = try await openPlan(plan, for: account)
    guard account.role == .student else { throw WorkError.readOnly }
    let scene = try await scene(of: opened)
    try await requireShown(scene, work: head.work)
    let live = try await plans.plan(plan, in: scene.area)
    let job = try job(
      live.log.state, scene, scene.assignment.runLevel, layers: scene.layers(layers), frames: frames, explains: true)
    return try await runs.request(job, plan: plan, revision: live.revision, work: head.work)
  }

  /// How a run is doing. A run of before the server's last start is known by its record.
  public func run(_ id: String, for account: Account) async throws -> RunView {
    let (plan, revision) = try Self.parts(ofRun: id)
    let (head, _) = try await openPlan(plan, for: account)
    if let known = await runs.view(id) { return known }
    let isRecorded = try await database.events(ofWork: head.work).contains {
      $0.kind == .run && $0.plan == plan && $0.revision == revision
    }
    guard isRecorded else { throw WorkError.notFound }
    return RunView(
      id: id, plan: plan, revision: revision, state: .done, fraction: 1,
      message: LocalizedText(nl: "Klaar", en: "Done"), waitingBefore: 0, diagnostic: nil)
  }

  /// The result of a run, with every indicator explained.
  /// - Throws: `WorkError.planNotRun` for a run that is not done.
  public func result(ofRun id: String, layers: [String], frames: Bool, for account: Account) async throws -> PlanView {
    let run = try await run(id, for: account)
    guard run.state == .done else { throw run.diagnostic ?? WorkError.planNotRun.diagnostic }
    let (_, opened) = try await openPlan(run.plan, for: account)
    let scene = try await scene(of: opened)
    let plan = try await plans.measures(of: run.plan, at: run.revision, in: scene.area)
    let job = try job(
      plan, scene, scene.assignment.runLevel, layers: scene.layers(layers), frames: frames, explains: true)
    return try await evaluations.view(job, on: .run, deadline: Self.runDeadline)
  }

  /// The newest finished run of a plan.
  /// - Throws: `WorkError.planNotRun`.
  public func newestRun(of plan: String, for account: Account) async throws -> NewestRun {
    let (head, opened) = try await openPlan(plan, for: account)
    let live = try await plans.plan(plan, in: area(of: opened.given))
    let revisions = try await database.events(ofWork: head.work).compactMap {
      $0.kind == .run && $0.plan == plan ? $0.revision : nil
    }
    guard let revision = revisions.max() else { throw WorkError.planNotRun }
    return NewestRun(
      run: RunDesk.id(plan: plan, revision: revision), revision: revision, isCurrent: revision == live.revision)
  }

  /// The situation without measures; computed once for everybody.
  public func baseline(
    of work: String, layers: [String], frames: Bool, for account: Account
  ) async throws -> Computed<PlanView> {
    let opened = try await open(work, for: account)
    let scene = try await scene(of: opened)
    let job = try job(
      Plan(id: "now"), scene, scene.assignment.runLevel, layers: scene.layers(layers), frames: frames, explains: true)
    if let known = try await evaluations.known(job) { return .ready(known) }
    // Who goes away does not stop it for the others of the class.
    let task = Task { try await self.evaluations.view(job, on: .run, deadline: Self.runDeadline) }
    // Most answers come from the cache of runs within this time; who waits longer is told how far it is.
    let limit = ContinuousClock.now + Self.baselinePatience
    repeat {
      try await Task.sleep(for: .milliseconds(50))
      if let known = try await evaluations.known(job) { return .ready(known) }
      // Ended without an answer: this says why.
      if try await evaluations.progress(of: job) == nil { return .ready(try await task.value) }
    } while ContinuousClock.now < limit
    let progress = try await evaluations.progress(of: job)
    return .computing(
      progress
        ?? Essentials.Progress(fraction: 0, step: LocalizedText(nl: "Wordt doorgerekend", en: "Is being computed")))
  }

  /// Everything that is known of a cell. While results are withheld, only of how it is now.
  /// - Parameter level: `preview` or `run`; nil for a preview.
  /// - Throws: `WorkError.planNotRun` for the level of a run that was not made.
  public func cell(
    of plan: String, x: Double, y: Double, level: String?, for account: Account
  ) async throws -> CellReading {
    guard let level = level.map({ Level(rawValue: $0) }) ?? .preview else {
      throw YAMLError.wrongKind(.init(key: "level"), expected: LocalizedText(verbatim: "preview, run"))
    }
    let (head, opened) = try await openPlan(plan, for: account)
    let scene = try await scene(of: opened)
    let isWithheld = try await !withheld(scene, work: head.work).isEmpty
    let live = try await plans.plan(plan, in: scene.area)
    let measures = isWithheld ? Plan(id: "now") : live.log.state
    // Reading a cell is quick where the run is there; it must not become a full run before which others wait.
    if level == .run, !measures.measures.isEmpty {
      let isRun = try await database.events(ofWork: head.work).contains {
        $0.kind == .run && $0.plan == plan && $0.revision == live.revision
      }
      guard isRun else { throw WorkError.planNotRun }
    }
    let job = ReadCellJob(
      packs: scene.area.packs, events: scene.assignment.events, parameters: scene.assignment.parameters, level: level,
      plan: try PlanGeoJSON.data(of: measures), x: x, y: y, cacheFolder: installation.cacheFolder.path)
    var reading: CellReading = try await workers.perform(
      .readCell(job), on: .preview, deadline: Self.cellDeadline
    ) { _ in }
    if isWithheld {
      reading.hideAfter()
    } else if account.role == .student, !measures.measures.isEmpty {
      // One cell tells as much about a plan as its preview: who has read it cannot predict any more.
      try await order(head.work).inTurn {
        try await self.requireShown(scene, work: head.work)
        try await self.shown.record(
          previewOf: plan, revision: live.revision, work: head.work, account: account.id)
      }
    }
    return reading
  }

  // MARK: What it is done on

  /// The assignment of a work with its area.
  struct Scene: Sendable {
    var assignment: CourseView.AssignmentView
    var area: CourseShelf.Area

    /// Layers to be drawn, each once, in one order.
    /// - Throws: `WorkError.unknownLayer`.
    func layers(_ asked: [String]) throws -> [String] {
      let known = area.view.layers.map(\.id)
      for layer in asked where !known.contains(layer) { throw WorkError.unknownLayer(layer, known: known) }
      return known.filter(Set(asked).contains)
    }
  }

  func scene(of opened: OpenedWork) async throws -> Scene {
    let assignment = try await course(of: opened.given).assignment(opened.given.assignment)
    return Scene(assignment: assignment, area: try await shelf.area(assignment.area))
  }

  private func withheld(_ scene: Scene, work: String) async throws -> [String] {
    guard scene.assignment.exercises.contains(where: { $0.student.beforeRunOf != nil }) else { return [] }
    return WorkRecord(events: try await database.events(ofWork: work), assignment: scene.assignment).withheldUntil
  }

  func requireShown(_ scene: Scene, work: String) async throws {
    let missing = try await withheld(scene, work: work)
    guard missing.isEmpty else {
      let titles = try missing.map { id in
        try WorkRecord(events: [], assignment: scene.assignment).exercise(id).student.title
      }
      throw WorkError.withheld(missing, titles: titles)
    }
  }

  private func job(
    _ plan: Plan, _ scene: Scene, _ level: Level, layers: [String], frames: Bool, explains: Bool
  ) throws -> EvaluatePlanJob {
    EvaluatePlanJob(
      packs: scene.area.packs, events: scene.assignment.events, parameters: scene.assignment.parameters, level: level,
      plan: try PlanGeoJSON.data(of: plan), layers: layers, frames: frames, explains: explains,
      goals: scene.assignment.goals, viewFolder: try installation.viewFolder.path,
      cacheFolder: installation.cacheFolder.path)
  }

  private static func parts(ofRun id: String) throws -> (plan: String, revision: Int) {
    let parts = id.split(separator: "-", maxSplits: 1)
    guard parts.count == 2, let revision = Int(parts[1]), revision >= 0 else { throw WorkError.notFound }
    return (String(parts[0]), revision)
  }
}

/// Where the newest result of a plan is.
public struct NewestRun: Codable, Hashable, Sendable {
  public var run: String
  public var revision: Int
  /// Whether nothing was changed since.
  public var isCurrent: Bool
}

extension CourseView.AssignmentView {
  /// What its exercises look at, by `EXERCISE/GOAL`.
  var goals: [String: Goal] {
    exercises.reduce(into: [:]) { goals, exercise in
      for goal in exercise.goals { goals["\(exercise.student.id)/\(goal.id)"] = goal }
    }
  }

  /// The level on which it is graded.
  var runLevel: Level { Level(rawValue: level) ?? .run }
}

extension CellReading {
  /// Leaves only what is there without the plan.
  fileprivate mutating func hideAfter() {
    landCoverAfter = landCoverBefore
    for index in surroundings.indices { surroundings[index].after = nil }
    for part in parts.indices {
      for index in parts[part].values.indices { parts[part].values[index].after = nil }
      for index in parts[part].terms.indices { parts[part].terms[index].after = nil }
      parts[part].change = nil
      for hour in parts[part].hours.indices {
        parts[part].hours[hour].after = nil
        parts[part].hours[hour].stateAfter = nil
        for index in parts[part].hours[hour].terms.indices { parts[part].hours[hour].terms[index].after = nil }
      }
    }
  }
}
