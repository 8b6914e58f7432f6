import Essentials

/// A part of a formula, with its place in the text.
struct FormulaNode: Hashable, Sendable {
  enum Operator: String, CaseIterable, Sendable {
    case or, and
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "="
    case notEqual = "!="
    case plus = "+"
    case minus = "-"
    case times = "*"
    case dividedBy = "/"

    /// Higher binds tighter.
    var precedence: Int {
      switch self {
      case .or: 1
      case .and: 2
      case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: 4
      case .plus, .minus: 5
      case .times, .dividedBy: 6
      }
    }

    var isComparison: Bool { precedence == 4 }
  }

  enum Prefix: String, Sendable {
    case not
    case minus = "-"
  }

  /// What narrows or groups the values on its left.
  enum Clause: String, CaseIterable, Sendable {
    case `in`, per, `where`
  }

  indirect enum Kind: Hashable, Sendable {
    case number(Quantity)
    case text(String)
    case name(String)
    case call(String, [FormulaNode])
    case prefix(Prefix, FormulaNode)
    case binary(Operator, FormulaNode, FormulaNode)
    case clause(Clause, FormulaNode, FormulaNode)
  }

  var kind: Kind
  /// Characters of the formula, 0-based.
  var range: Range<Int>

  /// The parts, left to right.
  var parts: [FormulaNode] {
    switch kind {
    case .number, .text, .name: []
    case .call(_, let arguments): arguments
    case .prefix(_, let operand): [operand]
    case .binary(_, let left, let right), .clause(_, let left, let right): [left, right]
    }
  }

  /// Levels of parts, this one included.
  var depth: Int { 1 + (parts.map(\.depth).max() ?? 0) }

  /// The formula in one form: every part in brackets, units as shown.
  var written: String {
    switch kind {
    case .number(let quantity):
      quantity.unit == .one ? "\(quantity.value)" : "\(quantity.value) \(quantity.unit.symbol)"
    case .text(let text): "\"\(text)\""
    case .name(let name): name
    case .call(let name, let arguments): "\(name)(\(arguments.map(\.written).joined(separator: ", ")))"
    case .prefix(let prefix, let operand): "(\(prefix.rawValue) \(operand.written))"
    case .binary(let sign, let left, let right): "(\(left.written) \(sign.rawValue) \(right.written))"
    case .clause(let clause, let left, let right): "(\(left.written) \(clause.rawValue) \(right.written))"
    }
  }

  /// The same without places, to compare two readings.
  var withoutPlaces: FormulaNode {
    let kind: Kind =
      switch self.kind {
      case .number, .text, .name: self.kind
      case .call(let name, let arguments): .call(name, arguments.map(\.withoutPlaces))
      case .prefix(let prefix, let operand): .prefix(prefix, operand.withoutPlaces)
      case .binary(let sign, let left, let right): .binary(sign, left.withoutPlaces, right.withoutPlaces)
      case .clause(let clause, let left, let right): .clause(clause, left.withoutPlaces, right.withoutPlaces)
      }
    return FormulaNode(kind: kind, range: 0..<0)
  }
}
