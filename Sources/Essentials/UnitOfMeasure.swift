/// A unit: a product of named units with whole exponents, such as `m²`, `mm/h` or `€/year`.
///
/// Units of one dimension convert into each other. `°C` is a point on a scale and stands alone: the difference of two
/// temperatures is in `K`, and neither converts into the other.
public struct UnitOfMeasure: Hashable, Sendable, CustomStringConvertible {
  /// Exponents of the base dimensions.
  struct Dimension: Hashable, Sendable {
    var length = 0
    var time = 0
    var mass = 0
    var temperature = 0
    var money = 0

    static let one = Dimension()

    func plus(_ other: Dimension, times count: Int) -> Dimension {
      Dimension(
        length: length + other.length * count, time: time + other.time * count, mass: mass + other.mass * count,
        temperature: temperature + other.temperature * count, money: money + other.money * count)
    }
  }

  /// A named unit. Its size in base units is a fraction of whole numbers, so that 15 cm is 0.15 m to the last bit.
  struct Named: Hashable, Sendable {
    /// As shown, in a language-neutral form.
    var symbol: String
    /// As shown in Dutch, where that differs.
    var dutch: String?
    /// Other ways of writing it.
    var others: [String] = []
    var dimension: Dimension
    var numerator = 1.0
    var denominator = 1.0
  }

  struct Factor: Hashable, Sendable {
    var unit: Named
    var exponent: Int
  }

  /// In the order of writing, no unit twice, no exponent 0.
  let factors: [Factor]

  init(factors: [Factor]) {
    var merged: [Factor] = []
    for factor in factors {
      if let index = merged.firstIndex(where: { $0.unit == factor.unit }) {
        merged[index].exponent += factor.exponent
      } else {
        merged.append(factor)
      }
    }
    self.factors = merged.filter { $0.exponent != 0 }
  }

  /// Reads `m2`, `m²`, `mm/h`, `EUR/year`, `l/s/ha`, `degC`, `1`, `%`.
  /// - Throws: `UnitError.unknown`, `.temperatureInProduct`.
  public init(_ symbol: String) throws {
    let characters = Array(symbol)[...]
    guard let found = Self.longest(in: characters), found.length == characters.count else {
      throw UnitError.unknown(symbol)
    }
    let hasPoint = found.unit.factors.contains { $0.unit == Self.celsius }
    if hasPoint, found.unit.factors.count > 1 || found.unit.factors[0].exponent != 1 {
      throw UnitError.temperatureInProduct(symbol)
    }
    self = found.unit
  }

  public static let one = UnitOfMeasure(factors: [])
  public static let percent = UnitOfMeasure(named: "%")
  public static let metre = UnitOfMeasure(named: "m")
  public static let squareMetre = UnitOfMeasure(named: "m", exponent: 2)
  public static let euro = UnitOfMeasure(named: "€")
  public static let euroPerYear = UnitOfMeasure(
    factors: UnitOfMeasure(named: "€").factors + UnitOfMeasure(named: "year", exponent: -1).factors)
  public static let degreeCelsius = UnitOfMeasure(named: "°C")
  public static let kelvin = UnitOfMeasure(named: "K")

  private init(named symbol: String, exponent: Int = 1) {
    self.init(factors: Self.bySymbol[symbol].map { [Factor(unit: $0, exponent: exponent)] } ?? [])
  }

  // MARK: Meaning

  var dimension: Dimension { factors.reduce(.one) { $0.plus($1.unit.dimension, times: $1.exponent) } }

  /// A pure number: `1`, `%`, pieces, or a quotient of equal dimensions.
  public var isDimensionless: Bool { dimension == .one }

  /// A point on a scale rather than an amount: °C.
  public var isPointOnScale: Bool { factors.first?.unit == Self.celsius }

  /// The unit of a difference of two values in this unit: K for °C, otherwise the unit itself.
  public var difference: UnitOfMeasure { isPointOnScale ? .kelvin : self }

  public func isConvertible(to other: UnitOfMeasure) -> Bool {
    dimension == other.dimension && isPointOnScale == other.isPointOnScale
  }

