import Essentials

/// How many features or cells.
enum CountFunction: FormulaFunction {
  static let name = "count"
  static let usage = "count(buildings where condition)"
  static let summary = LocalizedText(
    nl: "Het aantal objecten, of het aantal cellen waar het masker ja zegt.",
    en: "The number of features, or of cells where the mask says yes.")

  static func type(of call: FormulaCall, in symbols: FormulaSymbols) throws -> FormulaType {
    try call.requireCount(1...1)
    switch call.arguments[0].type {
    case .mask, .features, .selection: return .quantity(.one)
    case .zonalMask(let set): return .attribute(of: set, .one)
    default:
      throw call.wrongType(
        0, expected: LocalizedText(nl: "objecten, een voorwaarde of een masker", en: "features, a condition or a mask"))
    }
  }

  static func value(_ values: [FormulaValue], of call: FormulaCall, in inputs: FormulaInputs) throws -> FormulaValue {
    switch values[0] {
    case .mask(let mask): return .quantity(Quantity(Double(mask.counts().yes), .one))
    case .features(let features): return .quantity(Quantity(Double(features.included.count { $0 }), .one))
    case .selection(let selection): return .quantity(Quantity(Double(selection.counts.yes), .one))
    case .zonalMask(let zonal):
      return .attribute(zonal.perFeature(unit: .one) { $0.unknown == $0.count ? .nan : Double($0.yes) })
    default: return values[0]
    }
  }
}
