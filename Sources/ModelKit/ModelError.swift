import Essentials

/// Inputs that do not fit, or a run that went wrong.
public enum ModelError: DiagnosableError {
  case missingLayer(String)
  case missingSeries(String)
  case unknownParameter(String, known: [String])
  case parameterOutOfRange(String, value: Double, range: ClosedRange<Double>)
  case holes(String, row: Int, column: Int)
  /// A value that no place on Earth has.
  case implausible(layer: String, row: Int, column: Int, value: Float, range: ClosedRange<Float>)
  case badSeries(String, reason: LocalizedText)
  case balanceNotClosed(relativeError: Double)
  /// A run that would not fit, refused before it starts.
  case tooLittleMemory(needed: Int, available: AvailableMemory)

  public var diagnostic: Diagnostic {
    switch self {
    case .missingLayer(let id):
      Diagnostic(
        "model.missingLayer", what: LocalizedText(nl: "Laag '\(id)' ontbreekt.", en: "Layer '\(id)' is missing."),
        at: .init(key: id),
        remedy: LocalizedText(nl: "Voeg de laag toe aan het gebied.", en: "Add the layer to the area."))
    case .missingSeries(let id):
      Diagnostic(
        "model.missingSeries",
        what: LocalizedText(nl: "De gebeurtenis mist de reeks '\(id)'.", en: "The event lacks the series '\(id)'."),
        at: .init(key: id),
        remedy: LocalizedText(
          nl: "Kies een gebeurtenis die bij dit model hoort.", en: "Choose an event for this model."))
    case .unknownParameter(let id, let known):
      Diagnostic(
        "model.unknownParameter",
        what: LocalizedText(nl: "Onbekende parameter '\(id)'.", en: "Unknown parameter '\(id)'."), at: .init(key: id),
        remedy: LocalizedText(
          nl: "Bekend zijn: \(known.joined(separator: ", ")).", en: "Known are: \(known.joined(separator: ", "))."))
    case .parameterOutOfRange(let id, let value, let range):
      Diagnostic(
        "model.parameterOutOfRange",
        what: LocalizedText(
          nl: "Parameter '\(id)' is \(value), buiten \(range.lowerBound) tot \(range.upperBound).",
          en: "Parameter '\(id)' is \(value), outside \(range.lowerBound) to \(range.upperBound)."),
        at: .init(key: id),
        remedy: LocalizedText(nl: "Kies een waarde daarbinnen.", en: "Choose a value within it."))
    case .holes(let id, let row, let column):
      Diagnostic(
        "model.holes",
        what: LocalizedText(
          nl: "Laag '\(id)' heeft een gat (geen waarde) op rij \(row), kolom \(column).",
          en: "Layer '\(id)' has a hole (no value) at row \(row), column \(column)."),
        at: .init(key: id),
        remedy: LocalizedText(
          nl: "Vul de gaten, bijvoorbeeld met gdal_fillnodata, en bouw het pakket opnieuw.",
          en: "Fill the holes, for instance with gdal_fillnodata, and build the pack anew."))
    case .implausible(let layer, let row, let column, let value, let range):
      Diagnostic(
        "model.implausible",
        what: LocalizedText(
          nl: """
            Laag '\(layer)' heeft op rij \(row), kolom \(column) de waarde \(value), buiten \(range.lowerBound) tot \
            \(range.upperBound).
            """,
          en: """
            Layer '\(layer)' has the value \(value) at row \(row), column \(column), outside \(range.lowerBound) to \
            \(range.upperBound).
            """),
        at: .init(key: layer),
        remedy: LocalizedText(
          nl: "Kijk naar de eenheid en naar het getal voor 'geen waarde' van de bron en bouw het pakket opnieuw.",
          en: "Look at the source's unit and no-data number and build the pack anew."))
    case .badSeries(let id, let reason):
      Diagnostic(
        "model.badSeries",
        what: LocalizedText(nl: "Reeks '\(id)': \(reason.nl)", en: "Series '\(id)': \(reason.en)"), at: .init(key: id),
        remedy: LocalizedText(nl: "Herstel de gebeurtenis.", en: "Mend the event."))
    case .tooLittleMemory(let needed, let available):
      Self.tooLittleMemory(needed: needed, available)
    case .balanceNotClosed(let error):
      Diagnostic(
        "model.balanceNotClosed",
        what: LocalizedText(
          nl: "De balans sluit niet (relatieve fout \(error)); het resultaat is verworpen.",
          en: "The balance does not close (relative error \(error)); the result was rejected."),
        remedy: LocalizedText(
          nl: "Kies een kleinere tijdstap of meld dit gebied.", en: "Choose a smaller time step or report this area."))
    }
  }

  private static func tooLittleMemory(needed: Int, _ available: AvailableMemory) -> Diagnostic {
    func megabytes(_ bytes: Int) -> String { "\((bytes + 999_999) / 1_000_000) MB" }
    let bound =
      switch available.bound {
      case .processLimit: LocalizedText(nl: "de grens van dit proces", en: "the limit of this process")
      case .controlGroup: LocalizedText(nl: "de grens van deze dienst", en: "the limit of this service")
      case .machine: LocalizedText(nl: "deze computer", en: "this computer")
      }
    return Diagnostic(
      "model.tooLittleMemory",
      what: LocalizedText(
        nl: """
          Deze berekening heeft ongeveer \(megabytes(needed)) geheugen nodig; \(bound.nl) laat nog \
          \(megabytes(available.bytes)) toe. Er is niets berekend.
          """,
        en: """
          This run needs about \(megabytes(needed)) of memory; \(bound.en) leaves \(megabytes(available.bytes)). \
          Nothing was computed.
          """),
      at: .init(key: "memory"),
      remedy: LocalizedText(
        nl: "Kies een kleiner gebied of grotere cellen, sluit andere programma's of geef het proces meer geheugen.",
        en: "Choose a smaller area or larger cells, close other programs, or give the process more memory."))
  }
}
