import Essentials
import Grids

/// The rules of signs and clauses: for types here, for values beside it.
enum FormulaOperators {
  static func type(
    _ sign: FormulaNode.Operator, _ left: FormulaType, _ right: FormulaType, _ node: FormulaNode
  ) throws -> FormulaType {
    let (leftRange, rightRange) = (node.parts[0].range, node.parts[1].range)
    switch sign {
    case .and, .or:
      switch (left, right) {
      case (.mask, .mask): return .mask
      case (.selection(let a), .selection(let b)):
        try requireSame(a, b, rightRange)
        return .selection(of: a)
      case (.mask, _), (.selection, _): throw FormulaFault(.wrongType(expected: truth, found: right), rightRange)
      default: throw FormulaFault(.wrongType(expected: truth, found: left), leftRange)
      }
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      return try comparison(sign, left, right, leftRange, rightRange)
    case .plus, .minus, .times, .dividedBy:
      return try arithmetic(sign, left, right, node, leftRange, rightRange)
    }
  }

  private static func comparison(
    _ sign: FormulaNode.Operator, _ left: FormulaType, _ right: FormulaType, _ leftRange: Range<Int>,
    _ rightRange: Range<Int>
  ) throws -> FormulaType {
    if case .words(let set) = left {
      guard right == .text else {
        throw FormulaFault(
          .wrongType(
            expected: LocalizedText(nl: "een tekst tussen aanhalingstekens", en: "a text in quotes"), found: right),
          rightRange)
      }
      guard sign == .equal || sign == .notEqual else {
        throw FormulaFault(
          .wrongType(
            expected: LocalizedText(
              nl: "een getal (woorden kun je met = en != vergelijken)", en: "a number (words are compared by = and !=)"),
            found: left),
          leftRange)
      }
      return .selection(of: set)
    }
    let shape = try shape(left, right, leftRange, rightRange)
    if let a = left.unit, let b = right.unit, !a.isConvertible(to: b) {
      throw FormulaFault(.unitMismatch(a, b), rightRange)
    }
    switch shape {
    case .layer: return .mask
    case .attribute(let set, _): return .selection(of: set)
    default:
      throw FormulaFault(
        .wrongType(
          expected: LocalizedText(nl: "een laag, of een getal per object", en: "a layer, or a number for each feature"),
          found: left),
        leftRange)
    }
  }

  private static func arithmetic(
    _ sign: FormulaNode.Operator, _ left: FormulaType, _ right: FormulaType, _ node: FormulaNode,
    _ leftRange: Range<Int>, _ rightRange: Range<Int>
  ) throws -> FormulaType {
    let shape = try shape(left, right, leftRange, rightRange)
    guard let a = left.unit, let b = right.unit else { return shape }
    return shape.with(unit: try unit(sign, a, b, node.range, rightRange))
  }

  /// The unit of a sum, difference, product or quotient. A difference of two temperatures in °C is in K, and K may be
  /// added to °C.
  static func unit(
    _ sign: FormulaNode.Operator, _ a: UnitOfMeasure, _ b: UnitOfMeasure, _ range: Range<Int>, _ right: Range<Int>
  ) throws -> UnitOfMeasure {
    switch sign {
    case .plus:
      if a.isPointOnScale, b.isPointOnScale { throw FormulaFault(.temperatureSum, range) }
      guard a.difference.isConvertible(to: b.difference) else { throw FormulaFault(.unitMismatch(a, b), right) }
      return b.isPointOnScale ? b : a
    case .minus:
      if a.isPointOnScale, b.isPointOnScale { return .kelvin }
      guard a.difference.isConvertible(to: b), !b.isPointOnScale else { throw FormulaFault(.unitMismatch(a, b), right) }
      return a
    default:
      do { return sign == .times ? try a.multiplied(by: b) : try a.divided(by: b) } catch {
        throw FormulaFault(.temperatureInProduct, range)
      }
    }
  }

