import Essentials

/// Computes a formula, with an explanation of every part.
final class FormulaEvaluator {
  private let inputs: FormulaInputs
  private let before: FormulaInputs
  private let steps: [String: Formula]
  /// A step is computed once in each situation.
  private var known: [String: FormulaValue] = [:]

  init(_ inputs: FormulaInputs, before: FormulaInputs, steps: [String: Formula]) {
    self.inputs = inputs
    self.before = before
    self.steps = steps
  }

  /// - Throws: `FormulaFault`, or `FormulaError` from inside a step.
  func evaluate(
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
    switch node.kind {
    case .number(let quantity): value = .quantity(quantity)
    case .text(let text): value = .text(text)
    case .name(let name):
      if let step = steps[name] {
        let found = try self.step(name, step, inBefore: inBefore)
        value = found.value
        if let explanation = found.explanation { parts.append(explanation) }
      } else {
        value = try self.value(of: name, in: situation, asFeatures: asFeatures, node)
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
      value = try FormulaOperators.value(sign, a, b, node)
    case .clause(let clause, let left, let right):
      let a = try part(left, inBefore: inBefore, asFeatures: clause == .where)
      let b = try part(right, inBefore: inBefore, asFeatures: clause == .per)
      value = try FormulaOperators.value(clause, a, b, node, situation)
    }
    let explanation = Explanation(
      value, text: String(text[node.range]), position: node.range.lowerBound, isBefore: inBefore, parts: parts)
    return (value, explanation)
  }

  /// A step's value, explained where it is met first.
  private func step(
    _ name: String, _ formula: Formula, inBefore: Bool
  ) throws -> (value: FormulaValue, explanation: Explanation?) {
    let key = (inBefore ? "before " : "") + name
    if let value = known[key] { return (value, nil) }
    let found = try formula.located { try evaluate(formula.root, of: formula.characters, inBefore: inBefore) }
    known[key] = found.value
    return found
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
      let values = features.map { attribute == "id" ? $0.id : $0.properties[attribute]?.text }
      return .words(.init(set: set, values: values, included: included))
    default: return nil
    }
  }
}
