import Essentials

/// What counts as good in each type of area, and how a value becomes a score from 1 to 10.
public struct NormTable: Hashable, Codable, Sendable {
  /// Inner city, urban residential, suburban, village, business park, rural, nature.
  public static let areaTypes = ["A1", "A2", "A3", "A4", "A5", "A6", "A7"]
  /// The row for types that have none of their own.
  public static let anyType = "all"
  /// The scores of the four values of a row.
  public static let scores: [Double] = [1, 4, 6, 10]

  /// The four values of a type of area, in the card's unit.
  public struct Row: Hashable, Codable, Sendable {
    public var worst: Double
    /// The least that is acceptable; a value worse than this is flagged.
    public var floor: Double
    public var base: Double
    public var best: Double
    public var source: LocalizedText
    public var status: EvidenceStatus

    var values: [Double] { [worst, floor, base, best] }

    /// From 1 to 10: linear between worst (1), floor (4), base (6) and best (10), and no further.
    public func score(_ value: Double) -> Double {
      let values = values
      let rises = best > worst
      func reaches(_ limit: Double) -> Bool { rises ? value >= limit : value <= limit }
      guard reaches(worst) else { return NormTable.scores[0] }
      for index in 0..<3 where !reaches(values[index + 1]) {
        let share = (value - values[index]) / (values[index + 1] - values[index])
        return NormTable.scores[index] + share * (NormTable.scores[index + 1] - NormTable.scores[index])
      }
      return NormTable.scores[3]
    }

    /// Worse than the least that is acceptable.
    public func isBelowFloor(_ value: Double) -> Bool { best > worst ? value < floor : value > floor }
  }

  /// By area type, or `all`.
  public var rows: [String: Row]

  /// The row of a type; nil where the table says nothing about it.
  public func row(for areaType: String?) -> Row? { areaType.flatMap { rows[$0] } ?? rows[Self.anyType] }
}

extension NormTable {
  /// Reads `norms` of a card.
  /// - Throws: `YAMLError`, `IndicatorError`.
  init(_ document: YAMLDocument, better: IndicatorCard.Direction) throws {
    guard better != .context else { throw IndicatorError.normWithoutDirection(document.location) }
    let root = try document.mapping(allowing: ["source", "status", "values"])
    let source = try root.required("source").localizedText()
    let status: EvidenceStatus = try root.required("status").choice()
    var rows: [String: Row] = [:]
    for (type, entry) in try root.required("values").mapping().entries {
      guard Self.areaTypes.contains(type) || type == Self.anyType else {
        throw IndicatorError.unknownAreaType(entry.location, type)
      }
      // A row is a list, or a list with a source of its own.
      let own = (try? entry.list()) == nil ? try entry.mapping(allowing: ["values", "source", "status"]) : nil
      let list = try (own?.required("values") ?? entry).list()
      let values = try list.map { try $0.number() }
      guard values.count == 4 else {
        throw IndicatorError.normCount(entry.location, areaType: type, found: values.count)
      }
      let isMonotone = zip(values, values.dropFirst()).allSatisfy { better == .higher ? $0 < $1 : $0 > $1 }
      guard isMonotone else {
        throw IndicatorError.normNotMonotone(entry.location, areaType: type, values: values, better: better)
      }
      rows[type] = Row(
        worst: values[0], floor: values[1], base: values[2], best: values[3],
        source: try own?["source"]?.localizedText() ?? source, status: try own?["status"]?.choice() ?? status)
    }
    self.rows = rows
  }
}
