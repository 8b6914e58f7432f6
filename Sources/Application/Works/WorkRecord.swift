import Assessment
import Classroom
import Essentials
import Foundation
import Jobs

/// What was answered and shown in a work, read from its events.
struct WorkRecord: Sendable {
  var events: [WorkEvent]
  var assignment: CourseView.AssignmentView

  /// The exercises that must be answered before any result is shown.
  var predictions: [CourseView.ExerciseView] { assignment.exercises.filter { $0.student.beforeRunOf != nil } }

  /// Ids of the predictions that are still to be given.
  var withheldUntil: [String] {
    let answered = Set(events.compactMap { $0.kind == .answer ? $0.exercise : nil })
    // Once results were shown, hiding them again would help nobody.
    guard !hasShown else { return [] }
    return predictions.map(\.student.id).filter { !answered.contains($0) }
  }

  /// Whether a result of a plan has been shown.
  var hasShown: Bool { events.contains { $0.kind != .answer } }

  func exercise(_ id: String) throws -> CourseView.ExerciseView {
    guard let found = assignment.exercises.first(where: { $0.student.id == id }) else {
      throw WorkError.unknownExercise(id)
    }
    return found
  }

  func isLocked(_ exercise: CourseView.ExerciseView) -> Bool { exercise.student.beforeRunOf != nil && hasShown }

  /// The last answer to each exercise.
  func answers(by person: (String?) -> PersonView?) -> [String: WorkView.Answer] {
    var answers: [String: WorkView.Answer] = [:]
    for event in events where event.kind == .answer {
      guard let id = event.exercise, let exercise = try? exercise(id) else { continue }
      answers[id] = answer(event, to: exercise, by: person(event.account))
    }
    return answers
  }

  func answer(_ event: WorkEvent, to exercise: CourseView.ExerciseView, by person: PersonView?) -> WorkView.Answer {
    var plan: WorkView.PlanReference?
    if let id = event.plan, let revision = event.revision { plan = .init(id: id, revision: revision) }
    return WorkView.Answer(
      value: event.value.flatMap { try? JSONDocument(parsing: Data($0.utf8)).value }, plan: plan,
      reasoning: event.reasoning, at: event.at, by: person, locked: isLocked(exercise))
  }
}
