import Essentials

/// Geodata that cannot be read as RD New simple features, or an overlay that failed.
public enum GeometryError: DiagnosableError {
  /// Not JSON, or not GeoJSON. `key` is the path to the member that is wrong.
  case malformed(file: String?, line: Int?, column: Int?, key: String?, reason: LocalizedText)
  /// GeoJSON without a `crs` member is in degrees by RFC 7946, section 4.
  case missingCRS(file: String?)
  case wrongCRS(file: String?, found: String)
  case unsupportedType(FeaturePlace, found: String)
  case missingGeometry(FeaturePlace)
  case emptyGeometry(FeaturePlace)
  case outsideRD(FeaturePlace, Point)
  case notFinite(FeaturePlace)
  case ringNotClosed(FeaturePlace)
  /// A line needs two positions, a ring four with the closing one.
  case tooFewPositions(FeaturePlace, found: Int, needed: Int)
  /// An attribute that JSON cannot hold.
  case unwritableProperty(FeaturePlace, name: String)
  /// GEOS's own words.
  case operationFailed(operation: String, reason: String)

  public var diagnostic: Diagnostic {
    switch self {
    case .malformed(let file, let line, let column, let key, let reason):
      Diagnostic(
        "geojson.malformed",
        what: LocalizedText(
          nl: "Dit is geen geldige GeoJSON: \(reason.nl)", en: "This is not valid GeoJSON: \(reason.en)"),
        at: .init(file: file, line: line, column: column, key: key),
        remedy: LocalizedText(
          nl: "Maak het bestand opnieuw, bijvoorbeeld met Exporteren in QGIS.",
          en: "Make the file anew, for example with Export in QGIS."))
    case .missingCRS(let file):
      Diagnostic(
        "geojson.missingCRS",
        what: LocalizedText(
          nl: "Het bestand noemt geen coördinatenstelsel (lid 'crs'). Dan is het volgens RFC 7946 WGS 84, in graden.",
          en: "The file names no coordinate system (member 'crs'). By RFC 7946 it is then WGS 84, in degrees."),
        at: .init(file: file, key: "crs"),
        remedy: Self.exportRemedy)
    case .wrongCRS(let file, let found):
      Diagnostic(
        "geojson.wrongCRS",
        what: LocalizedText(
          nl: "Het coördinatenstelsel is \(found); nodig is RD New (EPSG:28992).",
          en: "The coordinate system is \(found); RD New (EPSG:28992) is needed."),
        at: .init(file: file, key: "crs"),
        remedy: Self.exportRemedy)
    case .unsupportedType(let place, let found):
      Diagnostic(
        "geometry.unsupportedType",
        what: LocalizedText(
          nl: "De soort '\(found)' wordt niet ondersteund.", en: "The type '\(found)' is not supported."),
        at: place.location,
        remedy: LocalizedText(
          nl: "Gebruik punten, lijnen of vlakken (enkel of Multi). Splits een GeometryCollection in losse objecten.",
          en: "Use points, lines or polygons (single or Multi). Split a GeometryCollection into separate features."))
    case .missingGeometry(let place):
      Diagnostic(
        "geometry.missing",
        what: LocalizedText(nl: "Het object heeft geen geometrie.", en: "The feature has no geometry."),
        at: place.location,
        remedy: LocalizedText(nl: "Teken het object of haal het weg.", en: "Draw the feature or remove it."))
    case .emptyGeometry(let place):
      Diagnostic(
        "geometry.empty",
        what: LocalizedText(nl: "De geometrie is leeg.", en: "The geometry is empty."),
        at: place.location,
        remedy: LocalizedText(nl: "Teken het object of haal het weg.", en: "Draw the feature or remove it."))
    case .outsideRD(let place, let point):
      Diagnostic(
        "geometry.outsideRD",
        what: LocalizedText(
          nl: "Het punt (\(point.x), \(point.y)) ligt niet in Nederland: x hoort tussen 0 en 300000 te liggen, "
            + "y tussen 290000 en 650000.",
          en: "The point (\(point.x), \(point.y)) is not in the Netherlands: x should be between 0 and 300000, "
            + "y between 290000 and 650000."),
        at: place.location,
        remedy: LocalizedText(
          nl: "Kijk of x en y verwisseld zijn of de coördinaten graden zijn, en exporteer opnieuw in EPSG:28992.",
          en: "See whether x and y are swapped or the coordinates are degrees, and export again in EPSG:28992."))
    case .notFinite(let place):
      Diagnostic(
        "geometry.notFinite",
        what: LocalizedText(
          nl: "Een coördinaat is geen bruikbaar getal.", en: "A coordinate is not a usable number."),
        at: place.location,
        remedy: LocalizedText(
          nl: "Teken het object opnieuw of haal het weg.", en: "Draw the feature again or remove it."))
    case .ringNotClosed(let place):
      Diagnostic(
        "geometry.ringNotClosed",
        what: LocalizedText(
          nl: "Een rand van het vlak is niet gesloten: het laatste punt is niet gelijk aan het eerste.",
          en: "A ring of the polygon is not closed: its last position differs from its first."),
        at: place.location,
        remedy: LocalizedText(
          nl: "Sluit de rand: herhaal het eerste punt aan het eind.",
          en: "Close the ring: repeat the first position at the end."))
    case .tooFewPositions(let place, let found, let needed):
      Diagnostic(
        "geometry.tooFewPositions",
        what: LocalizedText(
          nl: "De geometrie heeft \(found) punten; er zijn er minstens \(needed) nodig.",
          en: "The geometry has \(found) positions; at least \(needed) are needed."),
        at: place.location,
        remedy: LocalizedText(
          nl: "Teken het object opnieuw of haal het weg.", en: "Draw the feature again or remove it."))
    case .unwritableProperty(let place, let name):
      Diagnostic(
        "geometry.unwritableProperty",
        what: LocalizedText(
          nl: "De eigenschap '\(name)' is oneindig of geen getal.",
          en: "The property '\(name)' is infinite or not a number."),
        at: place.location,
        remedy: LocalizedText(
          nl: "Laat de eigenschap leeg of vul een getal in.", en: "Leave the property empty or give a number."))
    case .operationFailed(let operation, let reason):
      Diagnostic(
        "geometry.operationFailed",
        what: LocalizedText(
          nl: "De berekening '\(operation)' op de geometrie lukt niet: \(reason)",
          en: "The geometry operation '\(operation)' failed: \(reason)"),
        remedy: LocalizedText(
          nl: "Controleer of de vlakken geldig zijn (geen rand die zichzelf kruist).",
          en: "Check that the polygons are valid (no ring that crosses itself)."))
    }
  }

  private static let exportRemedy = LocalizedText(
    nl: "Exporteer het bestand opnieuw met coördinatenstelsel EPSG:28992 (Amersfoort / RD New). In QGIS: Exporteren, "
      + "Objecten opslaan als, CRS EPSG:28992, en zet RFC7946 op NO.",
    en: "Export the file again in coordinate system EPSG:28992 (Amersfoort / RD New). In QGIS: Export, Save Features "
      + "As, CRS EPSG:28992, and RFC7946 set to NO.")
}
