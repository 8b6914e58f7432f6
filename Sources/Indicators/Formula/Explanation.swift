import Essentials
import Grids

/// What a formula came to, part by part: every number can be looked up.
public struct Explanation: Codable, Hashable, Sendable {
  /// What a layer, mask or set of features comes to in a few numbers.
  public struct Summary: Codable, Hashable, Sendable {
    /// Cells or features that take part.
    public var count: Int
    /// Of those that would take part, how many have no value.
    public var withoutData: Int
    public var minimum: Double?
    public var mean: Double?
    public var maximum: Double?
    /// Cells or features for which the answer is yes.
    public var yes: Int?
    /// Of the cells that take part, or of those that are yes, m².
    public var squareMetres: Double?

    public init(
      count: Int, withoutData: Int, minimum: Double? = nil, mean: Double? = nil, maximum: Double? = nil,
      yes: Int? = nil, squareMetres: Double? = nil
    ) {
      self.count = count
      self.withoutData = withoutData
      self.minimum = minimum
      self.mean = mean
      self.maximum = maximum
      self.yes = yes
      self.squareMetres = squareMetres
    }
  }

  /// The characters of the part.
  public var text: String
  /// Where they begin in their formula, 0-based.
  public var position: Int
  /// `quantity`, `layer`, `mask`, `features`, `attribute`, `words`, `selection`, `zonalLayer`, `zonalMask`, `text`.
  public var type: String
  /// Of its numbers; nil where it has none.
  public var unit: UnitOfMeasure?
  /// Of one number.
  public var value: Double?
  /// Of everything else but text.
  public var summary: Summary?
  /// It was computed for the situation without plan, inside `before(...)`.
  public var isBefore: Bool
  /// What it was computed from.
  public var parts: [Explanation]

  /// The number and its unit; nil where it is no single number.
  public var quantity: Quantity? {
    guard let value, let unit else { return nil }
    return Quantity(value, unit)
  }

  /// - Parameter summary: of the value, where it is known already.
  init(
    _ value: FormulaValue, text: String, position: Int, isBefore: Bool, parts: [Explanation], summary: Summary? = nil
  ) {
    self.text = text
    self.position = position
    self.isBefore = isBefore
    self.parts = parts
    type = value.type.id
    unit = value.type.unit
    if case .quantity(let quantity) = value { self.value = quantity.value }
    self.summary = summary ?? Summary(value)
  }
}

extension Explanation.Summary {
  init?(_ value: FormulaValue) {
    switch value {
    case .quantity, .text: return nil
    case .layer(let layer):
      self.init(layer)
      squareMetres = Double(count) * layer.grid.frame.cellArea
    case .mask(let mask):
      let counts = mask.counts()
      self.init(
        count: counts.yes + counts.no, withoutData: counts.unknown, yes: counts.yes,
        squareMetres: Double(counts.yes) * mask.grid.frame.cellArea)
    case .features(let features): self.init(count: features.included.count { $0 }, withoutData: 0)
    case .attribute(let attribute):
      let values = attribute.known
      self.init(numbers: values, withoutData: attribute.included.count { $0 } - values.count)
    case .words(let words):
      let known = zip(words.values, words.included).count { $0 != nil && $1 }
      self.init(count: known, withoutData: words.included.count { $0 } - known)
    case .selection(let selection):
      let counts = selection.counts
      self.init(count: counts.yes + counts.no, withoutData: counts.unknown, yes: counts.yes)
    case .zonalLayer(let zonal): self.init(cells: zonal.cells, included: zonal.included)
    case .zonalMask(let zonal): self.init(cells: zonal.cells, included: zonal.included)
    }
  }

  /// As for the list of its numbers, without making one.
  private init(_ layer: FormulaValue.Layer) {
    var (count, missing, sum) = (0, 0, 0.0)
    var (least, most) = (Float.infinity, -Float.infinity)
    layer.forEach { value in
      guard value.isFinite else {
        missing += 1
        return
      }
      count += 1
      sum += Double(value)
      if value < least { least = value }
      if value > most { most = value }
    }
    self.init(
      count: count, withoutData: missing, minimum: count > 0 ? Double(least) : nil,
      mean: count > 0 ? sum / Double(count) : nil, maximum: count > 0 ? Double(most) : nil)
  }

  private init(numbers: [Double], withoutData: Int) {
    self.init(
      count: numbers.count, withoutData: withoutData, minimum: numbers.min(), mean: Statistics.mean(numbers),
      maximum: numbers.max())
  }

  /// Features with cells in the frame, and those without.
  private init(cells: [[Int]], included: [Bool]) {
    let inside = zip(cells, included).count { !$0.isEmpty && $1 }
    self.init(count: inside, withoutData: included.count { $0 } - inside)
  }
}

extension FormulaValue.Attribute {
  /// The values of the features that the formula looks at, in the order of the set.
  var known: [Double] { zip(values, included).compactMap { $1 && $0.isFinite ? $0 : nil } }
}

extension FormulaValue.Selection {
  var counts: (yes: Int, no: Int, unknown: Int) {
    var counts = (yes: 0, no: 0, unknown: 0)
    for (flag, isIncluded) in zip(flags, included) where isIncluded {
      switch flag {
      case true: counts.yes += 1
      case false: counts.no += 1
      case nil: counts.unknown += 1
      }
    }
    return counts
  }
}
