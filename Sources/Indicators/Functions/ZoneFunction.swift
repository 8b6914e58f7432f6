import Essentials
import Grids

/// The cells of a zone of the area.
enum ZoneFunction: FormulaFunction {
  static let name = "zone"
  static let usage = "zone(\"plein\")"
  static let summary = LocalizedText(
    nl: "De cellen van een zone uit de laag zones van het gebied.", en: "The cells of a zone of the area's layer zones."
  )

  static func type(of call: FormulaCall, in symbols: FormulaSymbols) throws -> FormulaType {
    try call.requireCount(1...30)
    for (index, argument) in call.arguments.enumerated() {
      guard let id = argument.text else {
        throw call.wrongType(
          index, expected: LocalizedText(nl: "een zone tussen aanhalingstekens", en: "a zone in quotes"))
      }
      if let known = symbols.zones, !known.contains(id) {
        throw FormulaFault(.unknown(.zone, id, known: known.sorted()), argument.range)
      }
    }
    return .mask
  }

  static func value(_ values: [FormulaValue], of call: FormulaCall, in inputs: FormulaInputs) throws -> FormulaValue {
    let ids = Set(call.arguments.compactMap(\.text))
    var grid = Grid<UInt8>(inputs.frame, repeating: 0)
    if let zones = inputs.features[FormulaSymbols.zoneSet] {
      let cells = inputs.cells.cells(of: zones, named: FormulaSymbols.zoneSet)
      for (zone, cells) in zip(zones.features, cells) where zone.givenID.map(ids.contains) == true {
        for cell in cells { grid[cell] = 1 }
      }
    }
    return .mask(.init(grid: grid))
  }
}
