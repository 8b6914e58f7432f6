import Essentials

/// The mean of a layer around each feature.
enum MeanAroundFunction: FormulaFunction {
  static let name = "meanAround"
  static let usage = "meanAround(layer, buildings, 20 m)"
  static let summary = LocalizedText(
    nl:
      "Het gemiddelde van de cellen rondom elk object: hun midden ligt hoogstens zo ver van de rand, en er niet binnen.",
    en: "The mean of the cells around each feature: their middle lies at most this far from its edge, and not inside.")

  /// Wider is no surroundings of a feature any more.
  private static let distances = 0.0...200.0

  static func type(of call: FormulaCall, in symbols: FormulaSymbols) throws -> FormulaType {
    try call.requireCount(3...3)
    guard case .layer(let unit) = call.arguments[0].type else {
      throw call.wrongType(0, expected: LocalizedText(nl: "een laag, zoals heat.pet", en: "a layer, such as heat.pet"))
    }
    let set: String
    switch call.arguments[1].type {
    case .features(let own), .selection(let own): set = own
    default:
      throw call.wrongType(
        1,
        expected: LocalizedText(nl: "een groep objecten, zoals buildings", en: "a set of features, such as buildings"))
    }
    _ = try distance(of: call)
    return .attribute(of: set, unit)
  }

  /// Written out, so that the cells around each feature are found once for all plans.
  private static func distance(of call: FormulaCall) throws -> Double {
    let argument = call.arguments[2]
    guard let number = argument.number else {
      throw call.wrongType(
        2, expected: LocalizedText(nl: "een geschreven afstand, zoals 20 m", en: "a written distance, such as 20 m"))
    }
    guard number.unit.isConvertible(to: .metre) else {
      throw FormulaFault(.unitMismatch(number.unit, .metre), argument.range)
    }
    let metres = try number.converted(to: .metre).value
    guard distances.contains(metres) else { throw FormulaFault(.outOfRange(metres, distances), argument.range) }
    return metres
  }

  static func value(_ values: [FormulaValue], of call: FormulaCall, in inputs: FormulaInputs) throws -> FormulaValue {
    guard case .layer(let layer) = values[0], let (set, included) = FormulaOperators.chosen(values[1]),
      let features = inputs.features[set]
    else { return values[0] }
    let cells = inputs.cells.cells(around: features, named: set, within: try distance(of: call))
    return .attribute(
      .init(set: set, values: layer.means(of: cells, included: included), unit: layer.unit, included: included))
  }
}

extension FormulaValue.Layer {
  /// The mean of each list of cells over those that have a value where the formula looks; NaN for none.
  fileprivate func means(of lists: [[Int]], included: [Bool]) -> [Double] {
    func mean(_ cells: [Int], _ isInside: (Int) -> Bool) -> Double {
      grid.withCells { values in
        var (sum, count) = (0.0, 0)
        for cell in cells where values[cell].isFinite && isInside(cell) {
          sum += Double(values[cell])
          count += 1
        }
        return count > 0 ? sum / Double(count) : .nan
      }
    }
    return zip(lists, included).map { cells, isIncluded in
      guard isIncluded else { return .nan }
      guard let domain else { return mean(cells) { _ in true } }
      return domain.withCells { domain in mean(cells) { domain[$0] == 1 } }
    }
  }
}
