import Essentials
import Geometry
import Grids

/// What a part of a formula comes to.
enum FormulaValue: Sendable {
  /// A number for each cell; NaN where there is none.
  struct Layer: Sendable {
    var grid: Grid<Float>
    var unit: UnitOfMeasure
    /// 1 where the formula looks; nil is everywhere.
    var domain: Grid<UInt8>?
  }

  /// Yes (1), no (0) or unknown (`unknown`) for each cell.
  struct Mask: Sendable {
    static let unknown: UInt8 = 255

    var grid: Grid<UInt8>
    /// As of a layer.
    var domain: Grid<UInt8>?
  }

  /// A number for each feature; NaN where there is none.
  struct Attribute: Sendable {
    var set: String
    var values: [Double]
    var unit: UnitOfMeasure
    /// Which features the formula looks at.
    var included: [Bool]
  }

  /// A word for each feature; nil where there is none.
  struct Words: Sendable {
    var set: String
    var values: [String?]
    var included: [Bool]
  }

  /// Yes, no or unknown (nil) for each feature.
  struct Selection: Sendable {
    var set: String
    var flags: [Bool?]
    var included: [Bool]
  }

  /// A set of features, or those of it that the formula looks at.
  struct Features: Sendable {
    var set: String
    var features: FeatureSet
    var included: [Bool]
  }

  /// Cells of a layer or mask by feature.
  struct Zonal<Content: Sendable>: Sendable {
    var content: Content
    var set: String
    /// Cell indices by feature.
    var cells: [[Int]]
    var included: [Bool]
  }

  case quantity(Quantity)
  case layer(Layer)
  case mask(Mask)
  case features(Features)
  case attribute(Attribute)
  case words(Words)
  case selection(Selection)
  case zonalLayer(Zonal<Layer>)
  case zonalMask(Zonal<Mask>)
  case text(String)

  var type: FormulaType {
    switch self {
    case .quantity(let quantity): .quantity(quantity.unit)
    case .layer(let layer): .layer(layer.unit)
    case .mask: .mask
    case .features(let features): .features(features.set)
    case .attribute(let attribute): .attribute(of: attribute.set, attribute.unit)
    case .words(let words): .words(of: words.set)
    case .selection(let selection): .selection(of: selection.set)
    case .zonalLayer(let zonal): .zonalLayer(zonal.content.unit, per: zonal.set)
    case .zonalMask(let zonal): .zonalMask(per: zonal.set)
    case .text: .text
    }
  }
}

extension FormulaValue.Layer {
  /// Calls `body` with the value of each cell where the formula looks, in row-major order; NaN where there is none.
  @inline(__always)
  func forEach(_ body: (Float) -> Void) {
    grid.withCells { cells in
      guard let domain else {
        for index in 0..<grid.count { body(cells[index]) }
        return
      }
      domain.withCells { domain in
        for index in 0..<grid.count where domain[index] == 1 { body(cells[index]) }
      }
    }
  }

  /// The values where the formula looks, in row-major order, and how many cells there had none.
  func values() -> (values: [Double], withoutData: Int) {
    var values: [Double] = []
    values.reserveCapacity(grid.count)
    var missing = 0
    forEach { value in
      if value.isFinite { values.append(Double(value)) } else { missing += 1 }
    }
    return (values, missing)
  }
}

extension FormulaValue.Mask {
  /// Cells that are yes, no and unknown where the formula looks.
  func counts() -> (yes: Int, no: Int, unknown: Int) {
    var found = [Int](repeating: 0, count: 256)
    found.withUnsafeMutableBufferPointer { found in
      grid.withCells { cells in
        if let domain {
          domain.withCells { domain in
            for index in 0..<grid.count where domain[index] == 1 { found[Int(cells[index])] += 1 }
          }
        } else {
          for index in 0..<grid.count { found[Int(cells[index])] += 1 }
        }
      }
    }
    return (found[1], found[0], found[2...].reduce(0, +))
  }

  /// 1 where it is yes inside its domain, 0 elsewhere: what `in` looks at.
  var asDomain: Grid<UInt8> {
    Grid(
      grid.frame,
      filling: { out in
        grid.withCells { cells in
          if let domain {
            domain.withCells { domain in
              for index in 0..<grid.count { out[index] = cells[index] == 1 && domain[index] == 1 ? 1 : 0 }
            }
          } else {
            for index in 0..<grid.count { out[index] = cells[index] == 1 ? 1 : 0 }
          }
        }
      })
  }
}
