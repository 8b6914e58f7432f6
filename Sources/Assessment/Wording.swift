import Essentials
import Scenarios

extension LocalizedText {
  /// The same sentence built for each language.
  static func each(_ text: (Language) -> String) -> LocalizedText { LocalizedText(nl: text(.nl), en: text(.en)) }
}

/// Numbers, points and effects as students read them.
enum Wording {
  /// At most two decimals.
  static func number(_ value: Double, _ language: Language) -> String {
    value.text(decimals: 2, trimmed: true, in: language)
  }

  /// A temperature difference reads as degrees, not as kelvin, which schools seldom use.
  static func quantity(_ value: Double, _ unit: UnitOfMeasure, decimals: Int, _ language: Language) -> String {
    Quantity(value, unit == .kelvin ? .degreeCelsius : unit).text(decimals: decimals, in: language)
  }

  /// A difference of two values in `unit`. That of two shares is in percentage points: a rise of 5 % to 6 % is one of
  /// 20 %.
  static func difference(_ value: Double, _ unit: UnitOfMeasure, decimals: Int, _ language: Language) -> String {
    guard unit == .percent else { return quantity(value, unit.difference, decimals: decimals, language) }
    let word = LocalizedText(nl: "procentpunt", en: "percentage points")[language]
    return "\(value.text(decimals: decimals, in: language)) \(word)"
  }

  /// A change, with its sign: `+0,3 °C`.
  static func change(_ value: Double, _ unit: UnitOfMeasure, decimals: Int, _ language: Language) -> String {
    let text = difference(value, unit, decimals: decimals, language)
    let none = difference(0, unit, decimals: decimals, language)
    return value > 0 && text != none ? "+" + text : text
  }

  /// `Je krijgt 2,5 van 4 punten.`
  static func points(_ points: Double, of maximum: Double) -> LocalizedText {
    LocalizedText(
      nl: "Je krijgt \(number(points, .nl)) van \(number(maximum, .nl)) punten.",
      en: "You get \(number(points, .en)) of \(number(maximum, .en)) points.")
  }

  /// `Boom (24): −0,9 °C; Wadi (1): 0,0 °C`; nil where there is nothing to tell.
  static func contributions(
    _ contributions: [Contribution], to key: String, _ unit: UnitOfMeasure, decimals: Int, _ language: Language
  ) -> String? {
    let parts = contributions.compactMap { contribution in
      contribution.changes[key].map {
        "\(contribution.title[language]) (\(contribution.count)): \(change($0, unit, decimals: decimals, language))"
      }
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}
