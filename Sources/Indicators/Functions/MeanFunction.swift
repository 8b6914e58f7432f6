import Essentials

/// The mean.
enum MeanFunction: FormulaFunction {
  static let name = "mean"
  static let usage = "mean(layer in mask)"
  static let summary = LocalizedText(
    nl: "Het gemiddelde van de cellen of objecten die een waarde hebben.",
    en: "The mean of the cells or features that have a value.")

  static func type(of call: FormulaCall, in symbols: FormulaSymbols) throws -> FormulaType {
    try call.requireCount(1...1)
    return try Aggregation.type(of: call)
  }

  static func value(_ values: [FormulaValue], of call: FormulaCall, in inputs: FormulaInputs) throws -> FormulaValue {
    try Aggregation.value(values[0], of: call) { Statistics.mean($0) }
  }
}
