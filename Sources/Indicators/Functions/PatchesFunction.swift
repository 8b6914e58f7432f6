import Essentials
import Grids

/// The contiguous places of a mask that are large enough.
enum PatchesFunction: FormulaFunction {
  static let name = "patches"
  static let usage = "patches(mask, 200 m2)"
  static let summary = LocalizedText(
    nl:
      "De plekken uit een masker die aaneengesloten minstens zo groot zijn; cellen horen bij elkaar als ze elkaar met een zijde raken, een hoek is niet genoeg.",
    en:
      "The places of a mask that are contiguous and at least this large; cells belong together that touch by a side, a corner is not enough."
  )

  static func type(of call: FormulaCall, in symbols: FormulaSymbols) throws -> FormulaType {
    try PatchArguments.check(call)
    return .mask
  }

  static func value(_ values: [FormulaValue], of call: FormulaCall, in inputs: FormulaInputs) throws -> FormulaValue {
    guard case .mask(let mask) = values[0],
      let (patches, areLarge) = try PatchArguments.places(values, of: call, in: inputs)
    else { return values[0] }
    // What is unknown stays unknown: it may have been part of a place, or not.
    let grid = Grid<UInt8>(
      mask.grid.frame,
      filling: { out in
        mask.grid.withCells { cells in
          patches.labels.withCells { labels in
            for index in 0..<mask.grid.count {
              let label = Int(labels[index])
              out[index] = label >= 0 ? (areLarge[label] ? 1 : 0) : cells[index] > 1 ? cells[index] : 0
            }
          }
        }
      })
    return .mask(.init(grid: grid, domain: mask.domain))
  }
}
