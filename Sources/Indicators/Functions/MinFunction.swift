import Essentials

/// The smaller of two numbers.
enum MinFunction: FormulaFunction {
  static let name = "min"
  static let usage = "min(a, b)"
  static let summary = LocalizedText(nl: "Het kleinste van twee getallen.", en: "The smaller of two numbers.")

  static func type(of call: FormulaCall, in symbols: FormulaSymbols) throws -> FormulaType {
    try NumberPair.type(of: call)
  }

  static func value(_ values: [FormulaValue], of call: FormulaCall, in inputs: FormulaInputs) throws -> FormulaValue {
    try NumberPair.value(values) { Swift.min($0, $1) }
  }
}
