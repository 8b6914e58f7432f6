import Essentials
import Grids

/// A geodata file that cannot be used as it is, or cannot be written.
public enum GeoFormatError: DiagnosableError {
  /// Unknown format, or damaged.
  case cannotOpen(file: String, raster: Bool, reason: String)
  case readFailed(file: String, reason: String)
  case missingCRS(file: String)
  case wrongCRS(file: String, found: String)
  case noGeoreference(file: String)
  case notNorthUp(file: String)
  case notSquare(file: String, width: Double, height: Double)
  case outsideRD(file: String, frame: GridFrame)
  case severalBands(file: String, count: Int)
  case complexNumbers(file: String)
  case tooLarge(file: String, columns: Int, rows: Int, limit: Int)
  /// Infinity where a number should be. 0-based.
  case notFinite(file: String, row: Int, column: Int)
  /// A code must be a whole number from 0 to 255.
  case notACode(file: String, row: Int, column: Int, value: Double)
  case noLayers(file: String)
  case severalLayers(file: String, names: [String])
  case layerMissing(file: String, name: String, names: [String])
  case tooManyFeatures(file: String, limit: Int)
  case writeFailed(file: String, reason: String)

  static func cannotOpen(file: String, kind: SourceFile.Kind, reason: String) -> GeoFormatError {
    .cannotOpen(file: file, raster: kind == .raster, reason: reason)
  }