  /// Size in base units as a fraction.
  private var size: (numerator: Double, denominator: Double) {
    var size = (numerator: 1.0, denominator: 1.0)
    for factor in factors {
      for _ in 0..<abs(factor.exponent) {
        size.numerator *= factor.exponent > 0 ? factor.unit.numerator : factor.unit.denominator
        size.denominator *= factor.exponent > 0 ? factor.unit.denominator : factor.unit.numerator
      }
    }
    return size
  }

  /// Turns values of one unit into those of another.
  public struct Conversion: Sendable {
    let numerator: Double
    let denominator: Double

    public func callAsFunction(_ value: Double) -> Double {
      numerator == denominator ? value : value * numerator / denominator
    }
  }

  /// - Throws: `UnitError.notConvertible`.
  public func conversion(to other: UnitOfMeasure) throws -> Conversion {
    guard isConvertible(to: other) else { throw UnitError.notConvertible(self, other) }
    if self == other { return Conversion(numerator: 1, denominator: 1) }
    let (from, to) = (size, other.size)
    return Conversion(numerator: from.numerator * to.denominator, denominator: from.denominator * to.numerator)
  }

  /// A value in this unit as a value in `other`.
  /// - Throws: `UnitError.notConvertible`.
  public func convert(_ value: Double, to other: UnitOfMeasure) throws -> Double {
    try conversion(to: other)(value)
  }

  /// The unit of a product. Numbers without dimension count as 1.
  /// - Throws: `UnitError.temperatureInProduct`: the double of 20 °C means nothing.
  public func multiplied(by other: UnitOfMeasure) throws -> UnitOfMeasure { try combined(with: other, sign: 1) }

  /// The unit of a quotient; as `multiplied(by:)`.
  public func divided(by other: UnitOfMeasure) throws -> UnitOfMeasure { try combined(with: other, sign: -1) }

  private func combined(with other: UnitOfMeasure, sign: Int) throws -> UnitOfMeasure {
    if isPointOnScale || other.isPointOnScale { throw UnitError.temperatureInProduct(Self.celsius.symbol) }
    let left = isDimensionless ? [] : factors
    let right = other.isDimensionless ? [] : other.factors
    let product = UnitOfMeasure(
      factors: left + right.map { Factor(unit: $0.unit, exponent: $0.exponent * sign) })
    return product.isDimensionless ? .one : product
  }

  /// A product or quotient with every unit kept, so that a value computed in it converts to the reduced unit.
  public static func unreduced(_ a: UnitOfMeasure, _ b: UnitOfMeasure, divided: Bool) -> UnitOfMeasure {
    UnitOfMeasure(
      factors: a.factors + b.factors.map { Factor(unit: $0.unit, exponent: divided ? -$0.exponent : $0.exponent) })
  }

  // MARK: Writing

  /// As shown to people, the same in every language; `init` reads it back. A pure number is `1`.
  public var symbol: String { written { $0.symbol } }

  /// As shown to people in a language: `€/jaar`; empty for a pure number.
  public func symbol(in language: Language) -> String {
    if self == .one { return "" }
    return written { language == .nl ? $0.dutch ?? $0.symbol : $0.symbol }
  }

  public var description: String { symbol }

  private func written(_ name: (Named) -> String) -> String {
    func power(_ factor: Factor) -> String {
      let exponent = abs(factor.exponent)
      let mark = exponent == 1 ? "" : exponent == 2 ? "²" : exponent == 3 ? "³" : "^\(exponent)"
      return name(factor.unit) + mark
    }
    let above = factors.filter { $0.exponent > 0 }.map(power)
    let below = factors.filter { $0.exponent < 0 }.map(power)
    return ([above.isEmpty ? "1" : above.joined(separator: "·")] + below).joined(separator: "/")
  }

  // MARK: Reading

  /// The longest unit that the characters begin with; nil where they begin with none. A unit has no spaces inside.
  public static func longest(in text: ArraySlice<Character>) -> (unit: UnitOfMeasure, length: Int)? {
    guard let first = factor(in: text) else { return nil }
    var factors = first.factor.map { [$0] } ?? []
    var end = text.startIndex + first.length
    while end < text.endIndex, text[end] == "/" || text[end] == "·", let next = factor(in: text[(end + 1)...]) {
      if var factor = next.factor {
        if text[end] == "/" { factor.exponent = -factor.exponent }
        factors.append(factor)
      }
      end += 1 + next.length
    }
    return (UnitOfMeasure(factors: factors), end - text.startIndex)
  }

