import Essentials
import Indicators
import Scenarios

/// A number that an exercise looks at, in the open: what a student may watch while working on a plan. It tells what
/// earns all points, as the exercise does in words, and nothing else of how points are given.
public struct Goal: Codable, Hashable, Sendable {
  /// What of the measured quantity counts.
  public enum Judged: String, CaseIterable, Codable, Sendable {
    /// With the plan, in the unit of the quantity.
    case value
    /// With the plan minus without it.
    case change
    /// 1 to 10, by the norm of the indicator.
    case score
  }

  /// Of the check, within its exercise.
  public var id: String
  public var title: LocalizedText
  /// Id of the card that measures it; nil for a formula of the exercise's own.
  public var indicator: String?
  /// Text of the exercise's own formula; nil for an indicator.
  public var formula: String?
  public var unit: UnitOfMeasure
  public var decimals: Int
  public var judged: Judged
  /// What earns all points: in `unit`, or a score.
  public var full: Double
  public var isLowerBetter: Bool
  public var points: Double

  /// A goal in one run.
  public struct Reading: Codable, Hashable, Sendable {
    /// In the goal's unit.
    public var before: Double
    public var after: Double
    /// 1 to 10; nil where there is no norm.
    public var scoreBefore: Double?
    public var scoreAfter: Double?
    /// Every value on the way, of a formula of the exercise's own where that was asked for.
    public var explanationBefore: Explanation?
    public var explanationAfter: Explanation?
  }

  /// - Parameter explains: whether a formula comes with every value on the way.
  /// - Throws: as a check of the exercise: `FormulaError`, `AssessmentError.unknownIndicator`, `.noValue`.
  public func reading(in run: ScenarioRun, explains: Bool) throws -> Reading {
    let quantity = try measuredQuantity()
    let found = try quantity.read(run)
    var reading = Reading(
      before: found.before, after: found.after, scoreBefore: found.scoreBefore, scoreAfter: found.scoreAfter)
    if explains, case .formula(let formula) = quantity.source {
      reading.explanationBefore = try run.evaluate(formula, in: .before)
      reading.explanationAfter = try run.evaluate(formula, in: .after)
    }
    return reading
  }

  private func measuredQuantity() throws -> MeasuredQuantity {
    let place = Diagnostic.Location(key: id)
    let source: MeasuredQuantity.Source =
      if let formula { .formula(try Formula(formula, at: place)) } else { .indicator(indicator ?? "") }
    return MeasuredQuantity(source: source, question: QuantityQuestion(unit: unit, decimals: decimals), place: place)
  }
}
