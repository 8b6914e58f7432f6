import Essentials

/// Finds the type of every part before anything runs.
struct FormulaChecker {
  let symbols: FormulaSymbols

  /// - Throws: `FormulaFault`.
  func type(of node: FormulaNode, asFeatures: Bool = false) throws -> FormulaType {
    switch node.kind {
    case .number(let quantity): return .quantity(quantity.unit)
    case .text: return .text
    case .name(let name):
      guard let type = symbols.type(of: name, asFeatures: asFeatures) else { throw unknown(name, node) }
      return type
    case .call(let name, let arguments):
      let function = try Formula.function(named: name, node)
      let types = try arguments.map { try type(of: $0) }
      return try function.type(of: Formula.call(function, node, arguments, types), in: symbols)
    case .prefix(let prefix, let operand):
      return try FormulaOperators.type(prefix, try type(of: operand), operand.range)
    case .binary(let sign, let left, let right):
      return try FormulaOperators.type(sign, try type(of: left), try type(of: right), node)
    case .clause(let clause, let left, let right):
      let leftType = try type(of: left, asFeatures: clause == .where)
      return try FormulaOperators.type(clause, leftType, try type(of: right, asFeatures: clause == .per), node)
    }
  }

  /// An attribute of a known set is told apart from a name that nobody knows.
  private func unknown(_ name: String, _ node: FormulaNode) -> FormulaFault {
    if let (set, attribute) = FormulaSymbols.split(name), let attributes = symbols.features[set] {
      let known = (attributes ?? FeatureAttributes.known(of: set)).keys.sorted()
      let start = node.range.upperBound - attribute.count
      return FormulaFault(.unknown(.attribute(of: set), attribute, known: known), start..<node.range.upperBound)
    }
    return FormulaFault(.unknown(.name, name, known: symbols.names), node.range)
  }
}
