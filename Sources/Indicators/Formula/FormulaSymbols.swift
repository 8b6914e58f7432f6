import Essentials
import Geometry

/// The names that a formula may use and what they are: all that can be known before anything runs.
public struct FormulaSymbols: Hashable, Sendable {
  /// What an attribute of a feature is.
  public enum Attribute: Hashable, Sendable {
    case number(UnitOfMeasure)
    case word
  }

  /// Layers with their unit: `terrain`, `heat.pet`.
  public var layers: [String: UnitOfMeasure]
  /// `publicSpace`, `holdsWater`, `everywhere`.
  public var masks: Set<String>
  /// Ids of the land-cover table; nil where the table is not known yet.
  public var landCoverClasses: Set<String>?
  /// Ids of the features of the area's layer `zones`; nil where the area is not known yet.
  public var zones: Set<String>?
  /// Sets of features with their attributes; nil attributes are not known yet, and are taken from
  /// `FeatureAttributes`.
  public var features: [String: [String: Attribute]?]
  /// `plan.constructionCost` and such, with their unit.
  public var scalars: [String: UnitOfMeasure]
  /// Steps of a card: formulas by name.
  var steps: [String: FormulaType] = [:]

  public init(
    layers: [String: UnitOfMeasure], masks: Set<String> = FormulaSymbols.standardMasks,
    landCoverClasses: Set<String>?, zones: Set<String>?, features: [String: [String: Attribute]?],
    scalars: [String: UnitOfMeasure] = FormulaSymbols.planScalars
  ) {
    self.layers = layers
    self.masks = masks
    self.landCoverClasses = landCoverClasses
    self.zones = zones
    self.features = features
    self.scalars = scalars
  }

  /// The mask of every cell: always there.
  public static let everywhere = "everywhere"
  /// Masks that follow from the land-cover table.
  public static let standardMasks: Set<String> = ["publicSpace", "holdsWater", everywhere]
  /// The feature set whose features `zone("id")` takes.
  public static let zoneSet = "zones"

  /// The ids that `zone("id")` knows in the feature sets of an area.
  public static func zones(in features: [String: FeatureSet]) -> Set<String> {
    Set((features[zoneSet]?.features ?? []).compactMap(\.givenID))
  }

  /// What every scenario knows of its plan.
  public static let planScalars: [String: UnitOfMeasure] = [
    "plan.constructionCost": .euro, "plan.maintenanceCost": .euroPerYear, "plan.measures": .one,
  ]

  /// Every name, for messages.
  var names: [String] {
    var names = Array(layers.keys) + masks + scalars.keys + steps.keys
    for (set, attributes) in features {
      names.append(set)
      names += (attributes ?? FeatureAttributes.known(of: set)).keys.map { "\(set).\($0)" }
    }
    return Array(Set(names)).sorted()
  }

  /// What a name is; nil where there is none.
  ///
  /// - Parameter asFeatures: on the right of `per` and on the left of `where` a name that is both a layer and a set
  ///   of features (`water`) is the latter.
  func type(of name: String, asFeatures: Bool = false) -> FormulaType? {
    if asFeatures, features[name] != nil { return .features(name) }
    if let step = steps[name] { return step }
    if let unit = layers[name] { return .layer(unit) }
    if masks.contains(name) { return .mask }
    if let unit = scalars[name] { return .quantity(unit) }
    if features[name] != nil { return .features(name) }
    guard let (set, attribute) = Self.split(name), let attributes = features[set] else { return nil }
    switch attributes.map({ $0[attribute] }) ?? FeatureAttributes.attribute(attribute, of: set) {
    case .number(let unit): return .attribute(of: set, unit)
    case .word: return .words(of: set)
    case nil: return nil
    }
  }

  /// `buildings.height` as set and attribute.
  static func split(_ name: String) -> (set: String, attribute: String)? {
    guard let dot = name.lastIndex(of: ".") else { return nil }
    return (String(name[..<dot]), String(name[name.index(after: dot)...]))
  }
}
