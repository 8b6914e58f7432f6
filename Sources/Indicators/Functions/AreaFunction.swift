import Essentials

/// Area of the cells of a mask, or of each polygon.
enum AreaFunction: FormulaFunction {
  static let name = "area"
  static let usage = "area(mask)"
  static let summary = LocalizedText(
    nl: "Oppervlak van de cellen waar het masker ja zegt, of van elk object, in m².",
    en: "Area of the cells where the mask says yes, or of each feature, in m².")

  static func type(of call: FormulaCall, in symbols: FormulaSymbols) throws -> FormulaType {
    try call.requireCount(1...1)
    switch call.arguments[0].type {
    case .mask: return .quantity(.squareMetre)
    case .features(let set), .zonalMask(let set): return .attribute(of: set, .squareMetre)
    default:
      throw call.wrongType(0, expected: LocalizedText(nl: "een masker, of objecten", en: "a mask, or features"))
    }
  }

  static func value(_ values: [FormulaValue], of call: FormulaCall, in inputs: FormulaInputs) throws -> FormulaValue {
    let cellArea = inputs.frame.cellArea
    switch values[0] {
    case .mask(let mask): return .quantity(Quantity(Double(mask.counts().yes) * cellArea, .squareMetre))
    case .zonalMask(let zonal):
      return .attribute(
        zonal.perFeature(unit: .squareMetre) { cells in
          cells.unknown == cells.count ? .nan : Double(cells.yes) * cellArea
        })
    case .features(let features):
      return .attribute(
        .init(
          set: features.set, values: features.features.features.map(\.geometry.area), unit: .squareMetre,
          included: features.included))
    default: return values[0]
    }
  }
}
