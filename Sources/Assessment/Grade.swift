import Essentials
import Foundation
import Scenarios

/// The result of a submission. The same submission, course and packs give the same bytes on every machine: no time,
/// host or path is in it.
public struct Grade: Codable, Hashable, Sendable {
  public var formatVersion = 1
  public var assignment: AssignmentPin
  public var course: CoursePin?
  public var packs: [PackPin]
  /// Version of the engine that ran the plans.
  public var engine: String
  /// SHA-256 of the submission's content.
  public var submission: Digest
  public var pseudonym: String
  public var seed: UInt64
  public var exercises: [ExerciseGrade]
  public var points: Double
  public var maximum: Double

  /// Canonical JSON (RFC 8785), which is what a hash of a grade is taken of.
  public func canonicalData() throws -> Data { try JSONValue(encoding: self).canonicalData() }

  public func digest() throws -> Digest { Digest.sha256(try canonicalData()) }
}

/// The result of one exercise.
public struct ExerciseGrade: Codable, Hashable, Sendable {
  public enum State: String, Codable, Sendable {
    case graded
    /// There is an answer, but it cannot be read or run; `problems` says why.
    case invalid
    /// There is no answer.
    case missing
  }

  public var exercise: String
  public var version: String
  public var kind: String
  public var title: LocalizedText
  public var state: State
  public var points: Double
  public var maximum: Double
  public var checks: [CheckResult]
  /// What is wrong with an invalid answer.
  public var problems: [Diagnostic]
  /// The student's reasoning, for a person to read.
  public var reasoning: String?
}

/// One thing that was looked at, with its points and the reason for them.
public struct CheckResult: Codable, Hashable, Sendable {
  public enum Verdict: String, Codable, Sendable {
    case met, partly, missed
    /// The difference is within the uncertainty of what was measured.
    case undecided
  }

  /// Numbers behind the reason, exact and in `unit`.
  public struct Measured: Codable, Hashable, Sendable {
    public var before: Double?
    public var after: Double
    /// The number that the points follow.
    public var judged: Double
    public var unit: String
    public var decimals: Int
    /// Differences smaller than this tell nothing, in `unit`.
    public var uncertainty: Double?
  }

  public var id: String
  public var title: LocalizedText
  /// Below zero where something was taken off.
  public var points: Double
  public var maximum: Double
  public var verdict: Verdict
  /// What was measured, what was aimed at, and what that earns.
  public var reason: LocalizedText
  /// What the author says about it.
  public var hint: LocalizedText?
  public var measured: Measured?
  /// What each kind of measure did, under the key `id` of this check.
  public var contributions: [Contribution]

  public init(
    id: String, title: LocalizedText, points: Double, maximum: Double, verdict: Verdict, reason: LocalizedText,
    hint: LocalizedText? = nil, measured: Measured? = nil, contributions: [Contribution] = []
  ) {
    self.id = id
    self.title = title
    self.points = points
    self.maximum = maximum
    self.verdict = verdict
    self.reason = reason
    self.hint = hint
    self.measured = measured
    self.contributions = contributions
  }
}

extension CheckResult.Verdict {
  /// By the share of the points that was earned.
  init(share: Double) { self = share >= 1 ? .met : share > 0 ? .partly : .missed }
}
