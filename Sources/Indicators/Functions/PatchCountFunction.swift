import Essentials

/// How many contiguous places of a mask are large enough.
enum PatchCountFunction: FormulaFunction {
  static let name = "patchCount"
  static let usage = "patchCount(mask, 200 m2)"
  static let summary = LocalizedText(
    nl: "Het aantal plekken dat patches met dezelfde waarden overhoudt.",
    en: "The number of places that patches keeps, given the same values.")

  static func type(of call: FormulaCall, in symbols: FormulaSymbols) throws -> FormulaType {
    try PatchArguments.check(call)
    return .quantity(.one)
  }

  static func value(_ values: [FormulaValue], of call: FormulaCall, in inputs: FormulaInputs) throws -> FormulaValue {
    guard let (_, areLarge) = try PatchArguments.places(values, of: call, in: inputs) else { return values[0] }
    return .quantity(Quantity(Double(areLarge.count { $0 }), .one))
  }
}
