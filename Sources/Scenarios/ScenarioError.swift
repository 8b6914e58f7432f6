import Essentials

/// Questions that a run cannot answer.
public enum ScenarioError: DiagnosableError, Hashable {
  case noVariant(Variant)
  /// A formula gives a layer or a mask where one number is wanted.
  case notANumber(String)
  case unknownIndicator(String, known: [String])

  public var diagnostic: Diagnostic {
    switch self {
    case .noVariant(let variant):
      Diagnostic(
        "scenario.noVariant",
        what: LocalizedText(
          nl: "Deze berekening heeft geen uitkomst voor '\(variant.title.nl)'.",
          en: "This run has no result for '\(variant.title.en)'."),
        remedy: LocalizedText(nl: "Reken het scenario opnieuw door.", en: "Run the scenario again."))
    case .notANumber(let formula):
      Diagnostic(
        "scenario.notANumber",
        what: LocalizedText(
          nl: "De formule '\(formula)' geeft niet één getal.", en: "The formula '\(formula)' does not give one number."),
        at: .init(key: formula),
        remedy: LocalizedText(
          nl: "Neem er bijvoorbeeld mean(...), share(...) of count(...) van.",
          en: "Take for instance mean(...), share(...) or count(...) of it."))
    case .unknownIndicator(let id, let known):
      Diagnostic(
        "scenario.unknownIndicator",
        what: LocalizedText(
          nl: "Indicator '\(id)' is er niet voor dit scenario.", en: "There is no indicator '\(id)' for this scenario."),
        at: .init(key: id),
        remedy: LocalizedText(
          nl: "Kies uit: \(known.joined(separator: ", ")).", en: "Choose from: \(known.joined(separator: ", "))."))
    }
  }
}
