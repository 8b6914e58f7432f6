import Essentials

/// An indicator's value in one situation.
public struct Reading: Codable, Hashable, Sendable {
  /// In the card's unit.
  public var value: Double
  /// 1 to 10; nil where there is no norm for this type of area.
  public var score: Double?
  /// Worse than the least that is acceptable here.
  public var belowFloor: Bool

  public init(value: Double, score: Double? = nil, belowFloor: Bool = false) {
    self.value = value
    self.score = score
    self.belowFloor = belowFloor
  }
}

/// An indicator before and after a plan, with what is needed to read it and to look up how it came about.
public struct IndicatorResult: Codable, Hashable, Sendable {
  public var id: String
  public var version: String
  public var cardDigest: Digest
  public var theme: LocalizedText
  public var title: LocalizedText
  /// What it answers.
  public var question: LocalizedText
  public var unit: UnitOfMeasure
  public var decimals: Int
  public var better: IndicatorCard.Direction
  /// The formula's text.
  public var formula: String
  public var inWords: LocalizedText
  /// A1 to A7, as the pack says.
  public var areaType: String?
  /// What the score was taken from; nil where the card has no norm for this type of area.
  public var norm: NormTable.Row?
  public var before: Reading
  public var after: Reading
  /// How far the values may be off.
  public var band: Band?
  /// How far the change may be off; nil where the card says nothing of changes.
  public var changeBand: Band?
  public var sources: [LocalizedText]
  public var status: EvidenceStatus
  public var doesNotShow: LocalizedText
  public var pitfalls: [LocalizedText]
  public var explanationBefore: Explanation
  public var explanationAfter: Explanation

  /// After minus before, in `changeUnit`.
  public var change: Double { after.value - before.value }
  /// From lowest to highest that the change may be, in `changeUnit`; by the band of the values where the card has none
  /// for changes, and nil where it has neither.
  public var changeRange: ClosedRange<Double>? {
    if let changeBand { return changeBand.range(around: change) }
    guard let range = band?.range(around: before.value) else { return nil }
    let width = max(range.upperBound - before.value, before.value - range.lowerBound)
    return change - width...change + width
  }
  /// K for a card in °C, otherwise the card's unit.
  public var changeUnit: UnitOfMeasure { unit.difference }

  init(
    card: IndicatorCard, areaType: String?, norm: NormTable.Row?, before: Reading, after: Reading,
    explanationBefore: Explanation, explanationAfter: Explanation
  ) {
    id = card.id
    version = card.version
    cardDigest = card.digest
    theme = card.theme
    title = card.title
    question = card.question
    unit = card.unit
    decimals = card.decimals
    better = card.better
    formula = card.formula.text
    inWords = card.inWords
    self.areaType = areaType
    self.norm = norm
    self.before = before
    self.after = after
    band = card.band
    changeBand = card.changeBand
    sources = card.sources
    status = card.status
    doesNotShow = card.doesNotShow
    pitfalls = card.pitfalls
    self.explanationBefore = explanationBefore
    self.explanationAfter = explanationAfter
  }
}
