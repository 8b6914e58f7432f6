import Essentials

/// What `patches` and `patchCount` have in common: a mask and the least area of a place.
enum PatchArguments {
  static func check(_ call: FormulaCall) throws {
    try call.requireCount(2...2)
    guard call.arguments[0].type == .mask else {
      throw call.wrongType(
        0,
        expected: LocalizedText(
          nl: "een masker, zoals heat.pet <= 38 °C", en: "a mask, such as heat.pet <= 38 °C"))
    }
    guard case .quantity(let unit) = call.arguments[1].type else {
      throw call.wrongType(
        1, expected: LocalizedText(nl: "een oppervlakte, zoals 200 m2", en: "an area, such as 200 m2"))
    }
    guard unit.isConvertible(to: .squareMetre) else {
      throw FormulaFault(.unitMismatch(unit, .squareMetre), call.arguments[1].range)
    }
  }

  /// The mask's places, and which of them are large enough.
  ///
  /// Where the formula looks at no cell with a value there is nothing to measure: an area whose map does not know the
  /// ground has not therefore no places.
  static func places(
    _ values: [FormulaValue], of call: FormulaCall, in inputs: FormulaInputs
  ) throws -> (patches: MaskPatches, areLarge: [Bool])? {
    guard case .mask(let mask) = values[0], case .quantity(let least) = values[1] else { return nil }
    let squareMetres = try least.converted(to: .squareMetre).value
    guard squareMetres >= 0 else {
      throw FormulaFault(.outOfRange(squareMetres, 0...1_000_000_000), call.arguments[1].range)
    }
    let counts = mask.counts()
    guard counts.yes + counts.no > 0 else {
      throw call.nothingToMeasure(LocalizedText(nl: "geen enkele cel heeft een waarde", en: "no cell has a value"))
    }
    let patches = inputs.memory.patches(of: mask.asDomain)
    return (patches, patches.areLarge(atLeast: squareMetres / inputs.frame.cellArea))
  }
}
