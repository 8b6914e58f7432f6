import Essentials
import Geometry

/// The attributes that features of an area carry, with their units (`docs/area-format.md`). A number that is not
/// listed has no unit.
public enum FeatureAttributes {
  /// By set, then by attribute.
  static let table: [String: [String: FormulaSymbols.Attribute]] = [
    "buildings": [
      "height": .number(.metre), "floors": .number(.one), "floorLevel": .number(.metre), "use": .word, "roof": .word,
      "dwellings": .number(pieces), "residents": .number(pieces),
    ],
    "trees": [
      "height": .number(.metre), "crownDiameter": .number(.metre), "speciesNl": .word, "speciesLatin": .word,
    ],
    "roads": [
      "name": .word, "class": .word, "speed": .number(kilometresPerHour), "vehiclesPerDay": .number(perDay),
      "width": .number(.metre),
    ],
    "water": ["level": .number(.metre), "class": .word],
    FormulaSymbols.zoneSet: ["titleNl": .word, "titleEn": .word],
  ]

  private static let kilometresPerHour = unit("km/h")
  private static let perDay = unit("1/day")
  private static let pieces = unit("pieces")

  private static func unit(_ symbol: String) -> UnitOfMeasure { (try? UnitOfMeasure(symbol)) ?? .one }

  /// The sets of features that areas have by convention.
  public static var sets: Set<String> { Set(table.keys) }

  /// Whether a name is a set of features or an attribute of one, by convention or in the area at hand; a set by
  /// convention need not be there.
  static func isOfFeatures(_ name: String, in symbols: FormulaSymbols) -> Bool {
    let set = FormulaSymbols.split(name)?.set ?? name
    return table[set] != nil || symbols.features[set] != nil
  }

  static func known(of set: String) -> [String: FormulaSymbols.Attribute] { table[set] ?? [:] }

  /// What an attribute is by convention; a number without unit where it is not listed.
  static func attribute(_ name: String, of set: String) -> FormulaSymbols.Attribute {
    if name == "id" { return .word }
    return table[set]?[name] ?? .number(.one)
  }

  /// The attributes that the features really carry: a listed one by its listing, others by their values.
  static func found(in features: FeatureSet, named set: String) -> [String: FormulaSymbols.Attribute] {
    var found: [String: FormulaSymbols.Attribute] = ["id": .word]
    for feature in features.features {
      for (name, value) in feature.properties where found[name] == nil {
        switch value {
        case .number: found[name] = attribute(name, of: set)
        case .text: found[name] = .word
        case .bool, .null: break
        }
      }
    }
    return found
  }
}

extension Feature {
  /// The id that its maker gave it. A file reader may keep that as an attribute and number the features itself.
  var givenID: String? { properties["id"]?.text ?? id }
}
