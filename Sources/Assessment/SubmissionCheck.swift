import Essentials
import Scenarios

/// Runs again what a submission says was run, and compares.
public struct SubmissionCheck {
  private let bench: AssessmentBench
  private let course: CoursePin?

  public init(assignment: Assignment, course: CoursePin?, runner: any ScenarioRunning) {
    bench = AssessmentBench(assignment: assignment, runner: runner)
    self.course = course
  }

  /// What differs: first the inputs (course, assignment, packs, then what each receipt names), and only for equal
  /// inputs the results. Empty when everything is the same.
  /// - Throws: whatever stops a run for a reason that is not in the submission.
  public func differences(_ submission: Submission) throws -> [Diagnostic] {
    let mismatches = submission.mismatches(assignment: bench.assignment, course: course, packs: try bench.packs())
    // With another pack every run would differ as well, and say the same again.
    if !mismatches.isEmpty { return mismatches.map(\.diagnostic) }
    var found: [Diagnostic] = []
    let history = submission.history
    for (index, entry) in submission.entries.enumerated() {
      guard case .ran(let exercise, let receipt) = entry else { continue }
      let place = Diagnostic.Location(entry: Submission.mainFile, key: "entries.\(index)")
      guard let plan = history.plan(of: exercise, before: index) else {
        found.append(AssessmentError.runWithoutPlan(place, exercise: exercise).diagnostic)
        continue
      }
      do {
        let again = try RunReceipt(bench.run(plan))
        found += again.differences(from: receipt).map { difference in
          var difference = difference
          difference.location.entry = difference.location.entry ?? place.entry
          difference.location.key = difference.location.key.map { "entries.\(index).\($0)" } ?? place.key
          return difference
        }
      } catch let invalid as InvalidAnswer {
        found += invalid.problems
      }
    }
    return found
  }
}
