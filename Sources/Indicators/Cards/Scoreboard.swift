import Essentials

/// All indicators of a run, in the order of the cards.
public struct Scoreboard: Sendable {
  public let results: [IndicatorResult]
  /// A warning for each card that the area has nothing to measure for.
  public let warnings: [Diagnostic]

  /// Evaluates the cards that the scenario has the layers for; the others are passed over without a word, for a
  /// scenario without rain has no water on the street.
  ///
  /// A card for which there is nothing to measure (no such zone, no roads) is left out with a warning that names the
  /// card and the reason.
  /// - Throws: `IndicatorError`, and `FormulaError` for any other mistake in a card.
  public init(
    _ cards: [IndicatorCard], before: FormulaInputs, after: FormulaInputs, areaType: String?
  ) throws {
    var results: [IndicatorResult] = []
    var warnings: [Diagnostic] = []
    for card in cards where card.isComputable(with: after.symbols) {
      guard !results.contains(where: { $0.id == card.id }) else { throw IndicatorError.duplicateCard(card.id) }
      do {
        results.append(try card.evaluate(before: before, after: after, areaType: areaType))
      } catch let error as FormulaError where error.isAboutTheArea {
        warnings.append(card.leftOut(error))
      }
    }
    self.results = results
    self.warnings = warnings
  }
}

extension FormulaError {
  /// The formula is right, but this area lacks what it asks for: features, a zone, an attribute, cells.
  var isAboutTheArea: Bool {
    switch problem {
    case .nothingToMeasure, .divisionByZero: true
    case .unknown(let kind, let name, _):
      switch kind {
      case .zone, .attribute: true
      case .name: FeatureAttributes.sets.contains(FormulaSymbols.split(name)?.set ?? name)
      case .function, .unit, .landCoverClass: false
      }
    default: false
    }
  }
}
