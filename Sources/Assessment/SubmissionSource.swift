import Essentials
import Foundation
import Scenarios

/// The written form of a submission: `submission.yaml` beside its plans.
public struct SubmissionSource: Sendable {
  public enum Entry: Hashable, Sendable {
    case answer(exercise: String, SubmittedAnswer)
    /// Runs the plan that was last answered to the exercise.
    case run(exercise: String)
  }

  /// Id of the assignment.
  public var assignment: String
  public var pseudonym: String
  public var seed: UInt64
  public var entries: [Entry]
  public var location: Diagnostic.Location

  /// - Parameter plan: the bytes of a plan by its path beside the document.
  /// - Throws: `YAMLError` with file, line and key; `AssessmentError`; what `plan` throws.
  public init(_ document: YAMLDocument, plan: (String) throws -> Data) throws {
    let root = try document.mapping(allowing: ["assignment", "pseudonym", "seed", "entries"])
    assignment = try root.required("assignment").identifier()
    let name = try root.required("pseudonym")
    pseudonym = try name.string()
    if var problem = Pseudonym.problems(pseudonym).first(where: { $0.severity == .error }) {
      problem.location = name.location
      throw problem
    }
    seed = UInt64(try root["seed"]?.number(in: 0...Double(Submission.largestSeed)) ?? 0)
    let list = try root.required("entries")
    entries = try list.list().map { item in
      let members = try item.mapping(allowing: ["answer", "value", "plan", "reasoning", "run"])
      switch (members["answer"], members["run"]) {
      case (let answer?, nil):
        let file = try members["plan"].map { PlanFile(name: try $0.string(), data: try plan($0.string())).reduced }
        return .answer(
          exercise: try answer.identifier(),
          SubmittedAnswer(
            value: try members["value"]?.answer(), plan: file, reasoning: try members["reasoning"]?.string()))
      case (nil, let run?) where members.entries.count == 1: return .run(exercise: try run.identifier())
      default: throw AssessmentError.neitherAnswerNorRun(item.location)
      }
    }
    guard entries.count <= Submission.mostEntries else {
      throw AssessmentError.tooManyEntries(list.location, most: Submission.mostEntries)
    }
    location = document.location
  }

  /// Makes the submission, running what the source says was run.
  /// - Throws: `AssessmentError` for exercises that the assignment does not have and runs without a plan; what a run
  ///   throws.
  public func pack(
    _ assignment: Assignment, course: CoursePin, runner: any ScenarioRunning
  ) throws -> Submission {
    let bench = AssessmentBench(assignment: assignment, runner: runner)
    var history = SubmissionHistory([])
    for entry in entries {
      switch entry {
      case .answer(let exercise, let answer):
        try require(exercise, of: assignment)
        history.entries.append(.answered(exercise: exercise, answer))
      case .run(let exercise):
        try require(exercise, of: assignment)
        guard let plan = history.plan(of: exercise) else {
          throw AssessmentError.runWithoutPlan(location, exercise: exercise)
        }
        history.entries.append(.ran(exercise: exercise, try RunReceipt(bench.run(plan))))
      }
    }
    return Submission(
      course: course, assignment: AssignmentPin(assignment), pseudonym: pseudonym,
      seed: seed, packs: try runner.packs(for: assignment.scenario), entries: history.entries)
  }

  private func require(_ exercise: String, of assignment: Assignment) throws {
    guard assignment.exercise(exercise) != nil else {
      throw AssessmentError.unknownExercise(location, exercise, known: assignment.exercises.map(\.header.id))
    }
  }
}

extension YAMLDocument {
  /// A text or a number: what a submission may hold as an answer.
  fileprivate func answer() throws -> JSONValue {
    let value = try jsonValue()
    switch value {
    case .string, .number: return value
    default:
      throw YAMLError.wrongKind(location, expected: LocalizedText(nl: "tekst of een getal", en: "text or a number"))
    }
  }
}
