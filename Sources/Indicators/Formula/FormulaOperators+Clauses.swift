import Essentials
import Grids

/// `in`, `per` and `where` on values.
extension FormulaOperators {
  static func value(
    _ clause: FormulaNode.Clause, _ left: FormulaValue, _ right: FormulaValue, _ node: FormulaNode,
    _ inputs: FormulaInputs
  ) throws -> FormulaValue {
    _ = try type(clause, left.type, right.type, node)
    switch clause {
    case .in: return restricted(left, to: domain(of: right, inputs))
    case .per:
      guard let (set, included) = chosen(right), let features = inputs.features[set] else { return left }
      let cells = inputs.cells.cells(of: features, named: set)
      switch left {
      case .layer(let layer):
        return .zonalLayer(.init(content: layer, set: set, cells: cells, included: included))
      case .mask(let mask):
        return .zonalMask(.init(content: mask, set: set, cells: cells, included: included))
      default: return left
      }
    case .where:
      guard case .selection(let selection) = right else { return left }
      let chosen = zip(selection.flags, selection.included).map { $0 == true && $1 }
      switch left {
      case .features(let features):
        let included = zip(features.included, selection.included).map { $0 && $1 }
        return .selection(.init(set: features.set, flags: selection.flags, included: included))
      case .selection(var own):
        own.included = zip(own.included, chosen).map { $0 && $1 }
        return .selection(own)
      case .attribute(var own):
        own.included = zip(own.included, chosen).map { $0 && $1 }
        return .attribute(own)
      case .zonalLayer(var own):
        own.included = zip(own.included, chosen).map { $0 && $1 }
        return .zonalLayer(own)
      case .zonalMask(var own):
        own.included = zip(own.included, chosen).map { $0 && $1 }
        return .zonalMask(own)
      default: return left
      }
    }
  }

  private static func restricted(_ value: FormulaValue, to domain: Grid<UInt8>) -> FormulaValue {
    switch value {
    case .layer(var layer):
      layer.domain = both(layer.domain, domain)
      return .layer(layer)
    case .mask(var mask):
      mask.domain = both(mask.domain, domain)
      return .mask(mask)
    default: return value
    }
  }

  /// The features that a set or a selection stands for.
  static func chosen(_ value: FormulaValue) -> (set: String, included: [Bool])? {
    switch value {
    case .features(let features): (features.set, features.included)
    case .selection(let selection):
      (selection.set, zip(selection.flags, selection.included).map { $0 == true && $1 })
    default: nil
    }
  }

  /// The cells that `in` looks at.
  private static func domain(of value: FormulaValue, _ inputs: FormulaInputs) -> Grid<UInt8> {
    if case .mask(let mask) = value { return mask.asDomain }
    var grid = Grid<UInt8>(inputs.frame, repeating: 0)
    guard let (set, included) = chosen(value), let features = inputs.features[set] else { return grid }
    for (cells, isChosen) in zip(inputs.cells.cells(of: features, named: set), included) where isChosen {
      for cell in cells { grid[cell] = 1 }
    }
    return grid
  }
}
