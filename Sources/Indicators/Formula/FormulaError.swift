import Essentials

/// What is wrong with a formula, without its place.
public enum FormulaProblem: Hashable, Sendable {
  /// What a name was taken for.
  public enum NameKind: Hashable, Sendable {
    case name, function, unit, landCoverClass, zone
    case attribute(of: String)
  }

  case tooLong(Int)
  case tooDeep(Int)
  case unexpectedCharacter(String)
  case unterminatedText
  case malformedNumber(String)
  case decimalComma
  /// `found` is nil at the end.
  case expected(LocalizedText, found: String?)
  case chainedComparison
  /// `known` is what could stand there.
  case unknown(NameKind, String, known: [String])
  case argumentCount(function: String, usage: String, found: Int)
  case wrongType(expected: LocalizedText, found: FormulaType)
  case unitMismatch(UnitOfMeasure, UnitOfMeasure)
  case temperatureSum
  case temperatureInProduct
  case differentSets(String, String)
  case outOfRange(Double, ClosedRange<Double>)
  case nothingToMeasure(LocalizedText)
  case divisionByZero
  case notFinite
}

/// A problem with the characters it is about; `Formula` adds the text and the file.
struct FormulaFault: Error {
  var problem: FormulaProblem
  var range: Range<Int>

  init(_ problem: FormulaProblem, _ range: Range<Int>) {
    self.problem = problem
    self.range = range
  }
}

/// A mistake in a formula: what it is, the characters it is about, and where they stand in the file.
public struct FormulaError: DiagnosableError, Hashable {
  public var problem: FormulaProblem
  /// The whole formula.
  public var text: String
  /// Characters of the formula, 0-based.
  public var range: Range<Int>
  /// Of the first of those characters.
  public var location: Diagnostic.Location

  public var diagnostic: Diagnostic {
    var (code, what, remedy) = problem.told
    let excerpt = "\n\(excerpt)"
    what.nl += excerpt
    what.en += excerpt
    if case .nothingToMeasure = problem { code = "indicator.nothingToMeasure" }
    return Diagnostic(code, what: what, at: location, remedy: remedy)
  }

  /// The line of the formula with the mistake, and carets below the characters.
  private var excerpt: String {
    let characters = Array(text)
    let start = min(range.lowerBound, characters.count)
    let before = characters[..<start].lastIndex(where: \.isNewline).map { $0 + 1 } ?? 0
    let after = characters[start...].firstIndex(where: \.isNewline) ?? characters.count
    // A line as wide as a terminal: the mistake stays in view.
    let first = max(before, start - 60)
    let last = min(after, first + 110)
    let marks = max(1, min(range.upperBound, last) - start)
    let line = characters[first..<last].map { $0 == "\t" ? " " : $0 }
    return "  " + String(line) + "\n  " + String(repeating: " ", count: start - first)
      + String(repeating: "^", count: marks)
  }
}

