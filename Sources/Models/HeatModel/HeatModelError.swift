import Essentials

/// Inputs that fit the description but cannot be true.
public enum HeatModelError: DiagnosableError {
  /// A value that no place on Earth has, mostly a forgotten no-data number or another unit.
  case implausible(layer: String, row: Int, column: Int, value: Float, range: ClosedRange<Float>)

  public var diagnostic: Diagnostic {
    switch self {
    case .implausible(let layer, let row, let column, let value, let range):
      Diagnostic(
        "heat.implausible",
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
    }
  }
}
