import Essentials
import Grids

/// The rules of signs and clauses: first for types, then for values.
enum FormulaOperators {
  // MARK: Types

  static func type(
    _ sign: FormulaNode.Operator, _ left: FormulaType, _ right: FormulaType, _ node: FormulaNode
  ) throws -> FormulaType {
    let (leftRange, rightRange) = (node.parts[0].range, node.parts[1].range)
    switch sign {
    case .and, .or:
      switch (left, right) {
      case (.mask, .mask): return .mask
      case (.selection(let a), .selection(let b)):
        try requireSame(a, b, rightRange)
        return .selection(of: a)
      case (.mask, _), (.selection, _): throw FormulaFault(.wrongType(expected: truth, found: right), rightRange)
      default: throw FormulaFault(.wrongType(expected: truth, found: left), leftRange)
      }
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      return try comparison(sign, left, right, leftRange, rightRange)
    case .plus, .minus, .times, .dividedBy:
      return try arithmetic(sign, left, right, node, leftRange, rightRange)
    }
  }

  private static func comparison(
    _ sign: FormulaNode.Operator, _ left: FormulaType, _ right: FormulaType, _ leftRange: Range<Int>,
    _ rightRange: Range<Int>
  ) throws -> FormulaType {
    if case .words(let set) = left {
      guard right == .text else {
        throw FormulaFault(
          .wrongType(
            expected: LocalizedText(nl: "een tekst tussen aanhalingstekens", en: "a text in quotes"), found: right),
          rightRange)
      }
      guard sign == .equal || sign == .notEqual else {
        throw FormulaFault(
          .wrongType(
            expected: LocalizedText(
              nl: "een getal (woorden kun je met = en != vergelijken)", en: "a number (words are compared by = and !=)"),
            found: left),
          leftRange)
      }
      return .selection(of: set)
    }
    let shape = try shape(left, right, leftRange, rightRange)
    if let a = left.unit, let b = right.unit, !a.isConvertible(to: b) {
      throw FormulaFault(.unitMismatch(a, b), rightRange)
    }
    switch shape {
    case .layer: return .mask
    case .attribute(let set, _): return .selection(of: set)
    default:
      throw FormulaFault(
        .wrongType(
          expected: LocalizedText(nl: "een laag, of een getal per object", en: "a layer, or a number for each feature"),
          found: left),
        leftRange)
    }
  }

  private static func arithmetic(
    _ sign: FormulaNode.Operator, _ left: FormulaType, _ right: FormulaType, _ node: FormulaNode,
    _ leftRange: Range<Int>, _ rightRange: Range<Int>
  ) throws -> FormulaType {
    let shape = try shape(left, right, leftRange, rightRange)
    guard let a = left.unit, let b = right.unit else { return shape }
    return shape.with(unit: try unit(sign, a, b, node.range, rightRange))
  }

  /// The unit of a sum, difference, product or quotient. A difference of two temperatures in °C is in K, and K may be
  /// added to °C.
  static func unit(
    _ sign: FormulaNode.Operator, _ a: UnitOfMeasure, _ b: UnitOfMeasure, _ range: Range<Int>, _ right: Range<Int>
  ) throws -> UnitOfMeasure {
    switch sign {
    case .plus:
      if a.isPointOnScale, b.isPointOnScale { throw FormulaFault(.temperatureSum, range) }
      guard a.difference.isConvertible(to: b.difference) else { throw FormulaFault(.unitMismatch(a, b), right) }
      return b.isPointOnScale ? b : a
    case .minus:
      if a.isPointOnScale, b.isPointOnScale { return .kelvin }
      guard a.difference.isConvertible(to: b), !b.isPointOnScale else { throw FormulaFault(.unitMismatch(a, b), right) }
      return a
    default:
      do { return sign == .times ? try a.multiplied(by: b) : try a.divided(by: b) } catch {
        throw FormulaFault(.temperatureInProduct, range)
      }
    }
  }

