import Essentials

/// The value below which a given percentage of the values lies.
enum PercentileFunction: FormulaFunction {
  static let name = "percentile"
  static let usage = "percentile(layer in mask, 90)"
  static let summary = LocalizedText(
    nl: "De waarde waar zoveel procent van de cellen of objecten onder ligt, lineair tussen opeenvolgende waarden.",
    en: "The value below which so many percent of the cells or features lie, linear between successive values.")

  static func type(of call: FormulaCall, in symbols: FormulaSymbols) throws -> FormulaType {
    try call.requireCount(2...2)
    _ = try share(of: call)
    return try Aggregation.type(of: call)
  }

  /// 0 to 1. The rank is written out, so that a mistake is seen before anything runs.
  private static func share(of call: FormulaCall) throws -> Double {
    let rank = call.arguments[1]
    guard let number = rank.number, number.unit.isDimensionless else {
      throw call.wrongType(
        1, expected: LocalizedText(nl: "een geschreven getal van 0 tot 100", en: "a written number from 0 to 100"))
    }
    let percent = number.unit == .one ? number.value : try number.converted(to: .percent).value
    guard (0...100).contains(percent) else { throw FormulaFault(.outOfRange(percent, 0...100), rank.range) }
    return percent / 100
  }

  static func value(_ values: [FormulaValue], of call: FormulaCall, in inputs: FormulaInputs) throws -> FormulaValue {
    let share = try share(of: call)
    return try Aggregation.value(values[0], of: call) { Statistics.percentile(share, $0) }
  }
}
