import Essentials

/// Computes a formula, with an explanation of every part.
final class FormulaEvaluator {
  /// A step in one of the situations.
  private struct StepUse: Hashable {
    var name: String
    var inBefore: Bool
  }

  private let inputs: FormulaInputs
  private let before: FormulaInputs
  private let steps: [IndicatorCard.Step]
  private var known: [StepUse: (value: FormulaValue, explanation: Explanation)] = [:]
  /// Steps whose explanation has been given; it stands where a step is met first.
  private var explained: Set<StepUse> = []

  init(_ inputs: FormulaInputs, before: FormulaInputs, steps: [IndicatorCard.Step]) {
    self.inputs = inputs
    self.before = before
    self.steps = steps
  }

  /// Computes a formula and the steps that it needs, each once in each situation.
  ///
  /// The steps come in their order rather than where they are met, so that a long chain of them does not nest.
  /// - Throws: `FormulaFault`, or `FormulaError` from inside a step.
  func evaluate(_ formula: Formula) throws -> Explanation {
    var needed = uses(in: formula.root, inBefore: false)
    for step in steps.reversed() {
      for inBefore in [false, true] where needed.contains(StepUse(name: step.name, inBefore: inBefore)) {
        needed.formUnion(uses(in: step.formula.root, inBefore: inBefore))
      }
    }
    for step in steps {
      for inBefore in [false, true] where needed.contains(StepUse(name: step.name, inBefore: inBefore)) {
        known[StepUse(name: step.name, inBefore: inBefore)] = try step.formula.located {
          try evaluate(step.formula.root, of: step.formula.characters, inBefore: inBefore)
        }
      }
    }
    return try evaluate(formula.root, of: formula.characters).explanation
  }

  private func uses(in node: FormulaNode, inBefore: Bool) -> Set<StepUse> {
    switch node.kind {
    case .name(let name):
      return steps.contains { $0.name == name } ? [StepUse(name: name, inBefore: inBefore)] : []
    case .call(let name, let arguments):
      let looksBefore = Functions.all.first { $0.name == name }?.looksBefore ?? false
      return arguments.reduce(into: []) { $0.formUnion(uses(in: $1, inBefore: inBefore || looksBefore)) }
    default: return node.parts.reduce(into: []) { $0.formUnion(uses(in: $1, inBefore: inBefore)) }
    }
  }

  private func evaluate(
    _ node: FormulaNode, of text: [Character], inBefore: Bool = false, asFeatures: Bool = false
  ) throws -> (value: FormulaValue, explanation: Explanation) {
    var parts: [Explanation] = []
    func part(_ node: FormulaNode, inBefore: Bool, asFeatures: Bool = false) throws -> FormulaValue {
      let (value, explanation) = try evaluate(node, of: text, inBefore: inBefore, asFeatures: asFeatures)
      // What is written out needs no explanation.
      if explanation.type != "text" { parts.append(explanation) }
      return value
    }
    let situation = inBefore ? before : inputs
    let value: FormulaValue
    var summary: Explanation.Summary?
    switch node.kind {
    case .number(let quantity): value = .quantity(quantity)
    case .text(let text): value = .text(text)
    case .name(let name):
      let use = StepUse(name: name, inBefore: inBefore)
      if let step = known[use] {
        value = step.value
        if explained.insert(use).inserted { parts.append(step.explanation) }
      } else {
        value = try self.value(of: name, in: situation, asFeatures: asFeatures, node)
        // Many cards look at the same layers.
        summary = situation.memory.summary(of: name, as: value.type.id) { Explanation.Summary(value) }
      }
    case .call(let name, let arguments):
      let function = try Formula.function(named: name, node)
      let values = try arguments.map { try part($0, inBefore: inBefore || function.looksBefore) }
      let call = Formula.call(function, node, arguments, values.map(\.type))
      value = try function.value(values, of: call, in: situation)
    case .prefix(let prefix, let operand):
      value = try FormulaOperators.value(prefix, try part(operand, inBefore: inBefore), operand.range)
    case .binary(let sign, let left, let right):
      let (a, b) = (try part(left, inBefore: inBefore), try part(right, inBefore: inBefore))
      if case .name(let name) = left.kind, case .number(let limit) = right.kind, case .layer = a, sign.isComparison,
        !steps.contains(where: { $0.name == name })
      {
        // So do they at the same limits, such as those of classes.
        let key = FormulaMemory.Comparison(layer: name, sign: sign, limit: limit)
        value = try situation.memory.value(of: key) { try FormulaOperators.value(sign, a, b, node) }
      } else {
        value = try FormulaOperators.value(sign, a, b, node)
      }
    case .clause(let clause, let left, let right):
      let a = try part(left, inBefore: inBefore, asFeatures: clause == .where)
      let b = try part(right, inBefore: inBefore, asFeatures: clause == .per)
      value = try FormulaOperators.value(clause, a, b, node, situation)
    }
    let explanation = Explanation(
      value, text: String(text[node.range]), position: node.range.lowerBound, isBefore: inBefore, parts: parts,
      summary: summary)
    return (value, explanation)
  }

  private func value(
    of name: String, in situation: FormulaInputs, asFeatures: Bool, _ node: FormulaNode
  ) throws -> FormulaValue {
    func features(_ name: String) -> FormulaValue? {
      situation.features[name].map {
        .features(.init(set: name, features: $0, included: $0.features.map { _ in true }))
      }
    }
    if asFeatures, let found = features(name) { return found }
    if let layer = situation.layers[name] { return .layer(.init(grid: layer.grid, unit: layer.unit)) }
    if let mask = situation.masks[name] { return .mask(.init(grid: mask)) }
    if let scalar = situation.scalars[name] { return .quantity(scalar) }
    if let found = features(name) ?? attribute(name, in: situation) { return found }
    throw FormulaFault(.unknown(.name, name, known: situation.symbols.names), node.range)
  }

  private func attribute(_ name: String, in situation: FormulaInputs) -> FormulaValue? {
    guard let (set, attribute) = FormulaSymbols.split(name), let features = situation.features[set]?.features else {
      return nil
    }
    let included = features.map { _ in true }
    switch situation.symbols.type(of: name) {
    case .attribute(_, let unit):
      let values = features.map { $0.properties[attribute]?.number ?? .nan }
      return .attribute(.init(set: set, values: values, unit: unit, included: included))
    case .words:
      let values = features.map { attribute == "id" ? $0.givenID : $0.properties[attribute]?.text }
      return .words(.init(set: set, values: values, included: included))
    default: return nil
    }
  }
}
