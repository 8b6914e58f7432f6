import Areas
import Classroom
import Essentials
import Foundation
import Jobs

/// The `submission.yaml` and plans of a work, in the order in which the server saw things happen.
///
/// A prediction stands before the first result that was shown, together with the plan that it was made for; the runs
/// that were asked for follow with their plans, then the last answers.
struct HandInSource: Sendable {
  /// Runs beyond this, counted from the last, are left out: each is computed again when the work is packed.
  static let mostRuns = 20

  /// A plan at a revision.
  struct PlanPlace: Hashable, Sendable {
    var plan: String
    var revision: Int

    var fileName: String { "\(plan)-\(revision).geojson" }
  }

  enum Entry: Hashable, Sendable {
    case value(exercise: String, JSONValue, reasoning: String?)
    case plan(exercise: String, PlanPlace, reasoning: String?)
    case run(exercise: String)
  }

  private(set) var entries: [Entry] = []
  private let record: WorkRecord

  /// - Parameter handed: the plan that is handed in, for exercises that were not answered with one.
  init(_ record: WorkRecord, handed: PlanPlace?) {
    self.record = record
    let designs = record.assignment.exercises.filter { $0.student.response.form == .plan }.map(\.student.id)
    let events = record.events
    let firstShown = events.firstIndex { $0.kind != .answer } ?? events.count
    add(events[..<firstShown])
    if firstShown < events.count {
      // Only what was predicted has to stand before a result; the plan of another exercise may not be drawn yet.
      for exercise in designs where predictions(about: exercise, in: events[..<firstShown]) {
        entries.append(.run(exercise: exercise))
      }
    }
    let runs = events[firstShown...].filter { $0.kind == .run }.compactMap(Self.place).suffix(Self.mostRuns)
    for place in runs {
      for exercise in designs { run(exercise, place) }
    }
    let last = events[firstShown...]
    add(last)
    for exercise in designs {
      let answered = events.last { $0.kind == .answer && $0.exercise == exercise }
      // A plan that is named when handing in is what is meant, where there is one exercise that it can be for.
      let place = (designs.count == 1 ? handed : nil) ?? answered.flatMap(Self.place) ?? handed
      guard let place else { continue }
      if let reasoning = answered?.reasoning {
        entries.append(.plan(exercise: exercise, place, reasoning: reasoning))
      } else {
        answer(exercise, with: place)
      }
    }
  }

  /// The plans that are spoken of.
  var places: [PlanPlace] {
    var seen: Set<PlanPlace> = []
    return entries.compactMap {
      if case .plan(_, let place, _) = $0, seen.insert(place).inserted { place } else { nil }
    }
  }

  /// The text of `submission.yaml`; JSON is YAML too.
  func document(assignment: String, pseudonym: String) throws -> Data {
    let list = entries.map { entry -> JSONValue in
      var form: [String: JSONValue] = [:]
      switch entry {
      case .value(let exercise, let value, let reasoning):
        form = ["answer": .string(exercise), "value": value]
        form["reasoning"] = reasoning.map { .string($0) }
      case .plan(let exercise, let place, let reasoning):
        form = ["answer": .string(exercise), "plan": .string(place.fileName)]
        form["reasoning"] = reasoning.map { .string($0) }
      case .run(let exercise): form = ["run": .string(exercise)]
      }
      return .object(form)
    }
    let root: JSONValue = [
      "assignment": .string(assignment), "pseudonym": .string(pseudonym), "seed": 0, "entries": .array(list),
    ]
    return try root.prettyData()
  }

  /// The last answer to each exercise among these events, in the order of the last ones.
  private mutating func add(_ events: ArraySlice<WorkEvent>) {
    for (index, event) in zip(events.indices, events) where event.kind == .answer {
      guard let id = event.exercise, let exercise = try? record.exercise(id),
        !events[(index + 1)...].contains(where: { $0.kind == .answer && $0.exercise == id })
      else { continue }
      let place = Self.place(event)
      if exercise.student.response.form == .plan {
        if let place { entries.append(.plan(exercise: id, place, reasoning: event.reasoning)) }
        continue
      }
      if let about = exercise.student.beforeRunOf, let place { answer(about, with: place) }
      if let text = event.value, let value = try? JSONDocument(parsing: Data(text.utf8)).value {
        entries.append(.value(exercise: id, value, reasoning: event.reasoning))
      }
    }
  }

  /// Names a plan as the answer to an exercise, unless it is that already.
  private mutating func answer(_ exercise: String, with place: PlanPlace) {
    let last = entries.last { if case .plan(exercise, _, _) = $0 { true } else { false } }
    if case .plan(_, place, _) = last { return }
    entries.append(.plan(exercise: exercise, place, reasoning: nil))
  }

  private mutating func run(_ exercise: String, _ place: PlanPlace) {
    answer(exercise, with: place)
    // The first result may have been of this very plan.
    if entries.last != .run(exercise: exercise) { entries.append(.run(exercise: exercise)) }
  }

  private func predictions(about exercise: String, in events: ArraySlice<WorkEvent>) -> Bool {
    record.predictions.contains { prediction in
      prediction.student.beforeRunOf == exercise && events.contains { $0.exercise == prediction.student.id }
    }
  }

  private static func place(_ event: WorkEvent) -> PlanPlace? {
    guard let plan = event.plan, let revision = event.revision else { return nil }
    return PlanPlace(plan: plan, revision: revision)
  }
}
