import Essentials

/// Which part of the cells or features is yes.
enum ShareFunction: FormulaFunction {
  static let name = "share"
  static let usage = "share(mask in mask)"
  static let summary = LocalizedText(
    nl: "Het deel van de cellen of objecten dat ja zegt, van 0 tot 1; cellen zonder waarde tellen niet mee.",
    en: "The part of the cells or features that says yes, from 0 to 1; cells without a value do not count.")

  static func type(of call: FormulaCall, in symbols: FormulaSymbols) throws -> FormulaType {
    try call.requireCount(1...1)
    switch call.arguments[0].type {
    case .mask, .selection: return .quantity(.one)
    case .zonalMask(let set): return .attribute(of: set, .one)
    default:
      throw call.wrongType(
        0,
        expected: LocalizedText(
          nl: "een masker of een voorwaarde, zoals heat.pet > 35 °C",
          en: "a mask or a condition, such as heat.pet > 35 °C"))
    }
  }

  static func value(_ values: [FormulaValue], of call: FormulaCall, in inputs: FormulaInputs) throws -> FormulaValue {
    switch values[0] {
    case .mask(let mask):
      let counts = mask.counts()
      guard counts.yes + counts.no > 0 else {
        throw call.nothingToMeasure(LocalizedText(nl: "geen enkele cel heeft een waarde", en: "no cell has a value"))
      }
      return .quantity(Quantity(Double(counts.yes) / Double(counts.yes + counts.no), .one))
    case .selection(let selection):
      let counts = selection.counts
      guard counts.yes + counts.no > 0 else {
        throw call.nothingToMeasure(LocalizedText(nl: "er zijn geen objecten", en: "there are no features"))
      }
      return .quantity(Quantity(Double(counts.yes) / Double(counts.yes + counts.no), .one))
    case .zonalMask(let zonal):
      return .attribute(
        zonal.perFeature(unit: .one) { cells in
          cells.unknown == cells.count ? .nan : Double(cells.yes) / Double(cells.count - cells.unknown)
        })
    default: return values[0]
    }
  }
}
