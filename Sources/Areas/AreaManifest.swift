import Essentials
import Grids

/// What an area consists of: `area/area.yaml` in a pack.
///
/// The frame is said once; every raster must lie in it (or in the coarse context frame), so that layers which do not
/// co-register are refused when the area is loaded.
public struct AreaManifest: Hashable, Sendable {
  /// One layer and where it comes from. Every layer tells its source, date, licence, quality and what it does not show.
  public struct Layer: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
      /// A GeoTIFF with one band of numbers.
      case raster
      /// A GeoTIFF with one band of class codes.
      case codes
      /// A vector file in RD New.
      case features
    }

    public enum Extent: String, CaseIterable, Sendable {
      case core, context
    }

    /// `terrain`, `buildingHeight`, `canopyHeight`, `landCover`, `buildings`, `trees`, `roads`, ...
    public var id: String
    /// Relative to the folder of `area.yaml`.
    public var file: String
    public var kind: Kind
    public var extent: Extent
    public var title: LocalizedText
    /// `m`, `1`, `code`; empty for features.
    public var unit: String
    public var source: LocalizedText
    /// ISO date, or a year.
    public var date: String
    /// SPDX identifier.
    public var licence: String
    /// 1 (guess) to 5 (surveyed).
    public var quality: Int
    public var doesNotShow: LocalizedText

    public init(
      id: String, file: String, kind: Kind, extent: Extent, title: LocalizedText, unit: String,
      source: LocalizedText, date: String, licence: String, quality: Int, doesNotShow: LocalizedText
    ) {
      self.id = id
      self.file = file
      self.kind = kind
      self.extent = extent
      self.title = title
      self.unit = unit
      self.source = source
      self.date = date
      self.licence = licence
      self.quality = quality
      self.doesNotShow = doesNotShow
    }
  }

  public var title: LocalizedText
  /// Made up, not measured. Shown on every map and table.
  public var synthetic: Bool
  public var frame: GridFrame
  /// The coarse surroundings for averages that reach far, where the pack has them.
  public var contextFrame: GridFrame?
  public var layers: [Layer]

  public init(
    title: LocalizedText, synthetic: Bool, frame: GridFrame, contextFrame: GridFrame? = nil, layers: [Layer]
  ) {
    self.title = title
    self.synthetic = synthetic
    self.frame = frame
    self.contextFrame = contextFrame
    self.layers = layers
  }

  public func layer(_ id: String, _ extent: Layer.Extent = .core) -> Layer? {
    layers.first { $0.id == id && $0.extent == extent }
  }
}

extension AreaManifest {
  /// Reads `area.yaml`.
  /// - Throws: `YAMLError` with file, line and key.
  public init(_ document: YAMLDocument) throws {
    let root = try document.mapping(allowing: ["title", "synthetic", "frame", "context", "layers"])
    title = try root.required("title").localizedText()
    synthetic = try root.required("synthetic").boolean()
    frame = try Self.frame(try root.required("frame"))
    contextFrame = try root["context"].map { try Self.frame($0) }
    layers = try root.required("layers").list().map { try Self.layer($0) }
    var seen: Set<String> = []
    for layer in layers where !seen.insert("\(layer.extent.rawValue) \(layer.id)").inserted {
      throw YAMLError.duplicateKey(try root.required("layers").location, name: layer.id)
    }
  }

  private static func frame(_ document: YAMLDocument) throws -> GridFrame {
    let members = try document.mapping(allowing: ["crs", "west", "north", "cellSize", "columns", "rows"])
    let crs = try members.required("crs").string()
    guard crs == "EPSG:28992" else {
      throw YAMLError.notAChoice(try members.required("crs").location, value: crs, choices: ["EPSG:28992"])
    }
    return GridFrame(
      epsg: 28992, west: try members.required("west").number(in: 0...300_000),
      north: try members.required("north").number(in: 290_000...650_000),
      cellSize: try members.required("cellSize").number(in: 0.1...100),
      columns: try wholeNumber(members.required("columns"), in: 2...20_000),
      rows: try wholeNumber(members.required("rows"), in: 2...20_000))
  }

  private static func wholeNumber(_ document: YAMLDocument, in range: ClosedRange<Double>) throws -> Int {
    _ = try document.number(in: range)
    return try document.integer()
  }

  private static func layer(_ document: YAMLDocument) throws -> Layer {
    let members = try document.mapping(allowing: [
      "id", "file", "kind", "extent", "title", "unit", "source", "date", "licence", "quality", "doesNotShow",
    ])
    return Layer(
      id: try members.required("id").string(), file: try members.required("file").pathInFolder(),
      kind: try members.required("kind").choice(),
      extent: try members["extent"]?.choice() ?? .core, title: try members.required("title").localizedText(),
      unit: try members["unit"]?.string() ?? "", source: try members.required("source").localizedText(),
      date: try members.required("date").string(), licence: try members.required("licence").string(),
      quality: try wholeNumber(members.required("quality"), in: 1...5),
      doesNotShow: try members.required("doesNotShow").localizedText())
  }

  /// The document that `init(_:)` reads; the same manifest always gives the same text.
  public var yaml: String {
    func quoted(_ text: String) -> String { JSONValue.quoted(text) }
    func localized(_ text: LocalizedText) -> String { "{nl: \(quoted(text.nl)), en: \(quoted(text.en))}" }
    func described(_ frame: GridFrame) -> String {
      "{crs: \"EPSG:\(frame.epsg)\", west: \(frame.west), north: \(frame.north), cellSize: \(frame.cellSize), "
        + "columns: \(frame.columns), rows: \(frame.rows)}"
    }
    var lines = ["title: \(localized(title))", "synthetic: \(synthetic)", "frame: \(described(frame))"]
    if let contextFrame { lines.append("context: \(described(contextFrame))") }
    lines.append("layers:")
    for layer in layers {
      lines += [
        "  - id: \(quoted(layer.id))", "    file: \(quoted(layer.file))", "    kind: \(layer.kind.rawValue)",
        "    extent: \(layer.extent.rawValue)", "    title: \(localized(layer.title))",
        "    unit: \(quoted(layer.unit))", "    source: \(localized(layer.source))", "    date: \(quoted(layer.date))",
        "    licence: \(quoted(layer.licence))", "    quality: \(layer.quality)",
        "    doesNotShow: \(localized(layer.doesNotShow))",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension YAMLDocument {
  /// The path of a file that stays in the folder it is relative to.
  /// - Throws: `YAMLError.wrongKind`, `AreaError.unsafeLayerPath`.
  public func pathInFolder() throws -> String {
    let path = try string()
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard !path.isEmpty, parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else {
      throw AreaError.unsafeLayerPath(location, path: path)
    }
    return path
  }
}