  public var diagnostic: Diagnostic {
    switch self {
    case .cannotOpen(let file, let raster, let reason):
      Diagnostic(
        "geoformat.cannotOpen",
        what: LocalizedText(
          nl: "Het bestand is niet te openen: onbekend soort bestand of beschadigd (\(reason)).",
          en: "The file cannot be opened: unknown kind of file, or damaged (\(reason))."),
        at: .init(file: file),
        remedy: raster
          ? LocalizedText(
            nl: "Gebruik een GeoTIFF of een Esri ASCII-grid in EPSG:28992.",
            en: "Use a GeoTIFF or an Esri ASCII grid in EPSG:28992.")
          : LocalizedText(
            nl: "Gebruik een GeoPackage, GeoJSON of Shapefile (.shp met .shx, .dbf en .prj) in EPSG:28992.",
            en: "Use a GeoPackage, GeoJSON or Shapefile (.shp with .shx, .dbf and .prj) in EPSG:28992."))
    case .readFailed(let file, let reason):
      Diagnostic(
        "geoformat.readFailed",
        what: LocalizedText(
          nl: "Het bestand is niet helemaal te lezen; het is waarschijnlijk beschadigd of afgekapt (\(reason)).",
          en: "The file cannot be read to the end; it is probably damaged or cut off (\(reason))."),
        at: .init(file: file),
        remedy: LocalizedText(
          nl: "Haal het bestand opnieuw op of exporteer het opnieuw.", en: "Fetch or export the file again."))
    case .missingCRS(let file):
      Diagnostic(
        "geoformat.missingCRS",
        what: LocalizedText(
          nl: "Het bestand noemt geen coördinatenstelsel.", en: "The file names no coordinate system."),
        at: .init(file: file), remedy: Self.exportRemedy)
    case .wrongCRS(let file, let found):
      Diagnostic(
        "geoformat.wrongCRS",
        what: LocalizedText(
          nl: "Het coördinatenstelsel is \(found); nodig is RD New (EPSG:28992).",
          en: "The coordinate system is \(found); RD New (EPSG:28992) is needed."),
        at: .init(file: file), remedy: Self.exportRemedy)
    case .noGeoreference(let file):
      Diagnostic(
        "geoformat.noGeoreference",
        what: LocalizedText(
          nl: "Het raster zegt niet waar het ligt (geen hoekpunt en celgrootte).",
          en: "The raster does not say where it lies (no corner and cell size)."),
        at: .init(file: file), remedy: Self.exportRemedy)
    case .notNorthUp(let file):
      Diagnostic(
        "geoformat.notNorthUp",
        what: LocalizedText(
          nl: "Het raster is gedraaid of gespiegeld; de bovenkant moet het noorden zijn.",
          en: "The raster is rotated or mirrored; its top must be north."),
        at: .init(file: file), remedy: Self.warpRemedy)
    case .notSquare(let file, let width, let height):
      Diagnostic(
        "geoformat.notSquare",
        what: LocalizedText(
          nl: "De cellen zijn \(width) bij \(height) m; ze moeten vierkant zijn.",
          en: "The cells are \(width) by \(height) m; they must be square."),
        at: .init(file: file), remedy: Self.warpRemedy)
    case .outsideRD(let file, let frame):
      Diagnostic(
        "geoformat.outsideRD",
        what: LocalizedText(
          nl: "Het raster ligt niet in Nederland: x van \(frame.west) tot \(frame.east), y van \(frame.south) tot "
            + "\(frame.north).",
          en: "The raster is not in the Netherlands: x from \(frame.west) to \(frame.east), y from \(frame.south) to "
            + "\(frame.north)."),
        at: .init(file: file),
        remedy: LocalizedText(
          nl: "Kijk of de coördinaten graden zijn, en zet het raster om naar EPSG:28992.",
          en: "See whether the coordinates are degrees, and convert the raster to EPSG:28992."))
    case .severalBands(let file, let count):
      Diagnostic(
        "geoformat.severalBands",
        what: LocalizedText(
          nl: "Het raster heeft \(count) banden; nodig is er één.",
          en: "The raster has \(count) bands; one is needed."),
        at: .init(file: file),
        remedy: LocalizedText(
          nl: "Sla de band die je nodig hebt apart op (gdal_translate -b 1).",
          en: "Save the band you need by itself (gdal_translate -b 1)."))
    case .complexNumbers(let file):
      Diagnostic(
        "geoformat.complexNumbers",
        what: LocalizedText(
          nl: "Het raster heeft complexe of onbekende getallen.", en: "The raster has complex or unknown numbers."),
        at: .init(file: file),
        remedy: LocalizedText(
          nl: "Sla het raster op met gewone getallen (Float32).", en: "Save the raster with real numbers (Float32)."))
    case .tooLarge(let file, let columns, let rows, let limit):
      Diagnostic(
        "geoformat.tooLarge",
        what: LocalizedText(
          nl: "Het raster is te groot: \(columns) x \(rows) cellen zou \(Self.megabytes(columns, rows)) MB geheugen "
            + "vragen; de grens is \(limit) cellen (\(limit / 250_000) MB).",
          en: "The raster is too large: \(columns) x \(rows) cells would take \(Self.megabytes(columns, rows)) MB of "
            + "memory; the limit is \(limit) cells (\(limit / 250_000) MB)."),
        at: .init(file: file),
        remedy: LocalizedText(
          nl: "Knip het gebied uit of gebruik grotere cellen.", en: "Clip the area or use larger cells."))
    case .notFinite(let file, let row, let column):
      Diagnostic(
        "geoformat.notFinite",
        what: LocalizedText(
          nl: "De cel in rij \(row), kolom \(column) is oneindig.",
          en: "The cell in row \(row), column \(column) is infinite."),
        at: .init(file: file),
        remedy: LocalizedText(
          nl: "Vervang oneindige waarden door NoData.", en: "Replace infinite values by NoData."))
    case .notACode(let file, let row, let column, let value):
      Diagnostic(
        "geoformat.notACode",
        what: LocalizedText(
          nl: "De waarde \(value) in rij \(row), kolom \(column) is geen code (heel getal van 0 tot en met 255).",
          en: "The value \(value) in row \(row), column \(column) is not a code (whole number from 0 to 255)."),
        at: .init(file: file),
        remedy: LocalizedText(
          nl: "Gebruik een raster met klassecodes (Byte).", en: "Use a raster with class codes (Byte)."))
    case .noLayers(let file):
      Diagnostic(
        "geoformat.noLayers",
        what: LocalizedText(
          nl: "Het bestand heeft geen laag met geometrie.", en: "The file has no layer with geometry."),
        at: .init(file: file),
        remedy: LocalizedText(nl: "Controleer de export.", en: "Check the export."))
    case .severalLayers(let file, let names):
      Diagnostic(
        "geoformat.severalLayers",
        what: LocalizedText(
          nl: "Het bestand heeft meer dan één laag: \(names.joined(separator: ", ")).",
          en: "The file has more than one layer: \(names.joined(separator: ", "))."),
        at: .init(file: file),
        remedy: LocalizedText(nl: "Noem de laag die je wilt.", en: "Name the layer you want."))
    case .layerMissing(let file, let name, let names):
      Diagnostic(
        "geoformat.layerMissing",
        what: LocalizedText(
          nl: "Er is geen laag '\(name)'; wel: \(names.joined(separator: ", ")).",
          en: "There is no layer '\(name)'; there is: \(names.joined(separator: ", "))."),
        at: .init(file: file, key: name),
        remedy: LocalizedText(nl: "Kies een van deze lagen.", en: "Choose one of these layers."))
    case .tooManyFeatures(let file, let limit):
      Diagnostic(
        "geoformat.tooManyFeatures",
        what: LocalizedText(
          nl: "De laag is te groot: meer dan \(limit) objecten of punten.",
          en: "The layer is too large: more than \(limit) features or positions."),
        at: .init(file: file),
        remedy: LocalizedText(nl: "Knip het gebied uit.", en: "Clip the area."))
    case .writeFailed(let file, let reason):
      Diagnostic(
        "geoformat.writeFailed",
        what: LocalizedText(
          nl: "Het bestand is niet te maken: \(reason)", en: "The file cannot be made: \(reason)"),
        at: .init(file: file),
        remedy: LocalizedText(
          nl: "Controleer de installatie van GDAL en PROJ.", en: "Check the installation of GDAL and PROJ."))
    }
  }

  /// Of a grid of `Float`.
  private static func megabytes(_ columns: Int, _ rows: Int) -> Int { columns * rows * 4 / 1_000_000 }

  private static let exportRemedy = LocalizedText(
    nl: "Exporteer het bestand opnieuw met coördinatenstelsel EPSG:28992 (Amersfoort / RD New).",
    en: "Export the file again in coordinate system EPSG:28992 (Amersfoort / RD New).")

  private static let warpRemedy = LocalizedText(
    nl: "Zet het raster om, bijvoorbeeld met gdalwarp -t_srs EPSG:28992 -tr 1 1.",
    en: "Convert the raster, for example with gdalwarp -t_srs EPSG:28992 -tr 1 1.")
}
