import Essentials

/// The same, in the situation without plan.
enum BeforeFunction: FormulaFunction {
  static let name = "before"
  static let usage = "before(x)"
  static let summary = LocalizedText(
    nl: "Hetzelfde, in de situatie zonder plan.", en: "The same, in the situation without plan.")
  static let looksBefore = true

  static func type(of call: FormulaCall, in symbols: FormulaSymbols) throws -> FormulaType {
    try call.requireCount(1...1)
    return call.arguments[0].type
  }

  static func value(_ values: [FormulaValue], of call: FormulaCall, in inputs: FormulaInputs) throws -> FormulaValue {
    values[0]
  }
}
