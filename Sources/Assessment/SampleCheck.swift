import Essentials
import Scenarios

/// An answer that an exercise made up about itself, and the grade it should get.
public struct SampleAnswer: Sendable {
  public enum Expectation: Hashable, Sendable {
    case points(ClosedRange<Double>)
    case invalid
  }

  /// Such as `right` or `wrong-direction`.
  public var name: String
  /// All that a student would have done up to and with this answer.
  public var entries: [Submission.Entry]
  public var expectation: Expectation

  public init(_ name: String, _ entries: [Submission.Entry], _ expectation: Expectation) {
    self.name = name
    self.entries = entries
    self.expectation = expectation
  }
}

/// The answers that an exercise made up, and what it could not make.
public struct ExerciseSamples: Sendable {
  public var answers: [SampleAnswer]
  public var notes: [Diagnostic]

  public init(_ answers: [SampleAnswer], notes: [Diagnostic] = []) {
    self.answers = answers
    self.notes = notes
  }
}

/// Answers every exercise of an assignment right, wrong and invalidly, and looks at the grade.
public struct SampleCheck {
  /// How many samples were graded, and what is wrong.
  public struct Report: Sendable {
    public var graded: Int
    public var problems: [Diagnostic]
  }

  private let bench: AssessmentBench
  private let seed: UInt64

  public init(assignment: Assignment, runner: any ScenarioRunning, seed: UInt64 = 0) {
    bench = AssessmentBench(assignment: assignment, runner: runner)
    self.seed = seed
  }

  /// - Throws: whatever stops a run for a reason that is not in a sample.
  public func report() throws -> Report {
    var report = Report(graded: 0, problems: [])
    for exercise in bench.assignment.exercises { try add(exercise, to: &report) }
    return report
  }

  private func add(_ exercise: some Exercise, to report: inout Report) throws {
    let samples: ExerciseSamples
    do { samples = try exercise.samples(exercise.prepare(seed: seed), on: bench) } catch let invalid as InvalidAnswer {
      // The key itself cannot be run.
      report.problems += invalid.problems.map { problem in
        var problem = problem
        problem.location.file = problem.location.file ?? exercise.header.location.file
        return problem
      }
      return
    }
    report.problems += samples.notes
    for sample in samples.answers {
      let assignment = bench.assignment
      let submission = Submission(
        course: Self.course, assignment: AssignmentPin(assignment),
        pseudonym: "sample", seed: seed, packs: [], entries: sample.entries)
      let grade = try Grader.grade(exercise, submission, bench, explains: false)
      report.graded += 1
      if !sample.expectation.isMet(by: grade) {
        report.problems.append(AssessmentError.sample(exercise.header, sample, grade).diagnostic)
      }
    }
  }

  /// Samples stand for no course; nothing compares it.
  private static let course = CoursePin(name: "sample", version: "0")
}

extension SampleAnswer.Expectation {
  func isMet(by grade: ExerciseGrade) -> Bool {
    switch self {
    case .points(let range): grade.state == .graded && range.contains(grade.points)
    case .invalid: grade.state == .invalid
    }
  }

  var text: LocalizedText {
    switch self {
    case .points(let range):
      .each { language in
        let (low, high) = (Wording.number(range.lowerBound, language), Wording.number(range.upperBound, language))
        return low == high
          ? LocalizedText(nl: "\(low) punten", en: "\(low) points")[language]
          : LocalizedText(nl: "\(low) tot \(high) punten", en: "\(low) to \(high) points")[language]
      }
    case .invalid: LocalizedText(nl: "ongeldig", en: "invalid")
    }
  }
}
