import Areas
import Essentials
import Scenarios

/// Runs the scenario of an assignment with a plan. Whoever has packs at hand provides it; grading knows no files.
public protocol ScenarioRunning {
  /// The packs with which `run` would run.
  func packs(for scenario: AssignmentScenario) throws -> [PackPin]

  /// - Throws: `PlanRefused` for a plan that cannot stand in the area; whatever stops a run.
  func run(_ scenario: AssignmentScenario, plan: Plan) throws -> ScenarioRun

  /// Where runs of parts of a plan may be kept.
  var cache: any RunCache { get }
  var context: WorkContext { get }
}
