import Areas
import Essentials
import Indicators

/// A scenario, executed.
public struct ScenarioRun: Sendable {
  public var inputs: ScenarioInputs
  public var scenarioDigest: Digest
  public var layers: [Variant: EffectiveLayers]
  public var nodes: [NodeResult]
  /// Of the cards that the scenario has the layers for, in their order.
  public internal(set) var indicators: [IndicatorResult] = []
  public var cost: PlanCost
  public var warnings: [Diagnostic]
  /// What formulas see of each variant.
  let situations: [Variant: FormulaInputs]

  public func result(_ kind: String, _ variant: Variant) -> NodeResult? {
    nodes.first { $0.event.kind == kind && $0.variant == variant }
  }

  /// Runs what is not in the cache, and evaluates the indicators.
  ///
  /// A card that needs an event which the scenario does not have is left out; one for which this area has nothing to
  /// measure is left out with a warning.
  /// - Throws: the first problem of the plan, `ModelError`, `CancellationError`; before anything is run, `FormulaError`
  ///   or `IndicatorError` for a mistake in a card.
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

    // All names are known here, so that a slip is not taken for a layer of an event that the scenario lacks.
    var symbols = Engine.symbols(classes: inputs.classes, area: inputs.area)
    // A zone that the area lacks leaves out its card, with a warning.
    symbols.zones = nil
    for card in inputs.indicators { try card.check(symbols) }

    var execution = RunExecution(cache: cache)
    let results = try execution.results(of: graph, context: context)
    var run = try ScenarioRun(
      inputs: inputs, layers: [.before: before, .after: after], nodes: results, warnings: execution.warnings)
    let board = try Scoreboard(
      inputs.indicators, before: run.formulaInputs(.before), after: run.formulaInputs(.after),
      areaType: inputs.areaType)
    run.indicators = board.results
    run.warnings += board.warnings
    return run
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
    cost = PlanCost(inputs.plan, catalogue: inputs.catalogue, frame: inputs.area.frame)
    situations = Self.situations(inputs, layers, nodes, cost)
  }
}
