import Essentials

/// The smallest value.
enum MinimumFunction: FormulaFunction {
  static let name = "minimum"
  static let usage = "minimum(layer in mask)"
  static let summary = LocalizedText(
    nl: "De kleinste waarde.",
    en: "The smallest value.")

  static func type(of call: FormulaCall, in symbols: FormulaSymbols) throws -> FormulaType {
    try call.requireCount(1...1)
    return try Aggregation.type(of: call)
  }

  static func value(_ values: [FormulaValue], of call: FormulaCall, in inputs: FormulaInputs) throws -> FormulaValue {
    try Aggregation.value(values[0], of: call) { $0.min() }
  }
}
