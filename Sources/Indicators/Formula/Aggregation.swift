import Essentials

/// What `mean`, `sum`, `percentile` and their like have in common: many values to one, for a layer, for the features of
/// a set, or for the cells of each feature.
enum Aggregation {
  static func type(of call: FormulaCall) throws -> FormulaType {
    switch call.arguments[0].type {
    case .layer(let unit), .attribute(_, let unit): return .quantity(unit)
    case .zonalLayer(let unit, let set): return .attribute(of: set, unit)
    default:
      throw call.wrongType(
        0,
        expected: LocalizedText(
          nl: "een laag, of een getal per object", en: "a layer, or a number for each feature"))
    }
  }

  /// - Parameter reduce: nil for no values.
  static func value(
    _ value: FormulaValue, of call: FormulaCall, _ reduce: ([Double]) -> Double?
  ) throws -> FormulaValue {
    switch value {
    case .layer(let layer):
      guard let number = reduce(layer.values().values) else {
        throw call.nothingToMeasure(LocalizedText(nl: "geen enkele cel heeft een waarde", en: "no cell has a value"))
      }
      return .quantity(Quantity(number, layer.unit))
    case .attribute(let attribute):
      guard let number = reduce(attribute.known) else {
        throw call.nothingToMeasure(
          LocalizedText(nl: "er zijn geen objecten met een waarde", en: "there are no features with a value"))
      }
      return .quantity(Quantity(number, attribute.unit))
    case .zonalLayer(let zonal):
      let values = zonal.cells.map { cells -> Double in
        let known = cells.compactMap { cell -> Double? in
          let inside = zonal.content.domain.map { $0[cell] == 1 } ?? true
          let value = zonal.content.grid[cell]
          return inside && value.isFinite ? Double(value) : nil
        }
        // A feature without cells has no value, not even a sum.
        return known.isEmpty ? .nan : reduce(known) ?? .nan
      }
      return .attribute(.init(set: zonal.set, values: values, unit: zonal.content.unit, included: zonal.included))
    default: return value
    }
  }
}

extension FormulaValue.Zonal where Content == FormulaValue.Mask {
  /// One number for each feature from how many of its cells are yes and how many are unknown.
  func perFeature(
    unit: UnitOfMeasure, _ value: (_ cells: (yes: Int, unknown: Int, count: Int)) -> Double
  ) -> FormulaValue.Attribute {
    let values = cells.map { cells -> Double in
      var counts = (yes: 0, unknown: 0, count: 0)
      for cell in cells where content.domain.map({ $0[cell] == 1 }) ?? true {
        counts.count += 1
        switch content.grid[cell] {
        case 0: break
        case 1: counts.yes += 1
        default: counts.unknown += 1
        }
      }
      return value(counts)
    }
    return FormulaValue.Attribute(set: set, values: values, unit: unit, included: included)
  }
}
