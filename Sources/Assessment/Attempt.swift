import Essentials
import Scenarios

/// What a student did, in order.
public struct SubmissionHistory: Hashable, Sendable {
  public var entries: [Submission.Entry]

  public init(_ entries: [Submission.Entry]) { self.entries = entries }

  /// Places of the answers to an exercise.
  public func answers(to exercise: String) -> [Int] {
    entries.indices.filter { if case .answered(exercise, _) = entries[$0] { true } else { false } }
  }

  /// Places of the runs of an exercise's plan.
  public func runs(of exercise: String) -> [Int] {
    entries.indices.filter { if case .ran(exercise, _) = entries[$0] { true } else { false } }
  }

  /// The last plan answered to an exercise before a place in the history.
  /// - Parameter end: nil looks at all of it.
  public func plan(of exercise: String, before end: Int? = nil) -> PlanFile? {
    for entry in entries[..<(end ?? entries.count)].reversed() {
      if case .answered(exercise, let answer) = entry, let plan = answer.plan { return plan }
    }
    return nil
  }
}

/// One answer being graded, with what surrounds it.
public struct Attempt {
  public let history: SubmissionHistory
  /// The place of the counted answer in the history.
  public let position: Int
  public let bench: AssessmentBench
  /// Whether to find out which measure did what, which takes further runs.
  public let explains: Bool
}
