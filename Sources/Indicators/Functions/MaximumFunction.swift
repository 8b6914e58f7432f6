import Essentials

/// The largest value.
enum MaximumFunction: FormulaFunction {
  static let name = "maximum"
  static let usage = "maximum(layer in mask)"
  static let summary = LocalizedText(
    nl: "De grootste waarde.",
    en: "The largest value.")

  static func type(of call: FormulaCall, in symbols: FormulaSymbols) throws -> FormulaType {
    try call.requireCount(1...1)
    return try Aggregation.type(of: call)
  }

  static func value(_ values: [FormulaValue], of call: FormulaCall, in inputs: FormulaInputs) throws -> FormulaValue {
    try Aggregation.value(values[0], of: call) { $0.max() }
  }
}
