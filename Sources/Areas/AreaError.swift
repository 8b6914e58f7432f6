import Essentials

/// Areas and measure cards that cannot be used as they are; plans have `PlanError`.
public enum AreaError: DiagnosableError {
  case unsafeLayerPath(Diagnostic.Location, path: String)
  case missingLayer(String, area: LocalizedText)
  case holes(layer: String, count: Int, row: Int, column: Int)
  case unknownLandCoverCode(Int, row: Int, column: Int)
  /// Two files give the same card and version.
  case cardTwice(CardReference)
  /// A card names a land-cover class that the table does not have.
  case cardUnknownClass(CardReference, String, known: [String])
  case implausible(layer: String, value: Float, range: ClosedRange<Float>, row: Int, column: Int)

  public var diagnostic: Diagnostic {
    switch self {
    case .unsafeLayerPath(let place, let path):
      Diagnostic(
        "area.unsafeLayerPath",
        what: LocalizedText(
          nl: "Het pad '\(path)' wijst buiten de map waar het bij hoort.",
          en: "The path '\(path)' leads out of the folder that it belongs to."),
        at: place,
        remedy: LocalizedText(
          nl: "Gebruik een bestandsnaam zonder '..' en zonder '/' vooraan.",
          en: "Use a file name without '..' and without a leading '/'."))
    case .missingLayer(let id, let area):
      Diagnostic(
        "area.missingLayer",
        what: LocalizedText(
          nl: "Gebied '\(area.nl)' mist de laag '\(id)'.", en: "Area '\(area.en)' lacks the layer '\(id)'."),
        at: .init(key: id),
        remedy: LocalizedText(
          nl: "Voeg de laag toe aan area/area.yaml en bouw het pakket opnieuw.",
          en: "Add the layer to area/area.yaml and build the pack anew."))
    case .holes(let layer, let count, let row, let column):
      Diagnostic(
        "area.holes",
        what: LocalizedText(
          nl: "Laag '\(layer)' heeft \(count) cellen zonder waarde; de eerste is rij \(row), kolom \(column).",
          en: "Layer '\(layer)' has \(count) cells without a value; the first is row \(row), column \(column)."),
        at: .init(key: layer),
        remedy: LocalizedText(
          nl: "Vul de gaten (bijvoorbeeld gdal_fillnodata) en bouw het pakket opnieuw.",
          en: "Fill the holes (for instance gdal_fillnodata) and build the pack anew."))
    case .unknownLandCoverCode(let code, let row, let column):
      Diagnostic(
        "area.unknownLandCoverCode",
        what: LocalizedText(
          nl: "Landgebruikcode \(code) (rij \(row), kolom \(column)) staat niet in de tabel.",
          en: "Land cover code \(code) (row \(row), column \(column)) is not in the table."),
        at: .init(key: "landCover"),
        remedy: LocalizedText(
          nl: "Gebruik de codes van data/landcover.yaml van het basispakket.",
          en: "Use the codes of data/landcover.yaml of the base pack."))
    case .implausible(let layer, let value, let range, let row, let column):
      Diagnostic(
        "area.implausible",
        what: LocalizedText(
          nl: "Laag '\(layer)' heeft de waarde \(value) op rij \(row), kolom \(column); dat kan niet kloppen.",
          en: "Layer '\(layer)' has the value \(value) at row \(row), column \(column); that cannot be right."),
        at: .init(key: layer),
        remedy: LocalizedText(
          nl: "Waarden liggen tussen \(range.lowerBound) en \(range.upperBound) m. Is dit een code voor 'geen waarde'?",
          en: "Values lie between \(range.lowerBound) and \(range.upperBound) m. Is this a code for 'no value'?"))
    case .cardUnknownClass(let card, let name, let known):
      Diagnostic(
        "measures.unknownClass",
        what: LocalizedText(
          nl: "Maatregelkaart '\(card)' noemt landgebruik '\(name)', dat niet in de tabel staat.",
          en: "Measure card '\(card)' names land cover '\(name)', which is not in the table."),
        at: .init(key: card.id),
        remedy: LocalizedText(
          nl: "Kies uit: \(known.joined(separator: ", ")).", en: "Choose from: \(known.joined(separator: ", "))."))
    case .cardTwice(let card):
      Diagnostic(
        "measures.twice",
        what: LocalizedText(
          nl: "Maatregelkaart '\(card)' staat in twee bestanden.", en: "Measure card '\(card)' stands in two files."),
        at: .init(key: card.id),
        remedy: LocalizedText(nl: "Verwijder er een.", en: "Remove one of them."))
    }
  }
}
