import Essentials

/// Reads a formula by precedence, loosest first:
///
///     formula    = filtered { ("in" | "per") filtered }
///     filtered   = or { "where" or }
///     or         = and { "or" and }
///     and        = not { "and" not }
///     not        = "not" not | comparison
///     comparison = sum [ ("<" | "<=" | ">" | ">=" | "=" | "!=") sum ]
///     sum        = product { ("+" | "-") product }
///     product    = unary { ("*" | "/") unary }
///     unary      = "-" unary | primary
///     primary    = number [unit] | "text" | name | name "(" formula { "," formula } ")" | "(" formula ")"
struct FormulaParser {
  /// Characters in a formula; a page of text, far more than a card needs.
  static let longest = 2000
  /// Parts within parts.
  static let deepest = 60

  private let tokens: [FormulaToken]
  private var position = 0
  private var depth = 0

  private init(_ tokens: [FormulaToken]) { self.tokens = tokens }

  /// - Throws: `FormulaFault`.
  static func parse(_ characters: [Character]) throws -> FormulaNode {
    guard characters.count <= longest else { throw FormulaFault(.tooLong(longest), longest..<longest + 1) }
    var parser = FormulaParser(try FormulaLexer.tokens(characters))
    let node = try parser.formula()
    guard parser.token.kind == .end else {
      throw parser.expected(
        LocalizedText(nl: "het einde, of een bewerking zoals +", en: "the end, or a sign such as +"))
    }
    // A long chain of equal signs nests to the left without nesting the parser.
    guard node.depth <= deepest else { throw FormulaFault(.tooDeep(deepest), node.range) }
    return node
  }

  private var token: FormulaToken { tokens[min(position, tokens.count - 1)] }

  private mutating func take(sign: String) -> Bool {
    guard token.kind == .sign(sign) else { return false }
    position += 1
    return true
  }

  private mutating func take(word: String) -> Bool {
    guard token.kind == .word(word) else { return false }
    position += 1
    return true
  }

  private func expected(_ what: LocalizedText) -> FormulaFault {
    let found: String? =
      switch token.kind {
      case .end: nil
      case .number(let quantity): "\(quantity.value)"
      case .text(let text): "\"\(text)\""
      case .name(let text), .sign(let text), .word(let text): text
      }
    return FormulaFault(.expected(what, found: found), token.range)
  }

  /// Runs `body` one level deeper, so that no formula can exhaust the stack.
  private mutating func deeper(_ body: (inout FormulaParser) throws -> FormulaNode) throws -> FormulaNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw FormulaFault(.tooDeep(Self.deepest), token.range) }
    return try body(&self)
  }

  private mutating func formula() throws -> FormulaNode {
    try deeper { parser in
      try parser.clauses([.in, .per]) { parser in
        try parser.clauses([.where]) { parser in try parser.operation(above: 0) }
      }
    }
  }

  /// Clauses from left to right; `part` reads what stands between them.
  private mutating func clauses(
    _ clauses: [FormulaNode.Clause], _ part: (inout FormulaParser) throws -> FormulaNode
  ) throws -> FormulaNode {
    var left = try part(&self)
    while case .word(let word) = token.kind, let clause = FormulaNode.Clause(rawValue: word), clauses.contains(clause) {
      position += 1
      let right = try part(&self)
      left = FormulaNode(kind: .clause(clause, left, right), range: left.range.lowerBound..<right.range.upperBound)
    }
    return left
  }

  private var sign: FormulaNode.Operator? {
    switch token.kind {
    case .sign(let text), .word(let text): FormulaNode.Operator(rawValue: text)
    default: nil
    }
  }

  private mutating func operation(above precedence: Int) throws -> FormulaNode {
    try deeper { parser in
      var left = try parser.negation(precedence)
      while let sign = parser.sign, sign.precedence > precedence {
        parser.position += 1
        let right = try parser.operation(above: sign.precedence)
        left = FormulaNode(
          kind: .binary(sign, left, right), range: left.range.lowerBound..<right.range.upperBound)
        if sign.isComparison, let next = parser.sign, next.isComparison {
          throw FormulaFault(.chainedComparison, parser.token.range)
        }
      }
      return left
    }
  }

  /// `not` binds looser than a comparison and tighter than `and`.
  private mutating func negation(_ precedence: Int) throws -> FormulaNode {
    let start = token.range.lowerBound
    guard precedence < 3, take(word: "not") else { return try unary() }
    let operand =
      token.kind == .word("not") ? try deeper { try $0.negation(precedence) } : try operation(above: 3)
    return FormulaNode(kind: .prefix(.not, operand), range: start..<operand.range.upperBound)
  }

  private mutating func unary() throws -> FormulaNode {
    let start = token.range.lowerBound
    guard take(sign: "-") else { return try primary() }
    return try deeper { parser in
      let operand = try parser.unary()
      let range = start..<operand.range.upperBound
      // -5 °C is a temperature, not the opposite of one.
      if case .number(let quantity) = operand.kind {
        return FormulaNode(kind: .number(Quantity(-quantity.value, quantity.unit)), range: range)
      }
      return FormulaNode(kind: .prefix(.minus, operand), range: range)
    }
  }

  private mutating func primary() throws -> FormulaNode {
    let first = token
    switch first.kind {
    case .number(let quantity):
      position += 1
      return FormulaNode(kind: .number(quantity), range: first.range)
    case .text(let text):
      position += 1
      return FormulaNode(kind: .text(text), range: first.range)
    case .name(let name):
      position += 1
      guard take(sign: "(") else { return FormulaNode(kind: .name(name), range: first.range) }
      let (arguments, end) = try self.arguments()
      return FormulaNode(kind: .call(name, arguments), range: first.range.lowerBound..<end)
    case .sign("("):
      position += 1
      var inner = try formula()
      let end = token.range.upperBound
      guard take(sign: ")") else { throw expected(LocalizedText(nl: "een haakje )", en: "a bracket )")) }
      inner.range = first.range.lowerBound..<end
      return inner
    default:
      throw expected(
        LocalizedText(nl: "een getal, een naam of een haakje (", en: "a number, a name or a bracket ("))
    }
  }

  private mutating func arguments() throws -> (nodes: [FormulaNode], end: Int) {
    var nodes: [FormulaNode] = []
    let empty = token.range.upperBound
    if take(sign: ")") { return (nodes, empty) }
    while true {
      nodes.append(try formula())
      let end = token.range.upperBound
      if take(sign: ")") { return (nodes, end) }
      guard take(sign: ",") else {
        throw expected(LocalizedText(nl: "een komma of een haakje )", en: "a comma or a bracket )"))
      }
    }
  }
}
