import Essentials

/// What `min` and `max` of two numbers have in common.
enum NumberPair {
  static func type(of call: FormulaCall) throws -> FormulaType {
    try call.requireCount(2...2)
    let expected = LocalizedText(
      nl: "een getal (voor de kleinste of grootste van een laag: minimum of maximum)",
      en: "a number (for the smallest or largest of a layer: minimum or maximum)")
    guard case .quantity(let a) = call.arguments[0].type else { throw call.wrongType(0, expected: expected) }
    guard case .quantity(let b) = call.arguments[1].type else { throw call.wrongType(1, expected: expected) }
    guard a.isConvertible(to: b) else { throw FormulaFault(.unitMismatch(a, b), call.arguments[1].range) }
    return .quantity(a)
  }

  static func value(_ values: [FormulaValue], _ choose: (Double, Double) -> Double) throws -> FormulaValue {
    guard case .quantity(let a) = values[0], case .quantity(let b) = values[1] else { return values[0] }
    return .quantity(Quantity(choose(a.value, try b.converted(to: a.unit).value), a.unit))
  }
}