extension FormulaProblem {
  /// Code, sentence and remedy.
  fileprivate var told: (code: String, what: LocalizedText, remedy: LocalizedText) {
    switch self {
    case .tooLong(let most):
      return (
        "formula.tooLong",
        LocalizedText(
          nl: "De formule is langer dan \(most) tekens.", en: "The formula is longer than \(most) characters."),
        LocalizedText(nl: "Splits de formule in stappen.", en: "Split it into steps.")
      )
    case .tooDeep(let most):
      return (
        "formula.tooDeep",
        LocalizedText(
          nl: "De formule heeft meer dan \(most) delen in elkaar.", en: "The formula nests more than \(most) parts."),
        LocalizedText(nl: "Splits de formule in stappen.", en: "Split it into steps.")
      )
    case .unexpectedCharacter(let character):
      return (
        "formula.unexpectedCharacter",
        LocalizedText(
          nl: "Het teken '\(character)' kan hier niet.", en: "The character '\(character)' cannot stand here."),
        LocalizedText(
          nl: "Gebruik namen, getallen, ( ) , < <= > >= = != + - * / en de woorden and, or, not, in, per, where.",
          en: "Use names, numbers, ( ) , < <= > >= = != + - * / and the words and, or, not, in, per, where.")
      )
    case .unterminatedText:
      return (
        "formula.unterminatedText",
        LocalizedText(nl: "Deze tekst heeft geen aanhalingsteken aan het eind.", en: "This text has no closing quote."),
        LocalizedText(nl: "Zet er een \" achter.", en: "Put a \" behind it.")
      )
    case .malformedNumber(let text):
      return (
        "formula.malformedNumber",
        LocalizedText(nl: "'\(text)' is geen getal.", en: "'\(text)' is not a number."),
        LocalizedText(nl: "Schrijf het zoals 12.5.", en: "Write it as 12.5.")
      )
    case .decimalComma:
      return (
        "formula.decimalComma",
        LocalizedText(nl: "In een formule heeft een getal een punt.", en: "In a formula a number has a point."),
        LocalizedText(
          nl: "Schrijf 1.5 in plaats van 1,5; zet tussen twee getallen een komma met een spatie.",
          en: "Write 1.5 instead of 1,5; part two numbers by a comma with a space.")
      )
    case .expected(let what, let found):
      return (
        "formula.expected",
        LocalizedText(
          nl: "Hier hoort \(what.nl), maar er staat \(found.map { "'\($0)'" } ?? "niets meer").",
          en: "Expected \(what.en) here, but found \(found.map { "'\($0)'" } ?? "the end")."),
        LocalizedText(
          nl: "Kijk naar haakjes en bewerkingen rond deze plek.",
          en: "Look at the brackets and signs around this place.")
      )
    case .chainedComparison:
      return (
        "formula.chainedComparison",
        LocalizedText(nl: "Twee vergelijkingen achter elkaar.", en: "Two comparisons in a row."),
        LocalizedText(nl: "Schrijf: a < b and b < c.", en: "Write: a < b and b < c.")
      )
    case .unknown(let kind, let name, let known):
      let (code, sentence) = kind.told(name)
      let near = ClosestNames.of(name, among: known)
      let listed = near.prefix(12).joined(separator: ", ") + (near.count > 12 ? ", …" : "")
      return (
        code, sentence,
        known.isEmpty
          ? LocalizedText(nl: "Er is hier geen enkele bekend.", en: "None is known here.")
          : LocalizedText(nl: "Bekend zijn: \(listed).", en: "Known are: \(listed).")
      )
    case .argumentCount(let function, let usage, let found):
      return (
        "formula.argumentCount",
        LocalizedText(
          nl: "\(function) krijgt \(found) waarden, en dat past niet.",
          en: "\(function) is given \(found) values, which does not fit."),
        LocalizedText(nl: "Schrijf: \(usage)", en: "Write: \(usage)")
      )
    case .wrongType(let expected, let found):
      return (
        "formula.wrongType",
        LocalizedText(
          nl: "Dit is \(found.name.nl), maar hier hoort \(expected.nl).",
          en: "This is \(found.name.en), but \(expected.en) belongs here."),
        LocalizedText(
          nl: "Pas dit deel aan; de soorten staan in docs/indicator-format.md.",
          en: "Change this part; docs/indicator-format.md explains the types.")
      )
    case .unitMismatch(let left, let right):
      let bare = left.isDimensionless != right.isDimensionless && (left == .one || right == .one)
      let unit = left == .one ? right : left
      return (
        "formula.unitMismatch",
        LocalizedText(
          nl: "De eenheden passen niet bij elkaar: \(left.symbol) en \(right.symbol).",
          en: "The units do not fit each other: \(left.symbol) and \(right.symbol)."),
        bare
          ? LocalizedText(
            nl: "Zet de eenheid achter het getal, zoals 35 \(unit.symbol).",
            en: "Put the unit behind the number, such as 35 \(unit.symbol).")
          : left.difference == right.difference
            ? LocalizedText(
              nl: "°C is een temperatuur, K is een verschil van temperaturen.",
              en: "°C is a temperature, K is a difference of temperatures.")
            : LocalizedText(
              nl: "Gebruik aan beide kanten dezelfde soort eenheid.", en: "Use the same kind of unit on both sides.")
      )
    case .temperatureSum:
      return (
        "formula.temperatureSum",
        LocalizedText(
          nl: "Temperaturen in °C kun je niet optellen.", en: "Temperatures in °C cannot be added up."),
        LocalizedText(
          nl: "Neem het gemiddelde, of trek er een van de ander af: dat geeft K.",
          en: "Take the mean, or subtract one from the other: that gives K.")
      )
    case .temperatureInProduct:
      return (
        "formula.temperatureInProduct",
        LocalizedText(
          nl: "Een temperatuur in °C kun je niet vermenigvuldigen, delen of omkeren.",
          en: "A temperature in °C cannot be multiplied, divided or negated."),
        LocalizedText(nl: "Reken met een verschil, in K.", en: "Work with a difference, in K.")
      )
    case .differentSets(let left, let right):
      return (
        "formula.differentSets",
        LocalizedText(
          nl: "Dit gaat over objecten van '\(left)' en van '\(right)' tegelijk.",
          en: "This is about features of '\(left)' and of '\(right)' at once."),
        LocalizedText(nl: "Gebruik objecten van één soort.", en: "Use features of one set.")
      )
    case .outOfRange(let value, let range):
      func number(_ value: Double, _ language: Language) -> String {
        value.text(decimals: 3, trimmed: true, in: language)
      }
      func told(_ l: Language) -> [String] { [value, range.lowerBound, range.upperBound].map { number($0, l) } }
      let (nl, en) = (told(.nl), told(.en))
      return (
        "formula.outOfRange",
        LocalizedText(
          nl: "\(nl[0]) ligt buiten \(nl[1]) tot \(nl[2]).", en: "\(en[0]) is outside \(en[1]) to \(en[2])."),
        LocalizedText(nl: "Kies een getal daarbinnen.", en: "Choose a number within.")
      )
    case .nothingToMeasure(let reason):
      return (
        "formula.nothingToMeasure",
        LocalizedText(
          nl: "Er valt hier niets te meten: \(reason.nl).", en: "There is nothing to measure here: \(reason.en)."),
        LocalizedText(
          nl: "Kies een ander gebied of een andere zone, of laat deze formule weg.",
          en: "Choose another area or zone, or leave this formula out.")
      )
    case .divisionByZero:
      return (
        "formula.divisionByZero",
        LocalizedText(nl: "Hier wordt door nul gedeeld.", en: "This divides by zero."),
        LocalizedText(
          nl: "Kies een deler die in elk gebied groter is dan nul.",
          en: "Choose a divisor that is greater than zero in every area.")
      )
    case .notFinite:
      return (
        "formula.notFinite",
        LocalizedText(nl: "De uitkomst is te groot voor een getal.", en: "The result is too large for a number."),
        LocalizedText(nl: "Kijk de vermenigvuldigingen na.", en: "Check the multiplications.")
      )
    }
  }
}

