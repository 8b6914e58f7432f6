import Essentials

/// A word or sign of a formula.
struct FormulaToken: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case number(Quantity)
    case text(String)
    case name(String)
    /// `( ) , < <= > >= = != + - * /`
    case sign(String)
    /// `and or not in per where`
    case word(String)
    case end
  }

  var kind: Kind
  var range: Range<Int>
}

/// Splits a formula into words and signs.
struct FormulaLexer {
  static let words: Set<String> = ["and", "or", "not", "in", "per", "where"]

  private let characters: [Character]
  private var position = 0

  init(_ characters: [Character]) { self.characters = characters }

  /// - Throws: `FormulaProblem` with its place.
  static func tokens(_ characters: [Character]) throws -> [FormulaToken] {
    var lexer = FormulaLexer(characters)
    var tokens: [FormulaToken] = []
    while true {
      let token = try lexer.next()
      tokens.append(token)
      if token.kind == .end { return tokens }
    }
  }

  private mutating func next() throws -> FormulaToken {
    while position < characters.count, characters[position].isWhitespace { position += 1 }
    let start = position
    guard position < characters.count else { return FormulaToken(kind: .end, range: start..<start) }
    let character = characters[position]
    let kind: FormulaToken.Kind
    if Self.isDigit(character) {
      kind = .number(try number())
    } else if Self.isNameStart(character) {
      kind = name()
    } else if character == "\"" || character == "'" {
      kind = .text(try text())
    } else {
      kind = .sign(try sign())
    }
    return FormulaToken(kind: kind, range: start..<position)
  }

  private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
  private static func isNameStart(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character == "_")
  }

  // MARK: Numbers

  private mutating func number() throws -> Quantity {
    let start = position
    digits()
    if position + 1 < characters.count, characters[position] == ".", Self.isDigit(characters[position + 1]) {
      position += 1
      digits()
    }
    exponent()
    let text = String(characters[start..<position])
    guard let value = Double(text), value.isFinite else {
      throw FormulaFault(.malformedNumber(text), start..<position)
    }
    // 1,5 is a Dutch decimal, or two arguments; digits on both sides of a comma without a space are the former.
    if position + 1 < characters.count, characters[position] == ",", Self.isDigit(characters[position + 1]) {
      throw FormulaFault(.decimalComma, position..<position + 1)
    }
    return Quantity(value, try unit())
  }

  private mutating func digits() {
    while position < characters.count, Self.isDigit(characters[position]) { position += 1 }
  }

  private mutating func exponent() {
    guard position + 1 < characters.count, characters[position] == "e" else { return }
    var end = position + 1
    if characters[end] == "-" || characters[end] == "+" { end += 1 }
    guard end < characters.count, Self.isDigit(characters[end]) else { return }
    position = end
    digits()
  }

  /// The unit behind a number: `15 cm`, `35 °C`, `30 %`.
  private mutating func unit() throws -> UnitOfMeasure {
    var start = position
    while start < characters.count, characters[start] == " " { start += 1 }
    guard start < characters.count else { return .one }
    let first = characters[start]
    guard first.isLetter || first == "°" || first == "%" || first == "€" else { return .one }
    var end = start
    while end < characters.count, characters[end].isLetter || Self.isDigit(characters[end]) || characters[end] == "°" {
      end += 1
    }
    if end > start, Self.words.contains(String(characters[start..<end])) { return .one }
    guard let found = UnitOfMeasure.longest(in: characters[start...]) else {
      let word = start..<max(end, start + 1)
      throw FormulaFault(.unknown(.unit, String(characters[word]), known: UnitOfMeasure.knownSymbols), word)
    }
    position = start + found.length
    do { return try UnitOfMeasure(String(characters[start..<position])) } catch {
      throw FormulaFault(.temperatureInProduct, start..<position)
    }
  }

  // MARK: Others

  /// A name with dots inside, or a word of the language.
  private mutating func name() -> FormulaToken.Kind {
    let start = position
    func isPart(_ index: Int) -> Bool {
      index < characters.count && (Self.isNameStart(characters[index]) || Self.isDigit(characters[index]))
    }
    while isPart(position) || (position < characters.count && characters[position] == "." && isPart(position + 1)) {
      position += 1
    }
    let name = String(characters[start..<position])
    return Self.words.contains(name) ? .word(name) : .name(name)
  }

  private mutating func text() throws -> String {
    let start = position
    let quote = characters[position]
    position += 1
    while position < characters.count, characters[position] != quote, !characters[position].isNewline { position += 1 }
    guard position < characters.count, characters[position] == quote else {
      throw FormulaFault(.unterminatedText, start..<position)
    }
    position += 1
    return String(characters[start + 1..<position - 1])
  }

  private static let others: [Character: String] = [
    "≤": "<=", "≥": ">=", "≠": "!=", "×": "*", "·": "*", "\u{2212}": "-",
  ]

  private mutating func sign() throws -> String {
    let character = characters[position]
    let next = position + 1 < characters.count ? characters[position + 1] : " "
    if "<>=!".contains(character), next == "=" {
      position += 2
      return character == "=" ? "=" : "\(character)="
    }
    position += 1
    if let known = Self.others[character] { return known }
    guard "(),<>=+-*/".contains(character) else {
      throw FormulaFault(.unexpectedCharacter(String(character)), position - 1..<position)
    }
    return String(character)
  }
}
