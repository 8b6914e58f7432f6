import Essentials

/// The larger of two numbers.
enum MaxFunction: FormulaFunction {
  static let name = "max"
  static let usage = "max(a, b)"
  static let summary = LocalizedText(nl: "Het grootste van twee getallen.", en: "The larger of two numbers.")

  static func type(of call: FormulaCall, in symbols: FormulaSymbols) throws -> FormulaType {
    try NumberPair.type(of: call)
  }

  static func value(_ values: [FormulaValue], of call: FormulaCall, in inputs: FormulaInputs) throws -> FormulaValue {
    try NumberPair.value(values) { Swift.max($0, $1) }
  }
}
