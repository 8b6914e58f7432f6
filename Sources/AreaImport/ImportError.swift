import Essentials
import Grids

/// Register layers that cannot become an area.
public enum ImportError: DiagnosableError {
  case unmappedCode(Int, count: Int, file: String)
  case holes(file: String, count: Int, row: Int, column: Int)
  case missingAttribute(String, file: String, feature: String)
  case zoneOutside(String, at: Diagnostic.Location)
  case zoneInvalid(String, reason: LocalizedText, at: Diagnostic.Location)

  public var diagnostic: Diagnostic {
    switch self {
    case .unmappedCode(let code, let count, let file):
      Diagnostic(
        "import.unmappedCode",
        what: LocalizedText(
          nl: "Code \(code) (\(count) cellen) staat niet onder 'codes' in het recept.",
          en: "Code \(code) (\(count) cells) is not under 'codes' in the recipe."),
        at: .init(file: file, key: "codes"),
        remedy: LocalizedText(
          nl: "Voeg '\(code): ' met een klasse toe.", en: "Add '\(code): ' with a class."))
    case .holes(let file, let count, let row, let column):
      Diagnostic(
        "import.holes",
        what: LocalizedText(
          nl: "\(count) cellen zonder waarde; de eerste is rij \(row), kolom \(column).",
          en: "\(count) cells without a value; the first is row \(row), column \(column)."),
        at: .init(file: file),
        remedy: LocalizedText(
          nl: "Vul de gaten (bijvoorbeeld met gdal_fillnodata) en probeer het opnieuw.",
          en: "Fill the holes (for instance with gdal_fillnodata) and try again."))
    case .missingAttribute(let name, let file, let feature):
      Diagnostic(
        "import.missingAttribute",
        what: LocalizedText(
          nl: "Object \(feature) heeft geen getal in '\(name)'.", en: "Feature \(feature) has no number in '\(name)'."),
        at: .init(file: file, key: name),
        remedy: LocalizedText(
          nl: "Controleer de naam onder 'attributes' in het recept.",
          en: "Check the name under 'attributes' in the recipe."))
    case .zoneOutside(let id, let place):
      Diagnostic(
        "import.zoneOutside",
        what: LocalizedText(
          nl: "Zone '\(id)' ligt (deels) buiten het gebied of bedekt geen enkele cel.",
          en: "Zone '\(id)' lies (partly) outside the area or covers not one cell."), at: place,
        remedy: LocalizedText(
          nl: "Teken de zone binnen het raster van het gebied.", en: "Draw the zone inside the area's grid."))
    case .zoneInvalid(let id, let reason, let place):
      Diagnostic(
        "import.zoneInvalid",
        what: LocalizedText(
          nl: "De vorm van zone '\(id)' klopt niet: \(reason.nl)",
          en: "The shape of zone '\(id)' is not valid: \(reason.en)"),
        at: place,
        remedy: LocalizedText(
          nl: "Noem de punten in volgorde, zonder dat de rand zichzelf kruist.",
          en: "Name the points in order, without the edge crossing itself."))
    }
  }
}
