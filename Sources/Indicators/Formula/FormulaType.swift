import Essentials

/// What a part of a formula is, known before anything runs.
public enum FormulaType: Hashable, Sendable {
  /// One number.
  case quantity(UnitOfMeasure)
  /// A number for each cell.
  case layer(UnitOfMeasure)
  /// Yes or no for each cell.
  case mask
  /// A set of features, by name.
  case features(String)
  /// A number for each feature of a set.
  case attribute(of: String, UnitOfMeasure)
  /// A word for each feature of a set.
  case words(of: String)
  /// Yes or no for each feature of a set.
  case selection(of: String)
  /// The cells of a layer, apart for each feature of a set.
  case zonalLayer(UnitOfMeasure, per: String)
  /// The cells of a mask, apart for each feature of a set.
  case zonalMask(per: String)
  /// A text in quotes.
  case text

  /// In words, as in "expected a layer".
  public var name: LocalizedText {
    func unit(_ unit: UnitOfMeasure) -> LocalizedText {
      unit == .one
        ? LocalizedText(nl: " zonder eenheid", en: " without unit")
        : LocalizedText(nl: " in \(unit.symbol)", en: " in \(unit.symbol)")
    }
    switch self {
    case .quantity(let u): return LocalizedText(nl: "een getal\(unit(u).nl)", en: "a number\(unit(u).en)")
    case .layer(let u): return LocalizedText(nl: "een laag\(unit(u).nl)", en: "a layer\(unit(u).en)")
    case .mask: return LocalizedText(nl: "een masker (ja of nee per cel)", en: "a mask (yes or no for each cell)")
    case .features(let set): return LocalizedText(nl: "de objecten '\(set)'", en: "the features '\(set)'")
    case .attribute(let set, let u):
      return LocalizedText(
        nl: "een getal\(unit(u).nl) per object van '\(set)'", en: "a number\(unit(u).en) for each feature of '\(set)'")
    case .words(let set):
      return LocalizedText(nl: "een woord per object van '\(set)'", en: "a word for each feature of '\(set)'")
    case .selection(let set):
      return LocalizedText(nl: "een keuze uit de objecten '\(set)'", en: "a selection of the features '\(set)'")
    case .zonalLayer(let u, let set):
      return LocalizedText(
        nl: "een laag\(unit(u).nl), apart per object van '\(set)'",
        en: "a layer\(unit(u).en), apart for each feature of '\(set)'")
    case .zonalMask(let set):
      return LocalizedText(
        nl: "een masker, apart per object van '\(set)'", en: "a mask, apart for each feature of '\(set)'")
    case .text: return LocalizedText(nl: "een tekst", en: "a text")
    }
  }

  /// The unit of its numbers; nil where it has none.
  public var unit: UnitOfMeasure? {
    switch self {
    case .quantity(let unit), .layer(let unit), .attribute(_, let unit), .zonalLayer(let unit, _): unit
    case .mask, .features, .words, .selection, .zonalMask, .text: nil
    }
  }

  /// A short stable word for files: `quantity`, `layer`, `mask`, ...
  var id: String {
    switch self {
    case .quantity: "quantity"
    case .layer: "layer"
    case .mask: "mask"
    case .features: "features"
    case .attribute: "attribute"
    case .words: "words"
    case .selection: "selection"
    case .zonalLayer: "zonalLayer"
    case .zonalMask: "zonalMask"
    case .text: "text"
    }
  }

  /// The same kind of thing with another unit.
  func with(unit: UnitOfMeasure) -> FormulaType {
    switch self {
    case .quantity: .quantity(unit)
    case .layer: .layer(unit)
    case .attribute(let set, _): .attribute(of: set, unit)
    case .zonalLayer(_, let set): .zonalLayer(unit, per: set)
    case .mask, .features, .words, .selection, .zonalMask, .text: self
    }
  }
}
