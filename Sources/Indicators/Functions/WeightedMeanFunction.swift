import Essentials

/// A mean in which one feature counts more than another.
enum WeightedMeanFunction: FormulaFunction {
  static let name = "weightedMean"
  static let usage = "weightedMean(attribute, weight)"
  static let summary = LocalizedText(
    nl:
      "Het gemiddelde over de objecten, elk met een gewicht zoals het aantal bewoners: som van waarde × gewicht, gedeeld door de som van de gewichten.",
    en:
      "The mean of the features, each with a weight such as its residents: sum of value × weight divided by the sum of the weights."
  )

  static func type(of call: FormulaCall, in symbols: FormulaSymbols) throws -> FormulaType {
    try call.requireCount(2...2)
    let expected = LocalizedText(nl: "een getal per object", en: "a number for each feature")
    guard case .attribute(let set, let unit) = call.arguments[0].type else {
      throw call.wrongType(0, expected: expected)
    }
    guard case .attribute(let other, let weight) = call.arguments[1].type else {
      throw call.wrongType(1, expected: expected)
    }
    guard set == other else { throw FormulaFault(.differentSets(set, other), call.arguments[1].range) }
    if weight.isPointOnScale { throw FormulaFault(.temperatureInProduct, call.arguments[1].range) }
    return .quantity(unit)
  }

  static func value(_ values: [FormulaValue], of call: FormulaCall, in inputs: FormulaInputs) throws -> FormulaValue {
    guard case .attribute(let numbers) = values[0], case .attribute(let weights) = values[1] else { return values[0] }
    var (sum, total) = (0.0, 0.0)
    for index in numbers.values.indices where numbers.included[index] && weights.included[index] {
      let (number, weight) = (numbers.values[index], weights.values[index])
      guard number.isFinite, weight.isFinite else { continue }
      guard weight >= 0 else { throw FormulaFault(.outOfRange(weight, 0...1_000_000_000), call.arguments[1].range) }
      sum += number * weight
      total += weight
    }
    guard total > 0 else {
      throw call.nothingToMeasure(
        LocalizedText(
          nl: "er zijn geen objecten met een waarde en een gewicht boven nul",
          en: "there are no features with a value and a weight above zero"))
    }
    return .quantity(Quantity(sum / total, numbers.unit))
  }
}