  /// What comes of two numeric things together, with the unit of the left.
  private static func shape(
    _ left: FormulaType, _ right: FormulaType, _ leftRange: Range<Int>, _ rightRange: Range<Int>
  ) throws -> FormulaType {
    switch (left, right) {
    case (.quantity, .quantity), (.layer, .quantity), (.attribute, .quantity), (.layer, .layer): return left
    case (.quantity, .layer), (.quantity, .attribute): return right
    case (.attribute(let a, _), .attribute(let b, _)):
      try requireSame(a, b, rightRange)
      return left
    case (.quantity, _), (.layer, _), (.attribute, _):
      throw FormulaFault(.wrongType(expected: number, found: right), rightRange)
    default: throw FormulaFault(.wrongType(expected: number, found: left), leftRange)
    }
  }

  static func type(_ prefix: FormulaNode.Prefix, _ operand: FormulaType, _ range: Range<Int>) throws -> FormulaType {
    switch (prefix, operand) {
    case (.not, .mask), (.not, .selection): return operand
    case (.not, _): throw FormulaFault(.wrongType(expected: truth, found: operand), range)
    case (.minus, .quantity(let unit)), (.minus, .layer(let unit)), (.minus, .attribute(_, let unit)):
      if unit.isPointOnScale { throw FormulaFault(.temperatureInProduct, range) }
      return operand
    case (.minus, _): throw FormulaFault(.wrongType(expected: number, found: operand), range)
    }
  }

  static func type(
    _ clause: FormulaNode.Clause, _ left: FormulaType, _ right: FormulaType, _ node: FormulaNode
  ) throws -> FormulaType {
    let (leftRange, rightRange) = (node.parts[0].range, node.parts[1].range)
    switch clause {
    case .in:
      switch left {
      case .layer, .mask: break
      default:
        throw FormulaFault(
          .wrongType(expected: LocalizedText(nl: "een laag of een masker", en: "a layer or a mask"), found: left),
          leftRange)
      }
      switch right {
      case .mask, .features, .selection: return left
      default:
        throw FormulaFault(
          .wrongType(
            expected: LocalizedText(
              nl: "een masker, zoals publicSpace of zone(\"plein\")",
              en: "a mask, such as publicSpace or zone(\"plein\")"), found: right),
          rightRange)
      }
    case .per:
      let set: String
      switch right {
      case .features(let own), .selection(let own): set = own
      default:
        throw FormulaFault(
          .wrongType(
            expected: LocalizedText(nl: "een groep objecten, zoals roads", en: "a set of features, such as roads"),
            found: right), rightRange)
      }
      switch left {
      case .layer(let unit): return .zonalLayer(unit, per: set)
      case .mask: return .zonalMask(per: set)
      default:
        throw FormulaFault(
          .wrongType(expected: LocalizedText(nl: "een laag of een masker", en: "a layer or a mask"), found: left),
          leftRange)
      }
    case .where:
      guard case .selection(let set) = right else {
        throw FormulaFault(
          .wrongType(
            expected: LocalizedText(
              nl: "een voorwaarde per object, zoals roads.speed > 30 km/h",
              en: "a condition for each feature, such as roads.speed > 30 km/h"), found: right),
          rightRange)
      }
      switch left {
      case .features(let own), .selection(let own):
        try requireSame(own, set, rightRange)
        return .selection(of: own)
      case .attribute(let own, _), .zonalLayer(_, let own), .zonalMask(let own):
        try requireSame(own, set, rightRange)
        return left
      default:
        throw FormulaFault(
          .wrongType(
            expected: LocalizedText(
              nl: "objecten, of een getal per object", en: "features, or a number for each feature"), found: left),
          leftRange)
      }
    }
  }

  private static let truth = LocalizedText(
    nl: "een masker of een voorwaarde, zoals heat.pet > 35 °C", en: "a mask or a condition, such as heat.pet > 35 °C")
  private static let number = LocalizedText(
    nl: "een getal, een laag of een getal per object", en: "a number, a layer or a number for each feature")

  private static func requireSame(_ a: String, _ b: String, _ range: Range<Int>) throws {
    if a != b { throw FormulaFault(.differentSets(a, b), range) }
  }

  // MARK: Values

  static func value(
    _ sign: FormulaNode.Operator, _ left: FormulaValue, _ right: FormulaValue, _ node: FormulaNode
  ) throws -> FormulaValue {
    let type = try type(sign, left.type, right.type, node)
    switch sign {
    case .and, .or: return logic(sign, left, right)
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: return try compared(sign, left, right)
    case .plus, .minus, .times, .dividedBy:
      return try computed(sign, left, right, type.unit ?? .one, node)
    }
  }