extension FormulaProblem.NameKind {
  fileprivate func told(_ name: String) -> (code: String, sentence: LocalizedText) {
    switch self {
    case .name:
      (
        "formula.unknownName",
        LocalizedText(nl: "Er is geen laag of naam '\(name)'.", en: "There is no layer or name '\(name)'.")
      )
    case .function:
      (
        "formula.unknownFunction",
        LocalizedText(nl: "Er is geen functie '\(name)'.", en: "There is no function '\(name)'.")
      )
    case .unit:
      (
        "formula.unknownUnit",
        LocalizedText(nl: "Er is geen eenheid '\(name)'.", en: "There is no unit '\(name)'.")
      )
    case .landCoverClass:
      (
        "formula.unknownLandCoverClass",
        LocalizedText(
          nl: "Er is geen bodemklasse '\(name)'.",
          en: "There is no class '\(name)' in the land-cover table.")
      )
    case .zone:
      (
        "formula.unknownZone",
        LocalizedText(nl: "Dit gebied heeft geen zone '\(name)'.", en: "This area has no zone '\(name)'.")
      )
    case .attribute(let set):
      (
        "formula.unknownAttribute",
        LocalizedText(
          nl: "De objecten '\(set)' hebben geen eigenschap '\(name)'.",
          en: "The features '\(set)' have no attribute '\(name)'.")
      )
    }
  }
}
