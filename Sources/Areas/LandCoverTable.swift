import Essentials

/// The land-cover classes of the base pack and what each means to the models: `data/landcover.yaml`.
///
/// Data, not code: a municipality may bring its own table with other values.
public struct LandCoverTable: Sendable {
  /// How a surface holds and infiltrates rain, the NWRW inflow model's parameters.
  public struct Surface: Hashable, Sendable {
    public var id: String
    public var title: LocalizedText
    /// mm
    public var storage: Double
    /// Horton's initial capacity, mm/h.
    public var infiltrationInitial: Double
    /// Horton's final capacity, mm/h.
    public var infiltrationFinal: Double
    /// Horton's decay constant, 1/h.
    public var infiltrationDecay: Double
    /// Green-Ampt's saturated conductivity, mm/h; 0 keeps to Horton.
    public var soilConductivity: Double
    /// Green-Ampt's suction head at the wetting front, m.
    public var soilSuction: Double
    /// Green-Ampt's moisture deficit, 0 to 1.
    public var soilMoistureDeficit: Double
  }

  /// A kind of ground, and what it means to the models.
  public struct LandCoverClass: Hashable, Sendable {
    public var code: UInt8
    public var id: String
    public var title: LocalizedText
    public var colour: Colour
    /// Public outdoor space: counted in figures about public space.
    public var isPublic: Bool
    public var isBuilding: Bool
    public var isWater: Bool
    /// Fraction of the surface that is vegetated, 0 to 1.
    public var vegetation: Double
    /// Manning's n, s/m^(1/3).
    public var manning: Double
    /// Rain on it may enter the sewer.
    public var sewered: Bool
    /// Water is meant to stand here; it does not count as flooded.
    public var holdsWater: Bool
    public var surface: Surface
  }

  public let source: LocalizedText
  public let classes: [LandCoverClass]
  private let byCode: [UInt8: Int]
  /// SHA-256 of the canonical content; part of every cache key.
  public let digest: Digest

  /// A property of every code at once, for looking up cell by cell; `unknown` where the table has no such code.
  func values<T>(_ property: (LandCoverClass) -> T, unknown: T) -> [T] {
    (UInt8.min...UInt8.max).map { code in landCoverClass(code).map(property) ?? unknown }
  }

  public func landCoverClass(_ code: UInt8) -> LandCoverClass? { byCode[code].map { classes[$0] } }
  public func landCoverClass(id: String) -> LandCoverClass? { classes.first { $0.id == id } }

  /// Reads `data/landcover.yaml`.
  /// - Throws: `YAMLError` with file, line and key.
  public init(_ document: YAMLDocument) throws {
    let root = try document.mapping(allowing: ["source", "surfaces", "classes"])
    source = try root.required("source").localizedText()
    var surfaces: [String: Surface] = [:]
    for item in try root.required("surfaces").list() {
      let surface = try Self.surface(item)
      guard surfaces.updateValue(surface, forKey: surface.id) == nil else {
        throw YAMLError.duplicateKey(item.location, name: surface.id)
      }
    }
    var classes: [LandCoverClass] = []
    var byCode: [UInt8: Int] = [:]
    for item in try root.required("classes").list() {
      let members = try item.mapping(allowing: [
        "code", "id", "title", "colour", "public", "building", "water", "vegetation", "manning", "sewered",
        "holdsWater", "surface",
      ])
      let surfaceName = try members.required("surface")
      guard let surface = surfaces[try surfaceName.string()] else {
        throw YAMLError.notAChoice(
          surfaceName.location, value: try surfaceName.string(), choices: surfaces.keys.sorted())
      }
      let code = UInt8(try members.required("code").number(in: 1...255))
      guard byCode.updateValue(classes.count, forKey: code) == nil else {
        throw YAMLError.duplicateKey(try members.required("code").location, name: "\(code)")
      }
      classes.append(
        LandCoverClass(
          code: code, id: try members.required("id").string(), title: try members.required("title").localizedText(),
          colour: try members.required("colour").colour(), isPublic: try members["public"]?.boolean() ?? false,
          isBuilding: try members["building"]?.boolean() ?? false, isWater: try members["water"]?.boolean() ?? false,
          vegetation: try members["vegetation"]?.number(in: 0...1) ?? 0,
          manning: try members.required("manning").number(in: 0.005...1),
          sewered: try members["sewered"]?.boolean() ?? false,
          holdsWater: try members["holdsWater"]?.boolean() ?? false, surface: surface))
    }
    self.classes = classes
    self.byCode = byCode
    digest = try document.jsonValue().digest()
  }

  private static func surface(_ document: YAMLDocument) throws -> Surface {
    let members = try document.mapping(allowing: [
      "id", "title", "storage", "infiltrationInitial", "infiltrationFinal", "infiltrationDecay",
      "soilConductivity", "soilSuction", "soilMoistureDeficit",
    ])
    return Surface(
      id: try members.required("id").string(), title: try members.required("title").localizedText(),
      storage: try members.required("storage").number(in: 0...1000),
      infiltrationInitial: try members.required("infiltrationInitial").number(in: 0...1000),
      infiltrationFinal: try members.required("infiltrationFinal").number(in: 0...1000),
      infiltrationDecay: try members.required("infiltrationDecay").number(in: 0...100),
      soilConductivity: try members["soilConductivity"]?.number(in: 0...10_000) ?? 0,
      soilSuction: try members["soilSuction"]?.number(in: 0...10) ?? 0,
      soilMoistureDeficit: try members["soilMoistureDeficit"]?.number(in: 0...1) ?? 0)
  }
}