  static func value(
    _ prefix: FormulaNode.Prefix, _ operand: FormulaValue, _ range: Range<Int>
  ) throws -> FormulaValue {
    _ = try type(prefix, operand.type, range)
    switch operand {
    case .mask(let mask):
      return .mask(.init(grid: mask.grid.map { $0 > 1 ? $0 : 1 - $0 }, domain: mask.domain))
    case .selection(var selection):
      selection.flags = selection.flags.map { $0.map { !$0 } }
      return .selection(selection)
    case .quantity(let quantity): return .quantity(Quantity(-quantity.value, quantity.unit))
    case .layer(let layer): return .layer(.init(grid: layer.grid.map { -$0 }, unit: layer.unit, domain: layer.domain))
    case .attribute(var attribute):
      attribute.values = attribute.values.map { -$0 }
      return .attribute(attribute)
    case .features, .words, .zonalLayer, .zonalMask, .text: return operand
    }
  }

  /// Three-valued logic (Kleene): unknown only where the known side does not decide.
  private static func logic(_ sign: FormulaNode.Operator, _ left: FormulaValue, _ right: FormulaValue) -> FormulaValue {
    func joined(_ a: Bool?, _ b: Bool?) -> Bool? {
      let deciding = sign == .or
      if a == deciding || b == deciding { return deciding }
      return a == nil || b == nil ? nil : !deciding
    }
    switch (left, right) {
    case (.mask(let a), .mask(let b)):
      func truth(_ cell: UInt8) -> Bool? { cell > 1 ? nil : cell == 1 }
      let grid = Grid<UInt8>(
        a.grid.frame,
        filling: { out in
          for index in 0..<a.grid.count {
            out[index] =
              joined(truth(a.grid[index]), truth(b.grid[index])).map { $0 ? 1 : 0 } ?? FormulaValue.Mask.unknown
          }
        })
      return .mask(.init(grid: grid, domain: both(a.domain, b.domain)))
    case (.selection(var a), .selection(let b)):
      a.flags = zip(a.flags, b.flags).map { joined($0, $1) }
      a.included = zip(a.included, b.included).map { $0 && $1 }
      return .selection(a)
    default: return left
    }
  }

  private static func both(_ a: Grid<UInt8>?, _ b: Grid<UInt8>?) -> Grid<UInt8>? {
    guard let a else { return b }
    guard let b else { return a }
    return Grid(a.frame, filling: { out in for index in 0..<a.count { out[index] = a[index] & b[index] } })
  }

  private static func holds<T: Comparable>(_ sign: FormulaNode.Operator, _ a: T, _ b: T) -> Bool {
    switch sign {
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    case .notEqual: a != b
    default: a == b
    }
  }

  /// The sign that says the same with its sides exchanged.
  private static func mirrored(_ sign: FormulaNode.Operator) -> FormulaNode.Operator {
    switch sign {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    default: sign
    }
  }

  private static func compared(
    _ sign: FormulaNode.Operator, _ left: FormulaValue, _ right: FormulaValue
  ) throws -> FormulaValue {
    switch (left, right) {
    case (.layer(let layer), .quantity(let limit)):
      // At the layer's own precision, so that a cell of 0.15 m is 15 cm and not a hair more.
      let limit = Float(try limit.unit.convert(limit.value, to: layer.unit))
      let grid = layer.grid.map { value -> UInt8 in
        value.isFinite ? (holds(sign, value, limit) ? 1 : 0) : FormulaValue.Mask.unknown
      }
      return .mask(.init(grid: grid, domain: layer.domain))
    case (.layer(let a), .layer(let b)):
      let convert = try b.unit.conversion(to: a.unit)
      let other = b.grid.map { convert(Double($0)) }
      let grid = Grid<UInt8>(
        a.grid.frame,
        filling: { out in
          for index in 0..<a.grid.count {
            let known = a.grid[index].isFinite && other[index].isFinite
            out[index] =
              known ? (holds(sign, a.grid[index], Float(other[index])) ? 1 : 0) : FormulaValue.Mask.unknown
          }
        })
      return .mask(.init(grid: grid, domain: both(a.domain, b.domain)))
    case (.attribute(let a), .quantity(let limit)):
      let limit = try limit.unit.convert(limit.value, to: a.unit)
      let flags = a.values.map { value -> Bool? in value.isFinite ? holds(sign, value, limit) : nil }
      return .selection(.init(set: a.set, flags: flags, included: a.included))
    case (.attribute(let a), .attribute(let b)):
      let convert = try b.unit.conversion(to: a.unit)
      let flags = zip(a.values, b.values).map { left, right -> Bool? in
        let right = convert(right)
        return left.isFinite && right.isFinite ? holds(sign, left, right) : nil
      }
      return .selection(.init(set: a.set, flags: flags, included: zip(a.included, b.included).map { $0 && $1 }))
    case (.quantity, .layer), (.quantity, .attribute): return try compared(mirrored(sign), right, left)
    case (.words(let words), .text(let text)):
      let flags = words.values.map { word -> Bool? in word.map { holds(sign, $0, text) } }
      return .selection(.init(set: words.set, flags: flags, included: words.included))
    default: return left
    }
  }

