import Essentials
import Foundation
import Scenarios

/// Grades submissions of one assignment.
public struct Grader {
  private let bench: AssessmentBench
  private let course: CoursePin?
  private let explains: Bool

  /// - Parameters:
  ///   - course: the course that the assignment is from; nil accepts submissions for any.
  ///   - explains: whether to find out which measure did what, which takes a run for each kind of measure.
  public init(assignment: Assignment, course: CoursePin?, runner: any ScenarioRunning, explains: Bool = true) {
    self.init(bench: AssessmentBench(assignment: assignment, runner: runner), course: course, explains: explains)
  }

  init(bench: AssessmentBench, course: CoursePin?, explains: Bool) {
    self.bench = bench
    self.course = course
    self.explains = explains
  }

  private var assignment: Assignment { bench.assignment }

  /// Runs the plans anew and gives points; receipts in the submission are not believed (`SubmissionCheck` compares
  /// them).
  /// - Throws: `AssessmentError` for a submission of another course, assignment or pack; whatever stops a run for a
  ///   reason that is not the student's.
  public func grade(_ submission: Submission) throws -> Grade {
    let packs = try bench.packs()
    if let mismatch = submission.mismatches(assignment: assignment, course: course, packs: packs).first {
      throw mismatch
    }
    let exercises = try assignment.exercises.map { try Self.grade($0, submission, bench, explains: explains) }
    return Grade(
      assignment: AssignmentPin(assignment), course: course, packs: packs, engine: Engine.version,
      submission: try submission.digest(),
      pseudonym: submission.pseudonym, seed: submission.seed, exercises: exercises,
      points: Points.rounded(exercises.reduce(0) { $0 + $1.points }), maximum: assignment.maximum)
  }

  static func grade(
    _ exercise: some Exercise, _ submission: Submission, _ bench: AssessmentBench, explains: Bool
  ) throws -> ExerciseGrade {
    let header = exercise.header
    var grade = ExerciseGrade(
      exercise: header.id, version: header.version, kind: type(of: exercise).kind, title: header.title, state: .missing,
      points: 0, maximum: exercise.maximum, checks: [], problems: [])
    let history = submission.history
    guard let position = exercise.countedAnswer(in: history), history.entries.indices.contains(position),
      case .answered(_, let answer) = history.entries[position]
    else { return grade }
    grade.reasoning = answer.reasoning
    do {
      let attempt = Attempt(history: history, position: position, bench: bench, explains: explains)
      grade.checks = try exercise.checks(answer, exercise.prepare(seed: submission.seed), in: attempt)
      grade.state = .graded
      grade.points = Points.rounded(max(0, grade.checks.reduce(0) { $0 + $1.points }))
    } catch let invalid as InvalidAnswer {
      grade.state = .invalid
      grade.problems = invalid.problems
    }
    return grade
  }
}

extension Submission {
  /// Every way in which it was made for something else than what is at hand.
  func mismatches(assignment: Assignment, course: CoursePin?, packs: [PackPin]) -> [AssessmentError] {
    var found: [AssessmentError] = []
    if let course, self.course.name != course.name {
      found.append(.otherCourse(submitted: self.course, here: course))
    }
    let here = AssignmentPin(assignment)
    if self.assignment != here {
      found.append(.otherAssignment(submitted: self.assignment, of: self.course, here: here, course))
    }
    for pack in packs {
      let submitted = self.packs.first { $0.name == pack.name }
      if submitted != pack { found.append(.otherPack(submitted: submitted, here: pack)) }
    }
    let known = assignment.exercises.map(\.header.id)
    if self.assignment == here, let unknown = entries.map(\.exercise).first(where: { !known.contains($0) }) {
      found.append(.unknownExercise(.init(entry: Submission.mainFile), unknown, known: known))
    }
    return found
  }
}
