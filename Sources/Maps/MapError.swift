import Essentials

/// A map that cannot be drawn.
public enum MapError: DiagnosableError {
  case widthOutOfRange(Int)
  /// An image can have 32,767 pixels a side.
  case tooLarge(columns: Int, rows: Int)
  /// The sheet is set in DejaVu Sans.
  case fontMissing
  /// Cairo's own words.
  case drawingFailed(String)

  public var diagnostic: Diagnostic {
    switch self {
    case .widthOutOfRange(let width):
      Diagnostic(
        "map.width",
        what: LocalizedText(
          nl: "De kaart kan niet \(width) pixels breed zijn.", en: "The map cannot be \(width) pixels wide."),
        remedy: LocalizedText(nl: "Kies een breedte van 800 tot 4000.", en: "Choose a width from 800 to 4000."))
    case .tooLarge(let columns, let rows):
      Diagnostic(
        "map.tooLarge",
        what: LocalizedText(
          nl: "Het raster van \(columns) x \(rows) cellen past niet op een kaart.",
          en: "The grid of \(columns) x \(rows) cells does not fit on a map."),
        remedy: LocalizedText(
          nl: "Knip het gebied uit of gebruik grotere cellen.", en: "Clip the area or use larger cells."))
    case .fontMissing:
      Diagnostic(
        "map.fontMissing",
        what: LocalizedText(
          nl: "Het lettertype DejaVu Sans is niet te vinden.", en: "The font DejaVu Sans cannot be found."),
        remedy: LocalizedText(
          nl: "Installeer het pakket fonts-dejavu-core.", en: "Install the package fonts-dejavu-core."))
    case .drawingFailed(let reason):
      Diagnostic(
        "map.drawingFailed",
        what: LocalizedText(
          nl: "Het tekenen van de kaart lukt niet: \(reason)", en: "Drawing the map failed: \(reason)"),
        remedy: LocalizedText(
          nl: "Controleer de installatie van Cairo.", en: "Check the installation of Cairo."))
    }
  }
}
