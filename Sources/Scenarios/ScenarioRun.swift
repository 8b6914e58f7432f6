import Areas
import Essentials
import Grids
import ModelKit

/// A scenario, executed.
public struct ScenarioRun: Sendable {
  public var inputs: ScenarioInputs
  public var scenarioDigest: Digest
  public var layers: [Variant: EffectiveLayers]
  public var nodes: [NodeResult]
  public var figures: [Figure]
  public var cost: PlanCost
  public var warnings: [Diagnostic]

  public func result(_ kind: String, _ variant: Variant) -> NodeResult? {
    nodes.first { $0.event.kind == kind && $0.variant == variant }
  }

  /// Runs what is not in the cache.
  /// - Throws: the first problem of the plan, `ModelError`, `CancellationError`.
  public static func run(
    _ inputs: ScenarioInputs, cache: some RunCache, context: WorkContext
  ) throws -> ScenarioRun {
    let check = PlanCheck(area: inputs.area, classes: inputs.classes, catalogue: inputs.catalogue)
    let problems = check.problems(inputs.plan)
    if !problems.isEmpty { throw PlanRefused(problems: problems) }

    let before = EffectiveLayers(area: inputs.area, classes: inputs.classes)
    let after = before.applying(inputs.plan, catalogue: inputs.catalogue)
    let layers: [(Variant, EffectiveLayers)] = [(.before, before), (.after, after)]
    let graph = try RunGraph(
      events: inputs.events, level: inputs.level, parameters: inputs.parameters, layers: layers)

    var execution = RunExecution(cache: cache)
    let results = try execution.results(of: graph, context: context)
    return try ScenarioRun(
      inputs: inputs, layers: [.before: before, .after: after], nodes: results, warnings: execution.warnings)
  }

  /// - Throws: `GeometryError` for coordinates that are no numbers.
  init(
    inputs: ScenarioInputs, layers: [Variant: EffectiveLayers], nodes: [NodeResult], warnings: [Diagnostic]
  ) throws {
    self.inputs = inputs
    self.layers = layers
    self.nodes = nodes
    self.warnings = warnings
    scenarioDigest = try inputs.digest()
    cost = PlanCost(inputs.plan, catalogue: inputs.catalogue)
    figures = BasicFigures(area: inputs.area, layers: layers, nodes: nodes, cost: cost).all
  }
}
