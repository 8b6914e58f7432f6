import Essentials
import Grids

/// Signs on values.
extension FormulaOperators {
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
      // Every pair of answers is looked up: no, yes, unknown.
      let truths: [Bool?] = [false, true, nil]
      let table = truths.flatMap { left in
        truths.map { right in joined(left, right).map { $0 ? 1 : 0 } ?? FormulaValue.Mask.unknown }
      }
      let grid = Grid<UInt8>(
        a.grid.frame,
        filling: { out in
          table.withUnsafeBufferPointer { table in
            a.grid.withCells { left in
              b.grid.withCells { right in
                for index in 0..<a.grid.count {
                  out[index] = table[3 * Int(min(left[index], 2)) + Int(min(right[index], 2))]
                }
              }
            }
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

  static func both(_ a: Grid<UInt8>?, _ b: Grid<UInt8>?) -> Grid<UInt8>? {
    guard let a else { return b }
    guard let b else { return a }
    let count = a.count
    return Grid(
      a.frame,
      filling: { out in
        a.withCells { a in b.withCells { b in for index in 0..<count { out[index] = a[index] & b[index] } } }
      })
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
}