  /// What comes of two numeric things together, with the unit of the left.
  private static func shape(
    _ left: FormulaType, _ right: FormulaType, _ leftRange: Range<Int>, _ rightRange: Range<Int>
  ) throws -> FormulaType {
    switch (left, right) {
    case (.quantity, .quantity), (.layer, .quantity), (.attribute, .quantity), (.layer, .layer): return left
    case (.quantity, .layer), (.quantity, .attribute): return right
    case (.attribute(let a, _), .attribute(let b, _)):
      try requireSame(a, b, rightRange)
      return left
    case (.quantity, _), (.layer, _), (.attribute, _):
      throw FormulaFault(.wrongType(expected: number, found: right), rightRange)
    default: throw FormulaFault(.wrongType(expected: number, found: left), leftRange)
    }
  }

  static func type(_ prefix: FormulaNode.Prefix, _ operand: FormulaType, _ range: Range<Int>) throws -> FormulaType {
    switch (prefix, operand) {
    case (.not, .mask), (.not, .selection): return operand
    case (.not, _): throw FormulaFault(.wrongType(expected: truth, found: operand), range)
    case (.minus, .quantity(let unit)), (.minus, .layer(let unit)), (.minus, .attribute(_, let unit)):
      if unit.isPointOnScale { throw FormulaFault(.temperatureInProduct, range) }
      return operand
    case (.minus, _): throw FormulaFault(.wrongType(expected: number, found: operand), range)
    }
  }

  static func type(
    _ clause: FormulaNode.Clause, _ left: FormulaType, _ right: FormulaType, _ node: FormulaNode
  ) throws -> FormulaType {
    let (leftRange, rightRange) = (node.parts[0].range, node.parts[1].range)
    switch clause {
    case .in:
      switch left {
      case .layer, .mask: break
      default:
        throw FormulaFault(
          .wrongType(expected: LocalizedText(nl: "een laag of een masker", en: "a layer or a mask"), found: left),
          leftRange)
      }
      switch right {
      case .mask, .features, .selection: return left
      default:
        throw FormulaFault(
          .wrongType(
            expected: LocalizedText(
              nl: "een masker, zoals publicSpace of zone(\"plein\")",
              en: "a mask, such as publicSpace or zone(\"plein\")"), found: right),
          rightRange)
      }
    case .per:
      let set: String
      switch right {
      case .features(let own), .selection(let own): set = own
      default:
        throw FormulaFault(
          .wrongType(
            expected: LocalizedText(nl: "een groep objecten, zoals roads", en: "a set of features, such as roads"),
            found: right), rightRange)
      }
      switch left {
      case .layer(let unit): return .zonalLayer(unit, per: set)
      case .mask: return .zonalMask(per: set)
      default:
        throw FormulaFault(
          .wrongType(expected: LocalizedText(nl: "een laag of een masker", en: "a layer or a mask"), found: left),
          leftRange)
      }
    case .where:
      guard case .selection(let set) = right else {
        throw FormulaFault(
          .wrongType(
            expected: LocalizedText(
              nl: "een voorwaarde per object, zoals roads.speed > 30 km/h",
              en: "a condition for each feature, such as roads.speed > 30 km/h"), found: right),
          rightRange)
      }
      switch left {
      case .features(let own), .selection(let own):
        try requireSame(own, set, rightRange)
        return .selection(of: own)
      case .attribute(let own, _), .zonalLayer(_, let own), .zonalMask(let own):
        try requireSame(own, set, rightRange)
        return left
      default:
        throw FormulaFault(
          .wrongType(
            expected: LocalizedText(
              nl: "objecten, of een getal per object", en: "features, or a number for each feature"), found: left),
          leftRange)
      }
    }
  }

  private static let truth = LocalizedText(
    nl: "een masker of een voorwaarde, zoals heat.pet > 35 °C", en: "a mask or a condition, such as heat.pet > 35 °C")
  private static let number = LocalizedText(
    nl: "een getal, een laag of een getal per object", en: "a number, a layer or a number for each feature")

  private static func requireSame(_ a: String, _ b: String, _ range: Range<Int>) throws {
    if a != b { throw FormulaFault(.differentSets(a, b), range) }
  }
}
