import Essentials
import Foundation

/// A kind of exercise: one type in one file of `Exercises/`, which answers the same questions for every kind. Prepare
/// a variant, show it to a student, read an answer, grade it, and produce answers of its own by which a course checks
/// itself.
///
/// The key `kind` of an exercise's file picks the type by `kind`; nothing else in the house knows a kind by name.
public protocol Exercise: Sendable {
  /// What an answer is once it has been read.
  associatedtype Answer: Sendable

  /// The value of the key `kind`.
  static var kind: String { get }
  /// The keys of the file beside those of `ExerciseHeader`.
  static var keys: Set<String> { get }

  var header: ExerciseHeader { get }
  /// The most points that can be earned.
  var maximum: Double { get }
  /// A plan that earns them, for exercises that are answered with a plan. Part of the key: never shown.
  var referencePlan: PlanFile? { get }

  /// What the plan may cost before points are lost, EUR; nil without such a limit. `view` tells it in words.
  var toldBudget: Double? { get }
  /// Numbers that a student may watch while working, with what earns all points. `view` tells them in words.
  var goals: [Goal] { get }

  /// - Parameters:
  ///   - members: the exercise's file; its keys are checked already.
  ///   - files: other files of the course, by path from its root.
  /// - Throws: `YAMLError`, `FormulaError`, `UnitError`, `AssessmentError`, with file and line.
  init(_ members: YAMLMapping, header: ExerciseHeader, files: (String) throws -> Data) throws

  /// What is wrong with the exercise in its assignment, without running anything.
  func check(_ surroundings: ExerciseSurroundings) -> [Diagnostic]

  /// The variant of one student.
  func prepare(seed: UInt64) -> ExerciseVariant

  /// What a student may see of it.
  func view(_ variant: ExerciseVariant) -> StudentView

  /// Which of the answers to this exercise counts: its place in the history; nil where there is none.
  func countedAnswer(in history: SubmissionHistory) -> Int?

  /// - Throws: `InvalidAnswer`, which says what is wrong with it.
  func parse(_ submitted: SubmittedAnswer, _ variant: ExerciseVariant) throws -> Answer

  /// - Throws: `InvalidAnswer`; whatever stops a run for a reason that is not the student's.
  func grade(_ answer: Answer, _ variant: ExerciseVariant, in attempt: Attempt) throws -> [CheckResult]

  /// Right, wrong and invalid answers, with the grade that each should get.
  func samples(_ variant: ExerciseVariant, on bench: AssessmentBench) throws -> ExerciseSamples
}

extension Exercise {
  public var referencePlan: PlanFile? { nil }
  public var toldBudget: Double? { nil }
  public var goals: [Goal] { [] }

  public func prepare(seed: UInt64) -> ExerciseVariant { ExerciseVariant(seed: seed) }

  /// The last one.
  public func countedAnswer(in history: SubmissionHistory) -> Int? { history.answers(to: header.id).last }

  /// Reads and grades the counted answer of an attempt.
  func checks(_ submitted: SubmittedAnswer, _ variant: ExerciseVariant, in attempt: Attempt) throws -> [CheckResult] {
    try grade(read(submitted, variant), variant, in: attempt)
  }

  /// The answer, with the reason for it where one is asked.
  /// - Throws: `InvalidAnswer`.
  func read(_ submitted: SubmittedAnswer, _ variant: ExerciseVariant) throws -> Answer {
    let reason = submitted.reasoning ?? ""
    if header.reasoning != nil, reason.allSatisfy(\.isWhitespace) {
      throw InvalidAnswer(AssessmentError.reasoningMissing)
    }
    return try parse(submitted, variant)
  }
}

/// What one student gets: so far the seed alone, from which a kind may draw its numbers.
public struct ExerciseVariant: Codable, Hashable, Sendable {
  public var seed: UInt64

  public init(seed: UInt64) { self.seed = seed }
}

extension Exercises {
  /// Reads one exercise of any kind.
  /// - Throws: `AssessmentError.unknownKind`, and what the kind's own reader throws.
  static func load(_ document: YAMLDocument, files: (String) throws -> Data) throws -> any Exercise {
    let kind = try document.mapping().required("kind")
    let name = try kind.string()
    guard let type = all.first(where: { $0.kind == name }) else {
      throw AssessmentError.unknownKind(kind.location, name: name, known: all.map { $0.kind })
    }
    let members = try document.mapping(allowing: ExerciseHeader.keys.union(type.keys))
    return try type.init(members, header: ExerciseHeader(members), files: files)
  }
}
