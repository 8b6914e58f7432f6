import Areas
import Essentials
import Geometry

/// How a prepared folder of register layers becomes an area: `recipe.yaml` of kind `register-import`.
public struct RegisterRecipe: Hashable, Sendable {
  public static let kind = "register-import"

  /// Where a layer comes from; goes into the area's manifest as it is.
  public struct Provenance: Hashable, Sendable {
    public var source: LocalizedText
    public var date: String
    public var licence: String
    public var quality: Int
    public var doesNotShow: LocalizedText
  }

  /// A raster file, relative to the data folder.
  public struct Raster: Hashable, Sendable {
    public var file: String
    public var provenance: Provenance
  }

  /// A vector layer and the names of the attributes in it.
  public struct Features: Hashable, Sendable {
    public var file: String
    public var layer: String?
    /// Attribute of the file for each meaning, such as `height: hoogte_m`.
    public var attributes: [String: String]
    public var provenance: Provenance
  }

  /// A place within the area that people have a word for, drawn by hand; indicators can be asked of it alone.
  public struct Zone: Hashable, Sendable {
    public var id: String
    public var title: LocalizedText
    /// Corner points in RD New, the first not repeated.
    public var outline: [Point]
    /// Of the outline in the recipe.
    public var location: Diagnostic.Location
  }

  public var title: LocalizedText
  public var terrain: Raster
  public var surface: Raster
  public var canopy: Raster
  public var landCover: Raster
  /// The area's code for each code of the file.
  public var codes: [Int: LandCoverCode]
  public var buildings: Features
  public var trees: Features
  public var roads: Features?
  public var water: Features
  /// In the recipe's order; may be empty.
  public var zones: [Zone] = []
  /// Nil without zones.
  public var zoneProvenance: Provenance?

  /// Roofs lower than this are taken for a mixture of roof and street, m.
  public var minimumBuildingHeight: Double
  /// Lower crowns are shrubs, cars and fences, m.
  public var minimumCanopyHeight: Double
  /// Lower crowns above water are boats, m.
  public var minimumCanopyHeightOverWater: Double
  /// A bridge deck is looked for up to this height above the terrain model, m.
  public var maximumBridgeHeight: Double
  /// Estimated threshold above the ground, m, and height of a storey, m, for buildings without either.
  public var doorstep: Double
  public var storeyHeight: Double
  /// Speed and traffic for roads whose source has none, km/h and vehicles a day.
  public var speed: Double
  public var vehiclesPerDay: Double
  public var roadWidth: Double

  /// - Throws: `YAMLError` with file, line and key; `AreaError.unsafeLayerPath`.
  public init(_ document: YAMLDocument) throws {
    let root = try document.mapping(allowing: ["kind", "title", "layers", "zones", "codes", "tunables"])
    let kind = try root.required("kind")
    guard try kind.string() == Self.kind else {
      throw YAMLError.notAChoice(kind.location, value: try kind.string(), choices: [Self.kind])
    }
    title = try root.required("title").localizedText()

    let layers = try root.required("layers").mapping(allowing: [
      "terrain", "surface", "canopy", "landCover", "buildings", "trees", "roads", "water",
    ])
    terrain = try Self.raster(layers.required("terrain"))
    surface = try Self.raster(layers.required("surface"))
    canopy = try Self.raster(layers.required("canopy"))
    landCover = try Self.raster(layers.required("landCover"))
    buildings = try Self.features(
      layers.required("buildings"), required: ["height"], optional: ["register", "groundLevel", "roofLevel", "use"])
    trees = try Self.features(layers.required("trees"), required: ["height", "crownDiameter"], optional: ["species"])
    roads = try layers["roads"].map {
      try Self.features($0, required: [], optional: ["name", "speed", "vehiclesPerDay", "width"])
    }
    water = try Self.features(layers.required("water"), required: ["level"], optional: [])

    if let document = root["zones"] {
      let members = try document.mapping(allowing: ["areas", "source", "date", "licence", "quality", "doesNotShow"])
      zones = try Self.zones(members.required("areas"))
      zoneProvenance = try Self.provenance(members)
    }

    codes = try Self.codes(root.required("codes"))

    let tunables = try root.required("tunables").mapping(allowing: [
      "minimumBuildingHeight", "minimumCanopyHeight", "minimumCanopyHeightOverWater", "maximumBridgeHeight",
      "doorstep", "storeyHeight", "speed", "vehiclesPerDay", "roadWidth",
    ])
    func tunable(_ key: String, _ range: ClosedRange<Double>) throws -> Double {
      try tunables.required(key).number(in: range)
    }
    minimumBuildingHeight = try tunable("minimumBuildingHeight", 0.5...5)
    minimumCanopyHeight = try tunable("minimumCanopyHeight", 0.5...5)
    minimumCanopyHeightOverWater = try tunable("minimumCanopyHeightOverWater", 0.5...10)
    maximumBridgeHeight = try tunable("maximumBridgeHeight", 0...10)
    doorstep = try tunable("doorstep", 0...1)
    storeyHeight = try tunable("storeyHeight", 2...5)
    speed = try tunable("speed", 5...130)
    vehiclesPerDay = try tunable("vehiclesPerDay", 0...200_000)
    roadWidth = try tunable("roadWidth", 2...50)
  }

