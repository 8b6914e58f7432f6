import Essentials

/// What can be wrong with an indicator card or its values. Mistakes inside a formula are `FormulaError`.
public enum IndicatorError: DiagnosableError, Hashable {
  /// The norm of an area type does not go one way.
  case normNotMonotone(Diagnostic.Location, areaType: String, values: [Double], better: IndicatorCard.Direction)
  case normCount(Diagnostic.Location, areaType: String, found: Int)
  /// A card without direction cannot have norms.
  case normWithoutDirection(Diagnostic.Location)
  case unknownAreaType(Diagnostic.Location, String)
  case invalidStepName(Diagnostic.Location, String)
  case duplicateStep(Diagnostic.Location, String)
  case tooManySteps(Diagnostic.Location, found: Int)
  /// The formula gives a layer, a mask or the like.
  case notANumber(Diagnostic.Location, card: String, found: FormulaType)
  case wrongUnit(Diagnostic.Location, card: String, found: UnitOfMeasure, expected: UnitOfMeasure)
  case duplicateCard(String)
  /// A card that cannot be measured in this area.
  case leftOut(card: String, title: LocalizedText, reason: LocalizedText, Diagnostic.Location)

  public var diagnostic: Diagnostic {
    switch self {
    case .normNotMonotone(let place, let type, let values, let better):
      let list = values.map { "\($0)" }.joined(separator: ", ")
      let (nl, en) = better == .lower ? ("dalen", "fall") : ("stijgen", "rise")
      return Diagnostic(
        "indicator.normNotMonotone",
        what: LocalizedText(
          nl: "De norm van \(type) loopt niet één kant op: \(list).",
          en: "The norm of \(type) does not go one way: \(list)."), at: place,
        remedy: LocalizedText(
          nl: "De vier getallen moeten van slechtst naar best steeds \(nl), want better is \(better.rawValue).",
          en: "From worst to best the four numbers must always \(en), for better is \(better.rawValue)."))
    case .normCount(let place, let type, let found):
      return Diagnostic(
        "indicator.normCount",
        what: LocalizedText(
          nl: "De norm van \(type) heeft \(found) getallen in plaats van vier.",
          en: "The norm of \(type) has \(found) numbers instead of four."), at: place,
        remedy: LocalizedText(
          nl: "Schrijf [slechtst, ondergrens, basis, best].", en: "Write [worst, floor, base, best]."))
    case .normWithoutDirection(let place):
      return Diagnostic(
        "indicator.normWithoutDirection",
        what: LocalizedText(
          nl: "Een kaart met better: context heeft geen goed of slecht, dus ook geen norm.",
          en: "A card with better: context has no good or bad, and so no norm."), at: place,
        remedy: LocalizedText(
          nl: "Laat norms weg, of kies better: lower of higher.",
          en: "Leave norms out, or choose better: lower or higher."))
    case .unknownAreaType(let place, let type):
      let known = NormTable.areaTypes.joined(separator: ", ")
      return Diagnostic(
        "indicator.unknownAreaType",
        what: LocalizedText(nl: "'\(type)' is geen gebiedstype.", en: "'\(type)' is not an area type."), at: place,
        remedy: LocalizedText(
          nl: "Kies uit \(known), of all voor alle.", en: "Choose from \(known), or all for every type."))
    case .invalidStepName(let place, let name):
      return Diagnostic(
        "indicator.invalidStepName",
        what: LocalizedText(nl: "'\(name)' kan geen naam van een stap zijn.", en: "'\(name)' cannot name a step."),
        at: place,
        remedy: LocalizedText(
          nl: "Gebruik letters en cijfers zonder punt, en geen woord van de taal of bestaande naam.",
          en: "Use letters and digits without a point, and no word of the language or existing name."))
    case .duplicateStep(let place, let name):
      return Diagnostic(
        "indicator.duplicateStep",
        what: LocalizedText(nl: "Stap '\(name)' staat er twee keer.", en: "Step '\(name)' stands here twice."),
        at: place,
        remedy: LocalizedText(nl: "Geef een van beide een andere naam.", en: "Give one of them another name."))
    case .tooManySteps(let place, let found):
      let most = IndicatorCard.mostSteps
      return Diagnostic(
        "indicator.tooManySteps",
        what: LocalizedText(
          nl: "De kaart heeft \(found) stappen; hoogstens \(most) kan.",
          en: "The card has \(found) steps; at most \(most) can be."), at: place,
        remedy: LocalizedText(nl: "Voeg stappen samen.", en: "Join some steps."))
    case .notANumber(let place, let card, let found):
      return Diagnostic(
        "indicator.notANumber",
        what: LocalizedText(
          nl: "De formule van '\(card)' geeft \(found.name.nl) in plaats van één getal.",
          en: "The formula of '\(card)' gives \(found.name.en) instead of one number."), at: place,
        remedy: LocalizedText(
          nl: "Neem er bijvoorbeeld mean(...), share(...) of count(...) van.",
          en: "Take for instance mean(...), share(...) or count(...) of it."))
    case .wrongUnit(let place, let card, let found, let expected):
      return Diagnostic(
        "indicator.wrongUnit",
        what: LocalizedText(
          nl: "De formule van '\(card)' geeft \(found.symbol), maar de kaart zegt \(expected.symbol).",
          en: "The formula of '\(card)' gives \(found.symbol), but the card says \(expected.symbol)."), at: place,
        remedy: LocalizedText(
          nl: "Pas unit of de formule aan; de eenheden moeten van dezelfde soort zijn.",
          en: "Change unit or the formula; the units must be of the same kind."))
    case .duplicateCard(let id):
      return Diagnostic(
        "indicator.duplicateCard",
        what: LocalizedText(nl: "Indicator '\(id)' is er twee keer.", en: "There are two indicators '\(id)'."),
        at: .init(key: id),
        remedy: LocalizedText(nl: "Geef een van beide een andere id.", en: "Give one of them another id."))
    case .leftOut(let card, let title, let reason, let place):
      return Diagnostic(
        "indicator.leftOut", severity: .warning,
        what: LocalizedText(
          nl: "Indicator '\(title.nl)' (\(card)) is weggelaten: \(reason.nl)",
          en: "Indicator '\(title.en)' (\(card)) is left out: \(reason.en)"), at: place,
        remedy: LocalizedText(
          nl: "De andere indicatoren kloppen; voor deze mist dit gebied gegevens.",
          en: "The other indicators are right; for this one the area lacks data."))
    }
  }
}
