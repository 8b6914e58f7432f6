import Areas
import Essentials
import Foundation
import Indicators
import Scenarios

/// Where plans of one assignment are run and measured. It remembers what it ran, so that several exercises and many
/// answers about one plan cost one run.
public final class AssessmentBench {
  public let assignment: Assignment
  private let runner: any ScenarioRunning
  private var runs: [Digest: ScenarioRun] = [:]
  private var order: [Digest] = []

  /// Runs hold grids, so only the last few are kept.
  private static let mostRuns = 4

  public init(assignment: Assignment, runner: any ScenarioRunning) {
    self.assignment = assignment
    self.runner = runner
  }

  /// The assignment's scenario with a plan.
  /// - Throws: `InvalidAnswer` for what is no plan or cannot stand in the area; whatever stops a run.
  public func run(_ file: PlanFile) throws -> ScenarioRun {
    let plan: Plan
    do { plan = try file.plan() } catch { throw InvalidAnswer(error) }
    let key = Digest.sha256(try PlanGeoJSON.data(of: plan))
    if let known = runs[key] { return known }
    let run: ScenarioRun
    do { run = try runner.run(assignment.scenario, plan: plan) } catch let refused as PlanRefused {
      throw InvalidAnswer(refused.problems)
    }
    runs[key] = run
    order.append(key)
    if order.count > Self.mostRuns { runs[order.removeFirst()] = nil }
    return run
  }

  /// The assignment's scenario without any measure.
  public func runWithoutPlan() throws -> ScenarioRun { try run(.empty()) }

  public func packs() throws -> [PackPin] { try runner.packs(for: assignment.scenario) }

  /// What each kind of measure of a run did to values, by the keys of `formulas`.
  func contributions(of run: ScenarioRun, to formulas: [String: Formula]) throws -> [Contribution] {
    try run.contributions(to: formulas, cache: runner.cache, context: runner.context)
  }
}