  private static func raster(_ document: YAMLDocument) throws -> Raster {
    let members = try document.mapping(allowing: ["file", "source", "date", "licence", "quality", "doesNotShow"])
    return Raster(file: try members.required("file").pathInFolder(), provenance: try provenance(members))
  }

  private static func features(
    _ document: YAMLDocument, required: Set<String>, optional: Set<String>
  ) throws -> Features {
    let members = try document.mapping(allowing: [
      "file", "layer", "attributes", "source", "date", "licence", "quality", "doesNotShow",
    ])
    var attributes: [String: String] = [:]
    let named = try members["attributes"]?.mapping(allowing: required.union(optional))
    for (name, value) in named?.entries ?? [] { attributes[name] = try value.string() }
    for name in required.sorted() where attributes[name] == nil {
      throw YAMLError.missingKey((members["attributes"] ?? document).location, name: name)
    }
    return Features(
      file: try members.required("file").pathInFolder(), layer: try members["layer"]?.string(), attributes: attributes,
      provenance: try provenance(members))
  }

  private static func zones(_ document: YAMLDocument) throws -> [Zone] {
    var zones: [Zone] = []
    for item in try document.list() {
      let members = try item.mapping(allowing: ["id", "title", "outline"])
      let id = try members.required("id")
      let name = try id.string()
      guard !name.isEmpty else {
        throw YAMLError.wrongKind(id.location, expected: LocalizedText(nl: "een naam", en: "a name"))
      }
      guard !zones.contains(where: { $0.id == name }) else {
        throw YAMLError.duplicateKey(id.location, name: name)
      }
      let outline = try members.required("outline")
      let points = try outline.list().map { try point($0) }
      guard points.count >= 3 else {
        throw YAMLError.wrongKind(
          outline.location, expected: LocalizedText(nl: "minstens drie punten", en: "at least three points"))
      }
      zones.append(
        Zone(
          id: name, title: try members.required("title").localizedText(), outline: points,
          location: outline.location))
    }
    return zones
  }

  /// `[84890, 447510]`
  private static func point(_ document: YAMLDocument) throws -> Point {
    let numbers = try document.list()
    guard numbers.count == 2 else {
      throw YAMLError.wrongKind(
        document.location,
        expected: LocalizedText(nl: "een punt in RD, [x, y]", en: "a point in RD New, [x, y]"))
    }
    return Point(try numbers[0].number(in: 0...300_000), try numbers[1].number(in: 290_000...650_000))
  }

  private static func provenance(_ members: YAMLMapping) throws -> Provenance {
    Provenance(
      source: try members.required("source").localizedText(), date: try members.required("date").string(),
      licence: try members.required("licence").string(),
      quality: Int(try members.required("quality").number(in: 1...5)),
      doesNotShow: try members.required("doesNotShow").localizedText())
  }

  /// `12: water` and so on.
  private static func codes(_ document: YAMLDocument) throws -> [Int: LandCoverCode] {
    var codes: [Int: LandCoverCode] = [:]
    for (name, value) in try document.mapping().entries {
      guard let code = Int(name), (0...255).contains(code) else {
        throw YAMLError.wrongKind(
          value.location, expected: LocalizedText(nl: "een code van 0 tot 255", en: "a code from 0 to 255"))
      }
      guard let cover = LandCoverCode(id: try value.string()) else {
        throw YAMLError.notAChoice(value.location, value: try value.string(), choices: LandCoverCode.ids)
      }
      codes[code] = cover
    }
    return codes
  }
}
