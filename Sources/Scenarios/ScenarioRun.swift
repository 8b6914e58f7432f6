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
  ///
  /// At level `preview` the situation of today is that of the full run, and the plan's is today plus the change that
  /// two previews differ by, cell by cell (`Model.estimate`); models without a preview run in full.
  /// - Parameters:
  ///   - present: of the same area, classes and catalogue, where it is at hand; it saves time and changes nothing.
  ///   - frames: whether nodes of full runs come with their steps of time.
  /// - Throws: the first problem of the plan, `ModelError`, `CancellationError`; before anything is run, `FormulaError`
  ///   or `IndicatorError` for a mistake in a card.
  public static func run(
    _ inputs: ScenarioInputs, cache: some RunCache, context: WorkContext, present: PresentSituation? = nil,
    frames: Bool = false
  ) throws -> ScenarioRun {
    let present =
      present ?? PresentSituation(area: inputs.area, classes: inputs.classes, catalogue: inputs.catalogue)
    let problems = present.check.problems(inputs.plan)
    if !problems.isEmpty { throw PlanRefused(problems: problems) }

    let before = present.layers
    let after = before.applying(inputs.plan, catalogue: inputs.catalogue)

    // All names are known here, so that a slip is not taken for a layer of an event that the scenario lacks.
    var symbols = Engine.symbols(classes: inputs.classes, area: inputs.area)
    // A zone that the area lacks leaves out its card, with a warning.
    symbols.zones = nil
    for card in inputs.indicators { try card.check(symbols) }

    var execution = RunExecution(cache: cache, frames: frames)
    let results = try nodes(
      of: inputs, before: before, after: after, present, &execution, variants: Variant.allCases, context)
    var run = try ScenarioRun(
      inputs: inputs, layers: [.before: before, .after: after], nodes: results, warnings: execution.warnings,
      present: present)
    let board = try Scoreboard(
      inputs.indicators, before: run.formulaInputs(.before), after: run.formulaInputs(.after),
      areaType: inputs.areaType)
    run.indicators = board.results
    run.warnings += board.warnings
    return run
  }

  /// The nodes of a scenario, of each event first today's and then the plan's.
  /// - Parameter variants: those that are wanted.
  static func nodes(
    of inputs: ScenarioInputs, before: EffectiveLayers, after: EffectiveLayers, _ present: PresentSituation?,
    _ execution: inout RunExecution, variants: [Variant], _ context: WorkContext
  ) throws -> [NodeResult] {
    func results(
      _ events: [Event], _ level: Level, _ layers: [(Variant, EffectiveLayers)], _ context: WorkContext
    ) throws -> [NodeResult] {
      let graph = try RunGraph(
        events: events, level: level, parameters: inputs.parameters, layers: layers, present: present)
      return try execution.results(of: graph, context: context)
    }
    let both: [(Variant, EffectiveLayers)] = [(.before, before), (.after, after)]
    if inputs.level == .run {
      return try results(inputs.events, .run, both.filter { variants.contains($0.0) }, context)
    }
    let today = try results(inputs.events, .run, [(.before, before)], context.part(0...0.5))
    let previews = try results(
      inputs.events, inputs.level, variants.contains(.after) ? both : [], context.part(0.5...1))
    var nodes: [NodeResult] = []
    for (event, now) in zip(inputs.events, today) {
      if variants.contains(.before) { nodes.append(now) }
      func preview(_ variant: Variant) -> NodeResult? {
        previews.first { $0.event.id == event.id && $0.variant == variant }
      }
      guard var planned = preview(.after) else { continue }
      if let model = Engine.model(for: event.kind), model.level(for: inputs.level) != .run,
        let old = preview(.before)
      {
        planned.outputs = model.estimate(today: now.outputs, before: old.outputs, after: planned.outputs)
      }
      nodes.append(planned)
    }
    return nodes
  }

  /// - Throws: `GeometryError` for coordinates that are no numbers.
  init(
    inputs: ScenarioInputs, layers: [Variant: EffectiveLayers], nodes: [NodeResult], warnings: [Diagnostic],
    present: PresentSituation? = nil
  ) throws {
    self.inputs = inputs
    self.layers = layers
    self.nodes = nodes
    self.warnings = warnings
    scenarioDigest = try inputs.digest()
    cost = PlanCost(inputs.plan, catalogue: inputs.catalogue, frame: inputs.area.frame)
    situations = Self.situations(inputs, layers, nodes, cost, present)
  }
}
