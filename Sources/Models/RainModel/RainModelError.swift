import Essentials

/// Layers whose values make no sense to this model.
public enum RainModelError: DiagnosableError {
  /// A value outside what is physically possible.
  case valueOutOfRange(layer: String, row: Int, column: Int, value: Float, range: ClosedRange<Float>)

  public var diagnostic: Diagnostic {
    switch self {
    case .valueOutOfRange(let layer, let row, let column, let value, let range):
      Diagnostic(
        "rain.valueOutOfRange",
        what: LocalizedText(
          nl:
            "Laag '\(layer)' heeft op rij \(row), kolom \(column) de waarde \(value); die moet tussen \(range.lowerBound) en \(range.upperBound) liggen.",
          en:
            "Layer '\(layer)' holds \(value) at row \(row), column \(column); it must lie between \(range.lowerBound) and \(range.upperBound)."
        ),
        at: .init(key: layer),
        remedy: LocalizedText(
          nl: "Controleer de eenheid en de gaten van deze laag en bouw het pakket opnieuw.",
          en: "Check the unit and the holes of this layer and build the pack anew."))
    }
  }
}
