import Areas
import Essentials
import Grids
import Indicators

extension ScenarioRun {
  /// What formulas see of a variant: the layers of the land and of each model that was run (`heat.pet`), masks, land
  /// cover, the area's features, and the cost of the plan (0 without one).
  /// - Throws: `ScenarioError.noVariant`.
  public func formulaInputs(_ variant: Variant) throws -> FormulaInputs {
    guard let situation = situations[variant] else { throw ScenarioError.noVariant(variant) }
    return situation
  }

  /// A formula on this run, with every value on the way.
  /// - Throws: `FormulaError`, also where there is nothing to measure.
  public func evaluate(_ formula: Formula, in variant: Variant = .after) throws -> Explanation {
    try formula.evaluate(formulaInputs(variant), before: formulaInputs(.before))
  }

  static func situations(
    _ inputs: ScenarioInputs, _ layers: [Variant: EffectiveLayers], _ nodes: [NodeResult], _ cost: PlanCost,
    _ present: PresentSituation?
  ) -> [Variant: FormulaInputs] {
    var situations: [Variant: FormulaInputs] = [:]
    let keys = nodes.filter { $0.variant == .before }.map(\.key)
    // Today first: the situation with the plan takes over what it knows.
    for variant in Variant.allCases {
      guard let effective = layers[variant] else { continue }
      if variant == .before, let known = present?.formulaInputs(for: keys) {
        situations[variant] = known
        continue
      }
      var known: [String: FormulaInputs.Layer] = [:]
      for (id, unit) in Engine.landUnits {
        if let grid = effective.layers[id] { known[id] = FormulaInputs.Layer(grid, unit) }
      }
      for node in nodes where node.variant == variant {
        guard let model = Engine.model(for: node.event.kind)?.description else { continue }
        for (name, unit) in Engine.outputUnits(of: model) {
          if let grid = node.outputs.layers[String(name.dropFirst(model.id.count + 1))] {
            known[name] = FormulaInputs.Layer(grid, unit)
          }
        }
      }
      let isPlanned = variant == .after
      situations[variant] = FormulaInputs(
        frame: effective.landCover.frame, layers: known,
        masks: ["publicSpace": effective.publicSpace, "holdsWater": effective.holdsWater],
        landCover: effective.landCover, classes: inputs.classes, features: inputs.area.features,
        scalars: [
          "plan.constructionCost": Quantity(isPlanned ? cost.construction : 0, .euro),
          "plan.maintenanceCost": Quantity(isPlanned ? cost.maintenancePerYear : 0, .euroPerYear),
          "plan.measures": Quantity(isPlanned ? Double(inputs.plan.measures.count) : 0, .one),
        ], sharing: situations[.before])
      if variant == .before, let own = situations[variant] { present?.keep(own, for: keys) }
    }
    return situations
  }
}
