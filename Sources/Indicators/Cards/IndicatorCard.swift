import Essentials

/// What is measured, how, and what it is good for: `indicators/*.yaml` of a pack. Data, not code.
public struct IndicatorCard: Hashable, Sendable {
  /// Which way is better.
  public enum Direction: String, CaseIterable, Codable, Sendable {
    case lower, higher
    /// Neither: the number gives context.
    case context
  }

  /// More would be a program.
  static let mostSteps = 30

  /// A formula with a name, for the formulas after it.
  public struct Step: Hashable, Sendable {
    public var name: String
    public var formula: Formula
  }

  public var id: String
  public var version: String
  /// Cards of one theme stand together: `{nl: Hitte, en: Heat}`.
  public var theme: LocalizedText
  public var title: LocalizedText
  /// What a person asks.
  public var question: LocalizedText
  /// What is wanted.
  public var goal: LocalizedText
  /// What the number stands for.
  public var proxyFor: LocalizedText
  public var doesNotShow: LocalizedText
  /// Of the value, as shown.
  public var unit: UnitOfMeasure
  /// How many decimals are honest.
  public var decimals: Int
  public var better: Direction
  public var steps: [Step]
  public var formula: Formula
  public var inWords: LocalizedText
  public var norms: NormTable?
  /// How far the value may be off.
  public var band: Band?
  /// How far a change may be off: less than the value, because before and after share most assumptions.
  public var changeBand: Band?
  public var sources: [LocalizedText]
  /// Of the card as a whole; norms and band have their own.
  public var status: EvidenceStatus
  public var pitfalls: [LocalizedText]
  /// SHA-256 of the card's canonical content.
  public var digest: Digest
  /// For messages.
  private var places: Places

  private struct Places: Hashable, Sendable {
    var card: Diagnostic.Location
    var formula: Diagnostic.Location
  }
}

extension IndicatorCard {
  /// Reads a card.
  /// - Throws: `YAMLError`, `FormulaError` at the character, `IndicatorError` for norms and steps, `UnitError`.
  public init(_ document: YAMLDocument) throws {
    let root = try document.mapping(allowing: [
      "id", "version", "theme", "title", "question", "goal", "proxyFor", "doesNotShow", "unit", "decimals", "better",
      "steps", "formula", "inWords", "norms", "band", "changeBand", "sources", "status", "pitfalls",
    ])
    id = try root.required("id").string()
    version = try root.required("version").string()
    theme = try root.required("theme").localizedText()
    title = try root.required("title").localizedText()
    question = try root.required("question").localizedText()
    goal = try root.required("goal").localizedText()
    proxyFor = try root.required("proxyFor").localizedText()
    doesNotShow = try root.required("doesNotShow").localizedText()
    let unit = try root.required("unit")
    do { self.unit = try UnitOfMeasure(unit.string()) } catch let error as UnitError {
      var diagnostic = error.diagnostic
      diagnostic.location = unit.location
      throw diagnostic
    }
    decimals = Int(try root.required("decimals").number(in: 0...6))
    let better: Direction = try root.required("better").choice()
    self.better = better
    steps = try Self.steps(root["steps"])
    let formula = try root.required("formula")
    self.formula = try Formula(formula)
    inWords = try root.required("inWords").localizedText()
    norms = try root["norms"].map { try NormTable($0, better: better) }
    band = try root["band"].map { try Band($0) }
    changeBand = try root["changeBand"].map { try Band($0) }
    sources = try root.required("sources").list().map { try $0.localizedText() }
    status = try root.required("status").choice()
    pitfalls = try root.required("pitfalls").list().map { try $0.localizedText() }
    digest = try document.jsonValue().digest()
    places = Places(card: .init(file: document.file), formula: formula.location)
  }

