import Essentials

/// The sum.
enum SumFunction: FormulaFunction {
  static let name = "sum"
  static let usage = "sum(length(roads) where condition)"
  static let summary = LocalizedText(
    nl: "De som van de cellen of objecten die een waarde hebben; 0 als er geen zijn. Niet van temperaturen.",
    en: "The sum of the cells or features that have a value; 0 if there are none. Not of temperatures.")

  static func type(of call: FormulaCall, in symbols: FormulaSymbols) throws -> FormulaType {
    try call.requireCount(1...1)
    let type = try Aggregation.type(of: call)
    if type.unit?.isPointOnScale == true { throw FormulaFault(.temperatureSum, call.arguments[0].range) }
    return type
  }

  static func value(_ values: [FormulaValue], of call: FormulaCall, in inputs: FormulaInputs) throws -> FormulaValue {
    try Aggregation.value(values[0], of: call) { Statistics.sum($0) }
  }
}
