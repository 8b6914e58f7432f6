import Essentials

/// Numbers as a reader writes them, without a locale.
enum Numerals {
  /// At most three decimals, with the language's decimal sign and a true minus.
  static func text(_ value: Double) -> LocalizedText {
    let thousandths = (abs(value) * 1000).rounded()
    guard let size = Int(exactly: thousandths) else { return LocalizedText(verbatim: "\(value)") }
    let sign = value < 0 && size > 0 ? "\u{2212}" : ""
    var decimals = String(size % 1000)
    decimals = String(repeating: "0", count: 3 - decimals.count) + decimals
    while decimals.last == "0" { decimals.removeLast() }
    let whole = sign + grouped(size / 1000)
    if decimals.isEmpty { return LocalizedText(verbatim: whole) }
    return LocalizedText(nl: "\(whole),\(decimals)", en: "\(whole).\(decimals)")
  }

  /// Thousands apart by a thin space, from five digits on (SI Brochure, 5.4.4).
  static func grouped(_ value: Int) -> String {
    let digits = String(value)
    guard digits.count > 4 else { return digits }
    var out = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { out += "\u{2009}" }
      out.append(digit)
    }
    return out
  }

  /// The largest of 1, 2, 5 times a power of ten that is at most `value`; 0 for values that are not positive.
  static func round(atMost value: Double) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    var power = 1.0
    while power * 10 <= value { power *= 10 }
    while power > value { power /= 10 }
    return [5.0, 2, 1].map { $0 * power }.first { $0 <= value } ?? power
  }
}
