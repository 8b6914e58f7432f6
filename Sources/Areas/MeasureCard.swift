import Essentials

/// What a kind of measure does to the layers and what it costs: `measures/*.yaml`. Data, not code.
public struct MeasureCard: Hashable, Sendable {
  public enum GeometryKind: String, CaseIterable, Codable, Sendable {
    case point, polygon
  }

  /// Where measures exclude each other: two measures of one group may not overlap.
  public enum Group: String, CaseIterable, Codable, Sendable {
    case surface, roof, canopy
  }

  /// Something the designer chooses for each measure.
  public struct Property: Hashable, Sendable {
    public var id: String
    public var title: LocalizedText
    public var unit: String
    public var defaultValue: Double
    public var minimum: Double
    public var maximum: Double
  }

  /// A number of the card, or the value of a property.
  public enum Amount: Hashable, Sendable {
    case constant(Double)
    case property(String)

    /// - Parameter properties: complete, see `Measure.completed(by:)`.
    public func value(_ properties: [String: Double]) -> Double {
      switch self {
      case .constant(let value): value
      case .property(let id): properties[id] ?? 0
      }
    }
  }

  /// One change of one layer.
  public struct Effect: Hashable, Sendable {
    public enum Operation: String, CaseIterable, Sendable {
      case set, add, max, min
    }

    /// How the value is spread over the measure's cells.
    public enum Shape: Hashable, Sendable {
      /// The same everywhere.
      case uniform
      /// A crown seen from above: the value in the middle, falling along a half ellipse to `baseShare` of it.
      case dome(baseShare: Double)
      /// A level bottom, `value` below the lowest ground of the measure, with sides that rise 1 in `sideSlope`.
      case basin(sideSlope: Double)
    }

    /// A layer id, or `landCover`.
    public var layer: String
    public var operation: Operation
    public var value: Amount
    /// The class set by an effect on `landCover`.
    public var landCoverClass: String?
    public var shape: Shape
    /// Radius around a point measure within which the effect holds, m; half of this property or number.
    public var diameter: Amount?
  }

  public enum CostUnit: String, CaseIterable, Codable, Sendable {
    case piece, squareMetre
    /// Per square metre of crown, by the property `crownDiameter`.
    case crownSquareMetre
  }

  /// A known weakness of a model where it meets this measure: said wherever the measure is used.
  public struct Caveat: Hashable, Sendable {
    /// Id of the model.
    public var model: String
    public var text: LocalizedText
  }

  /// EUR, with where the figure comes from.
  public struct Cost: Hashable, Sendable {
    public var amount: Double
    public var per: CostUnit
    public var source: LocalizedText
    public var status: EvidenceStatus
  }

  public var id: String
  public var version: String
  public var title: LocalizedText
  public var description: LocalizedText
  public var geometry: GeometryKind
  public var group: Group
  public var properties: [Property]
  /// Land-cover class ids on which it may stand.
  public var allowedOn: [String]
  public var effects: [Effect]
  public var construction: Cost
  /// EUR a year.
  public var maintenance: Cost
  public var sources: [LocalizedText]
  public var notModelled: LocalizedText
  public var caveats: [Caveat]
  /// SHA-256 of the card's canonical content: part of the scenario digest.
  public var digest: Digest
}

extension MeasureCard {
  /// Reads a card.
  /// - Throws: `YAMLError` with file, line and key; a negative cost is out of range.
  public init(_ document: YAMLDocument) throws {
    let root = try document.mapping(allowing: [
      "id", "version", "title", "description", "geometry", "group", "properties", "allowedOn", "effects", "cost",
      "sources", "notModelled", "caveats",
    ])
    id = try root.required("id").string()
    version = try root.required("version").string()
    title = try root.required("title").localizedText()
    description = try root.required("description").localizedText()
    geometry = try root.required("geometry").choice()
    group = try root.required("group").choice()
    let properties = try root["properties"]?.mapping().entries.map { try Self.property($0.0, $0.1) } ?? []
    self.properties = properties
    allowedOn = try root.required("allowedOn").list().map { try $0.string() }
    effects = try root.required("effects").list().map { try Self.effect($0, properties: properties) }
    let cost = try root.required("cost").mapping(allowing: ["construction", "maintenance"])
    construction = try Self.cost(try cost.required("construction"))
    maintenance = try Self.cost(try cost.required("maintenance"))
    sources = try root.required("sources").list().map { try $0.localizedText() }
    notModelled = try root.required("notModelled").localizedText()
    caveats = try root["caveats"]?.list().map(Self.caveat) ?? []
    digest = try document.jsonValue().digest()
  }

  private static func property(_ id: String, _ document: YAMLDocument) throws -> Property {
    let members = try document.mapping(allowing: ["title", "unit", "default", "minimum", "maximum"])
    let minimum = try members.required("minimum").number()
    let maximum = try members.required("maximum").number(in: minimum...Double.greatestFiniteMagnitude)
    return Property(
      id: id, title: try members.required("title").localizedText(), unit: try members.required("unit").string(),
      defaultValue: try members.required("default").number(in: minimum...maximum), minimum: minimum,
      maximum: maximum)
  }

  private static func amount(_ document: YAMLDocument, _ properties: [Property]) throws -> Amount {
    let text = try document.string()
    if properties.contains(where: { $0.id == text }) { return .property(text) }
    if Double(text) != nil { return .constant(try document.number()) }
    throw YAMLError.notAChoice(document.location, value: text, choices: properties.map(\.id) + ["1.5"])
  }

  private static func effect(_ document: YAMLDocument, properties: [Property]) throws -> Effect {
    let members = try document.mapping(allowing: [
      "layer", "operation", "value", "class", "shape", "baseShare", "sideSlope", "diameter",
    ])
    let layer = try members.required("layer")
    let id = try layer.string()
    let known = EffectiveLayers.changeableLayers + ["landCover"]
    guard known.contains(id) else { throw YAMLError.notAChoice(layer.location, value: id, choices: known) }
    let shapeName = try members["shape"]?.string() ?? "uniform"
    let shape: Effect.Shape
    switch shapeName {
    case "uniform": shape = .uniform
    case "dome": shape = .dome(baseShare: try members.required("baseShare").number(in: 0...1))
    case "basin": shape = .basin(sideSlope: try members.required("sideSlope").number(in: 0...20))
    default:
      throw YAMLError.notAChoice(
        members["shape"]?.location ?? document.location, value: shapeName, choices: ["uniform", "dome", "basin"])
    }
    let isLandCover = id == "landCover"
    return Effect(
      layer: id, operation: try members["operation"]?.choice() ?? .set,
      value: isLandCover ? .constant(0) : try amount(try members.required("value"), properties),
      landCoverClass: isLandCover ? try members.required("class").string() : nil, shape: shape,
      diameter: try members["diameter"].map { try amount($0, properties) })
  }

  private static func caveat(_ document: YAMLDocument) throws -> Caveat {
    let members = try document.mapping(allowing: ["model", "text"])
    return Caveat(
      model: try members.required("model").string(), text: try members.required("text").localizedText())
  }

  private static func cost(_ document: YAMLDocument) throws -> Cost {
    let members = try document.mapping(allowing: ["amount", "per", "source", "status"])
    return Cost(
      amount: try members.required("amount").number(in: 0...10_000_000),
      per: try members.required("per").choice(), source: try members.required("source").localizedText(),
      status: try members.required("status").choice())
  }
}
