import Essentials

/// A formula over layers, masks, features and numbers: `share(heat.pet > 35 °C in before(publicSpace))`.
///
/// The language is described in `docs/indicator-format.md`. A formula always comes to an end: it has no loops and no
/// recursion, and its length and depth are limited.
public struct Formula: Sendable {
  public let text: String
  let characters: [Character]
  let root: FormulaNode
  private let places: Places

  /// Where the characters stand in a file.
  private enum Places: Sendable {
    /// One line that begins here.
    case from(Diagnostic.Location)
    /// One place for each character.
    case each([Diagnostic.Location])
  }

  /// - Parameter location: of the first character, for messages.
  /// - Throws: `FormulaError` with line and column of the mistake.
  public init(_ text: String, at location: Diagnostic.Location) throws {
    try self.init(text, places: .from(location))
  }

  /// Reads a formula from a scalar of a YAML document, whose style does not matter for the places in messages.
  /// - Throws: `FormulaError`, `YAMLError`.
  public init(_ document: YAMLDocument) throws {
    let text = try document.string()
    // Beyond the limit only the first places count.
    let places = document.locations(upTo: FormulaParser.longest + 1)
    try self.init(text, places: places.isEmpty ? .from(document.location) : .each(places))
  }

  private init(_ text: String, places: Places) throws {
    self.text = text
    self.places = places
    characters = Array(text)
    do { root = try FormulaParser.parse(characters) } catch let fault as FormulaFault {
      throw Self.error(fault, text, places)
    }
  }

  private static func error(_ fault: FormulaFault, _ text: String, _ places: Places) -> FormulaError {
    let location: Diagnostic.Location
    let start = fault.range.lowerBound
    switch places {
    case .from(let first):
      var place = first
      if !text.contains(where: \.isNewline) { place.column = first.column.map { $0 + start } }
      location = place
    case .each(let all): location = start < all.count ? all[start] : all.last.map(next) ?? .init()
    }
    return FormulaError(problem: fault.problem, text: text, range: fault.range, location: location)
  }

  private static func next(_ place: Diagnostic.Location) -> Diagnostic.Location {
    var place = place
    place.column = place.column.map { $0 + 1 }
    return place
  }

  /// Runs `body` with its faults told as errors of this formula.
  func located<R>(_ body: () throws -> R) throws -> R {
    do { return try body() } catch let fault as FormulaFault { throw Self.error(fault, text, places) }
  }

  // MARK: Use

  /// The type of the result.
  /// - Throws: `FormulaError` for an unknown name, function, class, zone or attribute, and for types or units that do
  ///   not fit.
  public func type(in symbols: FormulaSymbols) throws -> FormulaType {
    try located { try FormulaChecker(symbols: symbols).type(of: root) }
  }

  /// The value for `inputs`; `before(...)` inside looks at the other.
  /// - Throws: `FormulaError`, also where there is nothing to measure.
  public func evaluate(_ inputs: FormulaInputs, before: FormulaInputs) throws -> Explanation {
    try evaluate(inputs, before: before, steps: [])
  }

  func evaluate(
    _ inputs: FormulaInputs, before: FormulaInputs, steps: [IndicatorCard.Step]
  ) throws -> Explanation {
    var symbols = inputs.symbols
    for step in steps { symbols.steps[step.name] = try step.formula.type(in: symbols) }
    // A result is asked for without running when it cannot be right.
    _ = try type(in: symbols)
    let evaluator = FormulaEvaluator(inputs, before: before, steps: steps)
    return try located { try evaluator.evaluate(self) }
  }

  // MARK: Names

  /// Every name that it uses: layers of the land (`terrain`) and of models (`heat.pet`), masks, figures of the plan, sets
  /// of features and their attributes. Known before an area is, it tells which models a formula needs.
  public var names: Set<String> { names(of: root) }

  private func names(of node: FormulaNode) -> Set<String> {
    if case .name(let name) = node.kind { return [name] }
    return node.parts.reduce(into: []) { $0.formUnion(names(of: $1)) }
  }

  // MARK: Functions

  /// A function of the language, for documentation.
  public struct FunctionDescription: Codable, Hashable, Sendable {
    public var name: String
    public var usage: String
    public var summary: LocalizedText
  }

  /// All functions, by name.
  public static var functions: [FunctionDescription] {
    Functions.all.map { FunctionDescription(name: $0.name, usage: $0.usage, summary: $0.summary) }
      .sorted { $0.name < $1.name }
  }

  static func function(named name: String, _ node: FormulaNode) throws -> any FormulaFunction.Type {
    if let function = Functions.all.first(where: { $0.name == name }) { return function }
    let start = node.range.lowerBound
    throw FormulaFault(
      .unknown(.function, name, known: Functions.all.map { $0.name }), start..<start + name.count)
  }

  static func call(
    _ function: any FormulaFunction.Type, _ node: FormulaNode, _ arguments: [FormulaNode], _ types: [FormulaType]
  ) -> FormulaCall {
    FormulaCall(
      function: function.name, usage: function.usage, range: node.range,
      arguments: zip(arguments, types).map { argument, type in
        FormulaCall.Argument(type: type, range: argument.range, literal: argument.kind)
      })
  }
}

extension Formula: Hashable {
  /// The text is the formula; where it stands is not.
  public static func == (a: Formula, b: Formula) -> Bool { a.text == b.text }

  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