  private static func factor(in text: ArraySlice<Character>) -> (factor: Factor?, length: Int)? {
    var end = text.startIndex
    guard let first = text.first else { return nil }
    if first == "1" {
      let isNumber = text.count > 1 && (text[end + 1].isNumber || text[end + 1].isLetter)
      return isNumber ? nil : (nil, 1)
    }
    if first == "%" || first == "€" {
      end += 1
    } else {
      if first == "°" { end += 1 }
      while end < text.endIndex, text[end].isLetter { end += 1 }
    }
    guard let unit = bySymbol[String(text[text.startIndex..<end])] else { return nil }
    var exponent = 1
    if end < text.endIndex {
      switch text[end] {
      case "²", "2": (exponent, end) = (2, end + 1)
      case "³", "3": (exponent, end) = (3, end + 1)
      case "^" where end + 1 < text.endIndex && text[end + 1].isASCII:
        if let power = text[end + 1].wholeNumberValue, power > 0 { (exponent, end) = (power, end + 2) }
      default: break
      }
    }
    // m25 is no unit.
    if end < text.endIndex, text[end].isNumber || text[end].isLetter { return nil }
    return (Factor(unit: unit, exponent: exponent), end - text.startIndex)
  }

  // MARK: The units

  private static let celsius = Named(
    symbol: "°C", others: ["degC", "Cel"], dimension: Dimension(temperature: 1))

  private static let named: [Named] = {
    let length = Dimension(length: 1)
    let area = Dimension(length: 2)
    let volume = Dimension(length: 3)
    let time = Dimension(time: 1)
    let mass = Dimension(mass: 1)
    let power = Dimension(length: 2, time: -3, mass: 1)
    let energy = Dimension(length: 2, time: -2, mass: 1)
    return [
      Named(symbol: "%", others: ["procent", "percent"], dimension: .one, denominator: 100),
      Named(symbol: "pieces", dutch: "stuks", others: ["piece", "stuk"], dimension: .one),
      Named(symbol: "m", others: ["meter", "metre"], dimension: length),
      Named(symbol: "dm", dimension: length, denominator: 10),
      Named(symbol: "cm", dimension: length, denominator: 100),
      Named(symbol: "mm", dimension: length, denominator: 1000),
      Named(symbol: "km", dimension: length, numerator: 1000),
      Named(symbol: "ha", dimension: area, numerator: 10_000),
      Named(symbol: "l", others: ["L", "liter", "litre"], dimension: volume, denominator: 1000),
      Named(symbol: "s", dimension: time),
      Named(symbol: "min", dimension: time, numerator: 60),
      Named(symbol: "h", others: ["uur", "hour"], dimension: time, numerator: 3600),
      Named(symbol: "day", dutch: "dag", others: ["d"], dimension: time, numerator: 86_400),
      // The Julian year, as UCUM has it.
      Named(symbol: "year", dutch: "jaar", others: ["a"], dimension: time, numerator: 31_557_600),
      Named(symbol: "kg", dimension: mass),
      Named(symbol: "g", dimension: mass, denominator: 1000),
      Named(symbol: "W", dimension: power),
      Named(symbol: "kW", dimension: power, numerator: 1000),
      Named(symbol: "kWh", dimension: energy, numerator: 3_600_000),
      Named(symbol: "K", dimension: Dimension(temperature: 1)),
      celsius,
      Named(symbol: "€", others: ["EUR", "euro"], dimension: Dimension(money: 1)),
    ]
  }()

  private static let bySymbol: [String: Named] = Dictionary(
    named.flatMap { unit in ([unit.symbol] + [unit.dutch].compactMap { $0 } + unit.others).map { ($0, unit) } },
    uniquingKeysWith: { first, _ in first })

  /// How each named unit is shown, for messages and documentation.
  public static var knownSymbols: [String] { ["1"] + named.map(\.symbol) }
}

extension UnitOfMeasure: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let symbol = try container.decode(String.self)
    do { try self.init(symbol) } catch {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(symbol)' is not a unit")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(symbol)
  }
}
