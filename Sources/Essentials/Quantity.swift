/// A number with its unit.
public struct Quantity: Hashable, Codable, Sendable {
  public var value: Double
  public var unit: UnitOfMeasure

  public init(_ value: Double, _ unit: UnitOfMeasure) {
    self.value = value
    self.unit = unit
  }

  /// - Throws: `UnitError.notConvertible`.
  public func converted(to unit: UnitOfMeasure) throws -> Quantity {
    Quantity(try self.unit.convert(value, to: unit), unit)
  }

  /// For people: `36,2 °C`, `€ 12.500`, `35 %`, `€ 950/jaar`.
  public func text(decimals: Int, in language: Language) -> String {
    let number = value.text(decimals: decimals, in: language)
    let symbol = unit.symbol(in: language)
    if symbol.hasPrefix("€") { return "€ " + number + symbol.dropFirst() }
    return symbol.isEmpty ? number : number + " " + symbol
  }

  /// Reads what a person writes: `1,2 °C`, `1.2 degC`, `-0,5 K`, `€ 12.500`, `12500 EUR`, `35 %`, `12`.
  ///
  /// Both decimal signs are understood. One sign with three digits behind it (`12.500 m`) could be either and is
  /// refused, except for money, which has no thousandths.
  /// - Throws: `UnitError.notAQuantity`, `.ambiguous`, `.unknown`, `.temperatureInProduct`.
  public static func parse(_ text: String) throws -> Quantity {
    var rest = Array(text.trimmingSpaces)[...]
    guard rest.count <= 100 else { throw UnitError.notAQuantity(String(text.prefix(30)) + "…") }
    func take(_ characters: Set<Character>) -> Character? {
      guard let first = rest.first, characters.contains(first) else { return nil }
      rest = rest.dropFirst().drop(while: \.isWhitespace)
      return first
    }
    var isNegative = take(["-", "\u{2212}"]) != nil
    let leadsWithEuro = take(["€"]) != nil
    if !isNegative { isNegative = take(["-", "\u{2212}"]) != nil }
    _ = isNegative ? nil : take(["+"])

    // A space between digits parts thousands; before anything else it ends the number.
    var number: [Character] = []
    while let next = rest.first {
      let after = rest.dropFirst().first
      if next.isASCII, next.isNumber || next == "." || next == "," {
        number.append(next)
      } else if !(next.isWhitespace && after.map { $0.isASCII && $0.isNumber } == true && !number.isEmpty) {
        break
      }
      rest = rest.dropFirst()
    }
    rest = rest.drop(while: \.isWhitespace)
    let unit: UnitOfMeasure
    if leadsWithEuro {
      // "€ 950/jaar" has the rest of its unit behind the number.
      guard rest.isEmpty || rest.first == "/" else { throw UnitError.notAQuantity(text) }
      unit = try UnitOfMeasure("€" + String(rest))
    } else {
      unit = rest.isEmpty ? .one : try UnitOfMeasure(String(rest))
    }
    let isMoney = unit.factors.first?.unit.symbol == "€"
    let plain = try decimal(number, isMoney: isMoney, unit: unit, of: text)
    return Quantity(isNegative ? -plain : plain, unit)
  }

  private static func decimal(
    _ number: [Character], isMoney: Bool, unit: UnitOfMeasure, of text: String
  ) throws -> Double {
    let marks = number.filter { $0 == "." || $0 == "," }
    let parts = number.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }.map { String($0) }
    func value(_ digits: String) throws -> Double {
      guard let value = Double(digits), value.isFinite else { throw UnitError.notAQuantity(text) }
      return value
    }
    // "1.", ".5" and "1..2" are slips of the hand.
    guard !parts.isEmpty, parts.allSatisfy({ !$0.isEmpty }) else { throw UnitError.notAQuantity(text) }
    func isGrouped(_ parts: [String]) -> Bool {
      parts[0].count <= 3 && parts[0] != "0" && parts.dropFirst().allSatisfy { $0.count == 3 }
    }
    let kinds = Set(marks)
    if marks.isEmpty { return try value(parts[0]) }
    if marks.count == 1 {
      guard isGrouped(parts) else { return try value(parts.joined(separator: ".")) }
      if isMoney { return try value(parts.joined()) }
      let symbol = unit == .one ? "" : " " + unit.symbol
      let small = parts.joined(separator: ".")
      let shorter = (try? value(small)).map { "\($0)" } ?? small
      throw UnitError.ambiguous(text, readings: [parts.joined() + symbol, shorter + symbol])
    }
    if kinds.count == 1, isGrouped(parts) { return try value(parts.joined()) }
    // Two signs: the last is the decimal one, and the first parts thousands.
    if kinds.count == 2, let last = parts.last, marks.dropLast().allSatisfy({ $0 != marks.last }),
      isGrouped(parts.dropLast())
    {
      return try value(parts.dropLast().joined() + "." + last)
    }
    throw UnitError.notAQuantity(text)
  }
}

extension String {
  fileprivate var trimmingSpaces: Substring {
    var rest = self[...].drop(while: \.isWhitespace)
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return rest
  }
}