  private static func computed(
    _ sign: FormulaNode.Operator, _ left: FormulaValue, _ right: FormulaValue, _ unit: UnitOfMeasure,
    _ node: FormulaNode
  ) throws -> FormulaValue {
    let range = node.range
    func operation(_ a: UnitOfMeasure, _ b: UnitOfMeasure) throws -> (Double, Double) -> Double {
      switch sign {
      case .plus, .minus:
        let target = unit.difference
        let (first, second) = (try a.difference.conversion(to: target), try b.difference.conversion(to: target))
        return sign == .plus ? { first($0) + second($1) } : { first($0) - second($1) }
      default:
        // A share counts as a pure number in a product, and a product of opposite units becomes one.
        let plain: (UnitOfMeasure) -> UnitOfMeasure = { $0.isDimensionless ? .one : $0 }
        let (first, second) = (try a.conversion(to: plain(a)), try b.conversion(to: plain(b)))
        let reduced = try UnitOfMeasure.unreduced(plain(a), plain(b), divided: sign == .dividedBy).conversion(to: unit)
        return sign == .times ? { reduced(first($0) * second($1)) } : { reduced(first($0) / second($1)) }
      }
    }
    func grid(_ frame: GridFrame, _ value: (Int) -> Double) -> Grid<Float> {
      Grid(frame, filling: { out in for index in 0..<frame.count { out[index] = Float(value(index)) } })
    }
    switch (left, right) {
    case (.quantity(let a), .quantity(let b)):
      if sign == .dividedBy, b.value == 0 { throw FormulaFault(.divisionByZero, node.parts[1].range) }
      let value = try operation(a.unit, b.unit)(a.value, b.value)
      guard value.isFinite else { throw FormulaFault(.notFinite, range) }
      return .quantity(Quantity(value, unit))
    case (.layer(let a), .quantity(let b)):
      let compute = try operation(a.unit, b.unit)
      return .layer(
        .init(grid: grid(a.grid.frame) { compute(Double(a.grid[$0]), b.value) }, unit: unit, domain: a.domain))
    case (.quantity(let a), .layer(let b)):
      let compute = try operation(a.unit, b.unit)
      return .layer(
        .init(grid: grid(b.grid.frame) { compute(a.value, Double(b.grid[$0])) }, unit: unit, domain: b.domain))
    case (.layer(let a), .layer(let b)):
      let compute = try operation(a.unit, b.unit)
      return .layer(
        .init(
          grid: grid(a.grid.frame) { compute(Double(a.grid[$0]), Double(b.grid[$0])) }, unit: unit,
          domain: both(a.domain, b.domain)))
    case (.attribute(let a), .quantity(let b)):
      let compute = try operation(a.unit, b.unit)
      return .attribute(
        .init(set: a.set, values: a.values.map { compute($0, b.value) }, unit: unit, included: a.included))
    case (.quantity(let a), .attribute(let b)):
      let compute = try operation(a.unit, b.unit)
      return .attribute(
        .init(set: b.set, values: b.values.map { compute(a.value, $0) }, unit: unit, included: b.included))
    case (.attribute(let a), .attribute(let b)):
      let compute = try operation(a.unit, b.unit)
      return .attribute(
        .init(
          set: a.set, values: zip(a.values, b.values).map { compute($0, $1) }, unit: unit,
          included: zip(a.included, b.included).map { $0 && $1 }))
    default: return left
    }
  }

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
  private static func chosen(_ value: FormulaValue) -> (set: String, included: [Bool])? {
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
