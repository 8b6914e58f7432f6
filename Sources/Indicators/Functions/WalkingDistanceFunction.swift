import Areas
import Essentials
import Grids

/// How far it is on foot from each feature to the nearest place of a mask.
enum WalkingDistanceFunction: FormulaFunction {
  static let name = "walkingDistance"
  static let usage = "walkingDistance(buildings, mask, roads)"
  static let summary = LocalizedText(
    nl:
      "De kortste weg te voet van elk object naar het masker, in m: recht naar de dichtste lijn, langs de lijnen, en recht naar de plek. Geen waarde waar geen weg is.",
    en:
      "The shortest way on foot from each feature to the mask, in m: straight to the nearest line, along the lines, and straight to the place. No value where there is no way."
  )

  static func type(of call: FormulaCall, in symbols: FormulaSymbols) throws -> FormulaType {
    try call.requireCount(3...3)
    let set: String
    switch call.arguments[0].type {
    case .features(let own), .selection(let own): set = own
    default:
      throw call.wrongType(
        0,
        expected: LocalizedText(nl: "een groep objecten, zoals buildings", en: "a set of features, such as buildings"))
    }
    guard call.arguments[1].type == .mask else {
      throw call.wrongType(
        1,
        expected: LocalizedText(
          nl: "een masker van plekken, zoals patches(heat.pet <= 38 °C, 200 m2)",
          en: "a mask of places, such as patches(heat.pet <= 38 °C, 200 m2)"))
    }
    switch call.arguments[2].type {
    case .features, .selection: return .attribute(of: set, .metre)
    default:
      throw call.wrongType(
        2, expected: LocalizedText(nl: "een groep lijnen, zoals roads", en: "a set of lines, such as roads"))
    }
  }

  static func value(_ values: [FormulaValue], of call: FormulaCall, in inputs: FormulaInputs) throws -> FormulaValue {
    guard let (set, included) = FormulaOperators.chosen(values[0]), let features = inputs.features[set],
      case .mask(let mask) = values[1], let (lineSet, lines) = FormulaOperators.chosen(values[2]),
      let lineFeatures = inputs.features[lineSet]
    else { return values[0] }
    let ways = WalkingMemory.Ways(set: lineSet, included: lines)
    let network = inputs.walks.network(ways, of: lineFeatures)
    guard !network.isEmpty else {
      throw FormulaFault(
        .nothingToMeasure(
          LocalizedText(nl: "er zijn geen lijnen om langs te lopen", en: "there are no lines to walk along")),
        call.arguments[2].range)
    }
    let places = WalkingMemory.Places(set: set, ways: ways)
    let goals = mask.asDomain
    let distances = inputs.memory.distances(from: places, to: goals) {
      let accesses = inputs.walks.accesses(to: network, ways)
      let chosen = goals.withCells { cells in accesses.indices.filter { cells[$0] == 1 }.map { accesses[$0] } }
      return network.distances(from: inputs.walks.accesses(to: network, places, of: features), to: chosen)
    }
    return .attribute(
      .init(set: set, values: distances.map { $0 ?? .nan }, unit: .metre, included: included))
  }
}
