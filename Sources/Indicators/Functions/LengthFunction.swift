import Essentials

/// Length of each line.
enum LengthFunction: FormulaFunction {
  static let name = "length"
  static let usage = "length(roads)"
  static let summary = LocalizedText(nl: "Lengte van elke lijn, in m.", en: "Length of each line, in m.")

  static func type(of call: FormulaCall, in symbols: FormulaSymbols) throws -> FormulaType {
    try call.requireCount(1...1)
    guard case .features(let set) = call.arguments[0].type else {
      throw call.wrongType(
        0, expected: LocalizedText(nl: "een groep lijnen, zoals roads", en: "a set of lines, such as roads"))
    }
    return .attribute(of: set, .metre)
  }

  static func value(_ values: [FormulaValue], of call: FormulaCall, in inputs: FormulaInputs) throws -> FormulaValue {
    guard case .features(let features) = values[0] else { return values[0] }
    return .attribute(
      .init(
        set: features.set, values: features.features.features.map(\.geometry.length), unit: .metre,
        included: features.included))
  }
}