  private static func steps(_ document: YAMLDocument?) throws -> [Step] {
    guard let document else { return [] }
    let entries = try document.mapping().entries
    guard entries.count <= mostSteps else {
      throw IndicatorError.tooManySteps(document.location, found: entries.count)
    }
    var steps: [Step] = []
    for (name, entry) in entries {
      let isPlain = name.first?.isLetter == true && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
      guard isPlain, !FormulaLexer.words.contains(name), !FormulaSymbols.standardMasks.contains(name) else {
        throw IndicatorError.invalidStepName(entry.location, name)
      }
      guard !steps.contains(where: { $0.name == name }) else {
        throw IndicatorError.duplicateStep(entry.location, name)
      }
      steps.append(Step(name: name, formula: try Formula(entry)))
    }
    return steps
  }

  // MARK: Checking

  /// Checks names, types and units, and that the result is one number that converts to the card's unit.
  /// - Throws: `FormulaError` at the character, `IndicatorError`.
  public func check(_ symbols: FormulaSymbols) throws {
    var known = symbols
    for step in steps {
      // A step that takes the name of a layer would change what the formula says.
      if symbols.type(of: step.name) != nil { throw IndicatorError.invalidStepName(places.formula, step.name) }
      known.steps[step.name] = try step.formula.type(in: known)
    }
    let type = try formula.type(in: known)
    guard case .quantity(let found) = type else {
      throw IndicatorError.notANumber(places.formula, card: id, found: type)
    }
    guard found.isConvertible(to: unit) else {
      throw IndicatorError.wrongUnit(places.formula, card: id, found: found, expected: unit)
    }
  }

  /// Names in the formulas, without those of the card's own steps; see `Formula.names`.
  public var names: Set<String> {
    steps.reduce(formula.names) { $0.union($1.formula.names) }.subtracting(steps.map(\.name))
  }

  /// Whether a scenario has the layers that the card needs; without a rain event there is no `rain.maximumDepth`. What
  /// an area may lack (features, attributes) is no reason to pass over a card in silence.
  /// - Parameter symbols: of the scenario's runs.
  public func isComputable(with symbols: FormulaSymbols) -> Bool {
    names.allSatisfy { symbols.type(of: $0) != nil || FeatureAttributes.isOfFeatures($0, in: symbols) }
  }

  // MARK: Evaluating

  /// The indicator in both situations.
  ///
  /// - Parameter areaType: A1 to A7 of the area's pack; nil gives no score unless the norms hold for all types.
  /// - Throws: `FormulaError`, with code `indicator.nothingToMeasure` where the area has nothing that the card measures;
  ///   `IndicatorError`.
  public func evaluate(
    before: FormulaInputs, after: FormulaInputs, areaType: String?
  ) throws -> IndicatorResult {
    try check(after.symbols)
    let old = try before.memory.explanation(of: digest) {
      try formula.evaluate(before, before: before, steps: steps)
    }
    let new = try formula.evaluate(after, before: before, steps: steps)
    let row = norms?.row(for: areaType)
    return IndicatorResult(
      card: self, areaType: areaType, norm: row, before: try reading(old, row), after: try reading(new, row),
      explanationBefore: old, explanationAfter: new)
  }

  private func reading(_ explanation: Explanation, _ row: NormTable.Row?) throws -> Reading {
    guard let quantity = explanation.quantity else {
      throw IndicatorError.wrongUnit(places.formula, card: id, found: .one, expected: unit)
    }
    let value = try quantity.converted(to: unit).value
    return Reading(value: value, score: row?.score(value), belowFloor: row?.isBelowFloor(value) ?? false)
  }

  /// The warning for a card that cannot be measured in an area.
  func leftOut(_ error: FormulaError) -> Diagnostic {
    let reason = error.diagnostic
    func sentence(_ language: Language) -> String {
      reason.what[language].split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    }
    return IndicatorError.leftOut(
      card: id, title: title, reason: LocalizedText(nl: sentence(.nl), en: sentence(.en)), places.card
    ).diagnostic
  }
}
