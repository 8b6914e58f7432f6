import Essentials

/// Looks at a submission before it is handed in: whether every exercise has an answer, every answer can be read and
/// every plan can stand in the area. It tells nothing about right and wrong.
public struct SubmissionReview {
  private let bench: AssessmentBench

  public init(assignment: Assignment, runner: any ScenarioRunning) {
    self.init(bench: AssessmentBench(assignment: assignment, runner: runner))
  }

  init(bench: AssessmentBench) { self.bench = bench }

  /// What a student would want to know, as warnings and notes; the key of the place begins with the exercise's id.
  /// - Throws: whatever stops a run for a reason that is not the student's.
  public func remarks(_ submission: Submission) throws -> [Diagnostic] {
    try bench.assignment.exercises.flatMap { try remarks($0, submission) }
  }

  private func remarks(_ exercise: some Exercise, _ submission: Submission) throws -> [Diagnostic] {
    let history = submission.history
    let id = exercise.header.id
    guard let position = exercise.countedAnswer(in: history), history.entries.indices.contains(position),
      case .answered(_, let answer) = history.entries[position]
    else { return [AssessmentError.noAnswerYet(id).diagnostic] }
    do {
      _ = try exercise.read(answer, exercise.prepare(seed: submission.seed))
      if let plan = answer.plan { _ = try bench.run(plan) }
      return []
    } catch let invalid as InvalidAnswer {
      return invalid.problems.map { problem in
        var remark = problem
        remark.severity = .warning
        remark.location.key = problem.location.key.map { "\(id): \($0)" } ?? id
        return remark
      }
    }
  }
}
