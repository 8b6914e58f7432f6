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
    var found: [Contribution] = []
    if !formulas.isEmpty {
      found = try run.contributions(to: formulas, cache: runner.cache, context: runner.context)
    }
    if !indicators.isEmpty {
      let more = try run.contributions(
        toIndicators: indicators.sorted(), cache: runner.cache, context: runner.context)
      // Ids of indicators and keys of checks are names of two kinds, so they are kept apart.
      found = more.enumerated().map { index, contribution in
        var contribution = contribution
        contribution.changes = Dictionary(
          uniqueKeysWithValues: contribution.changes.map { (Self.indicatorKey($0.key), $0.value) })
        if index < found.count { contribution.changes.merge(found[index].changes) { own, _ in own } }
        return contribution
      }
    }
    let units = try measured.mapValues { quantity in
      switch quantity.source {
      case .formula(let formula): try run.evaluate(formula, in: .after).quantity?.unit
      case .indicator(let id): run.indicators.first { $0.id == id }?.unit
      }
    }
    return try found.map { try stated($0, measured, units) }
  }

  private static func indicatorKey(_ id: String) -> String { "indicator:\(id)" }

  /// The changes of a contribution under the keys of `measured`, in the stated units.
  /// - Parameter units: those of the changes, by the same keys.
  private func stated(
    _ contribution: Contribution, _ measured: [String: MeasuredQuantity], _ units: [String: UnitOfMeasure?]
  ) throws -> Contribution {
    var stated = contribution
    stated.changes = [:]
    for (key, quantity) in measured {
      let source =
        switch quantity.source {
        case .formula: key
        case .indicator(let id): Self.indicatorKey(id)
        }
      if let change = contribution.changes[source], let unit = units[key] ?? nil {
        stated.changes[key] = try unit.difference.convert(change, to: quantity.unit.difference)
      }
    }
    return stated
  }
}
