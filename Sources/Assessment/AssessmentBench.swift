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

  /// What each kind of measure of a run did to what is measured, in the stated units, by the keys of `measured`.
  func contributions(of run: ScenarioRun, to measured: [String: MeasuredQuantity]) throws -> [Contribution] {
    var formulas: [String: Formula] = [:]
    var indicators: Set<String> = []
    for (key, quantity) in measured {
      switch quantity.source {
      case .formula(let formula): formulas[key] = formula
      case .indicator(let id): indicators.insert(id)
      }
    }
    let byFormula = try run.contributions(to: formulas, cache: runner.cache, context: runner.context)
    let byIndicator = try run.contributions(to: indicators.sorted(), cache: runner.cache, context: runner.context)
    return try zip(byFormula, byIndicator).map { own, standard in
      var contribution = own
      contribution.changes = [:]
      for (key, quantity) in measured {
        let change: Double?
        let unit: UnitOfMeasure
        switch quantity.source {
        case .formula(let formula):
          change = own.changes[key]
          unit = try run.evaluate(formula, in: .after).quantity?.unit ?? quantity.unit
        case .indicator(let id):
          change = standard.changes[id]
          unit = run.indicators.first { $0.id == id }?.unit ?? quantity.unit
        }
        contribution.changes[key] = try change.map { try unit.difference.convert($0, to: quantity.unit.difference) }
      }
      return contribution
    }
  }
}
