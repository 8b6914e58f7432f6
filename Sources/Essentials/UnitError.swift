/// What can be wrong with a unit or a quantity.
public enum UnitError: DiagnosableError, Hashable {
  case unknown(String)
  case temperatureInProduct(String)
  case notConvertible(UnitOfMeasure, UnitOfMeasure)
  case notAQuantity(String)
  /// A text that Dutch and English readers take for different numbers; how to write each of them.
  case ambiguous(String, readings: [String])

  public var diagnostic: Diagnostic {
    switch self {
    case .unknown(let symbol):
      let known = UnitOfMeasure.knownSymbols.joined(separator: " ")
      return Diagnostic(
        "unit.unknown",
        what: LocalizedText(nl: "'\(symbol)' is geen bekende eenheid.", en: "'\(symbol)' is not a known unit."),
        remedy: LocalizedText(
          nl: "Gebruik \(known), of een product daarvan zoals m², mm/h of €/jaar.",
          en: "Use \(known), or a product of them such as m², mm/h or €/year."))
    case .temperatureInProduct(let symbol):
      return Diagnostic(
        "unit.temperatureInProduct",
        what: LocalizedText(
          nl: "\(symbol): een temperatuur in °C kun je niet vermenigvuldigen of delen.",
          en: "\(symbol): a temperature in °C cannot be multiplied or divided."),
        remedy: LocalizedText(
          nl: "Reken met een verschil van temperaturen, in K.", en: "Work with a difference of temperatures, in K."))
    case .notConvertible(let from, let to):
      return Diagnostic(
        "unit.notConvertible",
        what: LocalizedText(
          nl: "\(from.symbol) is niet om te rekenen naar \(to.symbol).",
          en: "\(from.symbol) does not convert to \(to.symbol)."),
        remedy: from.difference == to.difference
          ? LocalizedText(
            nl: "°C is een temperatuur, K is een verschil van temperaturen. Kies de eenheid die je bedoelt.",
            en: "°C is a temperature, K is a difference of temperatures. Choose the unit that you mean.")
          : LocalizedText(
            nl: "Gebruik een eenheid van dezelfde soort als \(to.symbol).",
            en: "Use a unit of the same kind as \(to.symbol)."))
    case .notAQuantity(let text):
      return Diagnostic(
        "unit.notAQuantity",
        what: LocalizedText(
          nl: "'\(text)' is geen getal met een eenheid.", en: "'\(text)' is not a number with a unit."),
        remedy: LocalizedText(
          nl: "Schrijf een getal en dan de eenheid, zoals 1,2 °C, 35 % of € 12.500.",
          en: "Write a number and then the unit, such as 1.2 °C, 35 % or € 12,500."))
    case .ambiguous(let text, let readings):
      return Diagnostic(
        "unit.ambiguous",
        what: LocalizedText(
          nl: "'\(text)' is op twee manieren te lezen.", en: "'\(text)' can be read in two ways."),
        remedy: LocalizedText(
          nl: "Schrijf \(readings.map { $0.replacing(".", with: ",") }.joined(separator: " of ")).",
          en: "Write \(readings.joined(separator: " or "))."))
    }
  }
}
