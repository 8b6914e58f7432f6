import Essentials
import Grids

/// The cells of some land-cover classes.
enum LandCoverFunction: FormulaFunction {
  static let name = "landCover"
  static let usage = "landCover(\"voetpad\", \"plein\")"
  static let summary = LocalizedText(
    nl: "De cellen met een van deze klassen van landgebruik.", en: "The cells of any of these land-cover classes.")

  static func type(of call: FormulaCall, in symbols: FormulaSymbols) throws -> FormulaType {
    try call.requireCount(1...30)
    for (index, argument) in call.arguments.enumerated() {
      guard let id = argument.text else {
        throw call.wrongType(
          index, expected: LocalizedText(nl: "een klasse tussen aanhalingstekens", en: "a class in quotes"))
      }
      if let known = symbols.landCoverClasses, !known.contains(id) {
        throw FormulaFault(.unknown(.landCoverClass, id, known: known.sorted()), argument.range)
      }
    }
    return .mask
  }

  static func value(_ values: [FormulaValue], of call: FormulaCall, in inputs: FormulaInputs) throws -> FormulaValue {
    let codes = Set(call.arguments.compactMap { $0.text.flatMap { inputs.classes.landCoverClass(id: $0)?.code } })
    let isIn = (UInt8.min...UInt8.max).map { codes.contains($0) ? UInt8(1) : 0 }
    return .mask(.init(grid: inputs.landCover.map { isIn[Int($0)] }))
  }
}
