import Areas
import Essentials
import Indicators

/// What one kind of measure adds to what a plan achieves: the difference that leaving it out makes.
///
/// Kinds of measures work on each other (a tree over a lawn shades what the lawn cools), so the contributions need not
/// add up to the whole.
public struct Contribution: Codable, Hashable, Sendable {
  /// Id of the measure card.
  public var card: String
  public var title: LocalizedText
  /// How many measures of the kind the plan has.
  public var count: Int
  /// By formula or indicator: the value with the whole plan minus the value without this kind, in the unit of the
  /// formula or indicator.
  public var changes: [String: Double]

  public init(card: String, title: LocalizedText, count: Int, changes: [String: Double]) {
    self.card = card
    self.title = title
    self.count = count
    self.changes = changes
  }
}

extension ScenarioRun {
  /// What each kind of measure adds to some numbers, in the plan's order of first use; empty for an empty plan.
  ///
  /// Only the models that the formulas name are run again, and nothing that the cache holds.
  /// - Parameter formulas: by an id of the caller's choice; each gives one number.
  /// - Throws: `FormulaError`, `ScenarioError.notANumber`, `ModelError`, `CancellationError`.
  public func contributions(
    to formulas: [String: Formula], cache: some RunCache, context: WorkContext
  ) throws -> [Contribution] {
    let names = formulas.values.reduce(into: Set<String>()) { $0.formUnion($1.names) }
    return try contributions(running: Self.kinds(of: names), cache: cache, context: context) { run in
      try formulas.mapValues { formula in
        guard let quantity = try run.evaluate(formula).quantity else { throw ScenarioError.notANumber(formula.text) }
        return quantity.value
      }
    }
  }

  /// The same for indicators of the scenario's cards, in their units.
  /// - Throws: `ScenarioError.unknownIndicator` for one that this run does not have; as above.
  public func contributions(
    toIndicators ids: [String], cache: some RunCache, context: WorkContext
  ) throws -> [Contribution] {
    let cards = try ids.map { id in
      guard indicators.contains(where: { $0.id == id }),
        let card = inputs.indicators.first(where: { $0.id == id })
      else { throw ScenarioError.unknownIndicator(id, known: indicators.map(\.id)) }
      return card
    }
    let names = cards.reduce(into: Set<String>()) { $0.formUnion($1.names) }
    return try contributions(running: Self.kinds(of: names), cache: cache, context: context) { run in
      let (before, after) = try (run.formulaInputs(.before), run.formulaInputs(.after))
      return try cards.reduce(into: [:]) { values, card in
        values[card.id] = try card.evaluate(before: before, after: after, areaType: nil).after.value
      }
    }
  }

  /// The models whose layers are among `names`.
  private static func kinds(of names: Set<String>) -> Set<String> {
    Set(Engine.kinds.filter { kind in names.contains { $0.hasPrefix("\(kind).") } })
  }

  /// Leaves out each kind of measure in turn, in the plan's order of first use, and measures again.
  ///
  /// - Parameters:
  ///   - kinds: of the models that are needed; the others are not run.
  ///   - measure: the numbers of interest of a run with the plan.
  /// - Throws: what `measure` throws; `ModelError`, `CancellationError`.
  func contributions(
    running kinds: Set<String>, cache: some RunCache, context: WorkContext,
    measure: (ScenarioRun) throws -> [String: Double]
  ) throws -> [Contribution] {
    let whole = try measure(self)
    var cards: [String] = []
    for measure in inputs.plan.measures where !cards.contains(measure.card.id) { cards.append(measure.card.id) }
    var contributions: [Contribution] = []
    for (index, card) in cards.enumerated() {
      let count = Double(cards.count)
      let part = context.part(Double(index) / count...Double(index + 1) / count)
      try part.checkCancellation()
      let measures = inputs.plan.measures.filter { $0.card.id == card }
      let title = measures.first.flatMap { inputs.catalogue.card($0.card)?.title } ?? LocalizedText(verbatim: card)
      part.progress(0, LocalizedText(nl: "Zonder: \(title.nl)", en: "Without: \(title.en)"))
      let rest = try measure(leavingOut(card, running: kinds, cache: cache, context: part))
      contributions.append(
        Contribution(
          card: card, title: title, count: measures.count,
          changes: whole.reduce(into: [:]) { changes, entry in
            changes[entry.key] = rest[entry.key].map { entry.value - $0 }
          }))
    }
    return contributions
  }

  /// The run of the same scenario without the measures of one card; nodes before the plan are taken over.
  private func leavingOut(
    _ card: String, running kinds: Set<String>, cache: some RunCache, context: WorkContext
  ) throws -> ScenarioRun {
    var reduced = inputs
    reduced.events.removeAll { !kinds.contains($0.kind) }
    reduced.plan.measures.removeAll { $0.card.id == card }
    guard let before = layers[.before] else { return self }
    // A valid plan stays valid without some of its measures: where a measure may stand does not depend on others.
    let after = before.applying(reduced.plan, catalogue: inputs.catalogue)
    // At level `preview` the node of a plan is an estimate, not what a model gave.
    var execution = RunExecution(
      cache: cache, known: inputs.level == .run ? nodes : nodes.filter { $0.variant == .before })
    let results = try Self.nodes(
      of: reduced, before: before, after: after, nil, &execution, variants: [.after], context)
    let kept = nodes.filter { $0.variant == .before && kinds.contains($0.event.kind) }
    return try ScenarioRun(
      inputs: reduced, layers: [.before: before, .after: after], nodes: kept + results, warnings: execution.warnings)
  }
}
