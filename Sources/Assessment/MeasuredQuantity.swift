import Essentials
import Indicators
import Scenarios

/// What a check looks at: an indicator by id, or a formula of the exercise's own, in a unit that the exercise states.
public struct MeasuredQuantity: Hashable, Sendable {
  enum Source: Hashable, Sendable {
    case indicator(String)
    case formula(Formula)
  }

  /// Its value in a run, in the stated unit.
  struct Reading {
    var before: Double
    var after: Double
    var scoreBefore: Double?
    var scoreAfter: Double?
    /// Changes smaller than this tell nothing.
    var uncertainty: Double?

    var change: Double { after - before }
  }

  let source: Source
  let question: QuantityQuestion
  let place: Diagnostic.Location

  var unit: UnitOfMeasure { question.unit }
  var decimals: Int { question.decimals }

  init(source: Source, question: QuantityQuestion, place: Diagnostic.Location) {
    self.source = source
    self.question = question
    self.place = place
  }

  /// - Parameter members: has `indicator` or `formula`, and `unit` and `decimals`.
  init(_ members: YAMLMapping) throws {
    question = try QuantityQuestion(members)
    switch (members["indicator"], members["formula"]) {
    case (let indicator?, nil):
      source = .indicator(try indicator.string())
      place = indicator.location
    case (nil, let formula?):
      source = .formula(try formula.formula())
      place = formula.location
    default: throw AssessmentError.indicatorOrFormula(members.document.location)
    }
  }

  func read(_ run: ScenarioRun) throws -> Reading {
    switch source {
    case .indicator(let id):
      guard let result = run.indicators.first(where: { $0.id == id }) else {
        throw AssessmentError.unknownIndicator(place, id, known: run.indicators.map(\.id))
      }
      func converted(_ value: Double) throws -> Double {
        let converted = try result.unit.convert(value, to: unit)
        guard converted.isFinite else { throw AssessmentError.noValue(place) }
        return converted
      }
      return Reading(
        before: try converted(result.before.value), after: try converted(result.after.value),
        scoreBefore: result.before.score, scoreAfter: result.after.score,
        uncertainty: try result.changeRange.map { range in
          let width = max(range.upperBound - result.change, result.change - range.lowerBound)
          return try result.unit.difference.convert(width, to: unit.difference)
        })
    case .formula(let formula):
      return Reading(
        before: try run.value(of: formula, in: unit, .before, at: place),
        after: try run.value(of: formula, in: unit, .after, at: place))
    }
  }

  func problems(_ surroundings: ExerciseSurroundings, needsNorm: Bool) -> [Diagnostic] {
    switch source {
    case .indicator(let id):
      guard let card = surroundings.indicators.first(where: { $0.id == id }) else {
        return [AssessmentError.unknownIndicator(place, id, known: surroundings.indicators.map(\.id)).diagnostic]
      }
      var problems: [Diagnostic] = []
      if !card.unit.isConvertible(to: unit) {
        problems.append(AssessmentError.formulaUnit(place, found: card.unit, asked: unit).diagnostic)
      }
      if needsNorm, card.norms == nil { problems.append(AssessmentError.noNorm(place, id).diagnostic) }
      return problems
    case .formula(let formula):
      return formula.problems(surroundings.symbols, unit: unit, at: place)
        + (needsNorm ? [AssessmentError.noNorm(place, formula.text).diagnostic] : [])
    }
  }
}

extension YAMLDocument {
  func formula() throws -> Formula { try Formula(self) }
}

extension Formula {
  /// What keeps it from being one number in `unit`.
  func problems(_ symbols: FormulaSymbols, unit: UnitOfMeasure, at place: Diagnostic.Location) -> [Diagnostic] {
    do {
      let type = try type(in: symbols)
      guard case .quantity(let found) = type else { return [AssessmentError.notOneNumber(place).diagnostic] }
      return found.isConvertible(to: unit)
        ? [] : [AssessmentError.formulaUnit(place, found: found, asked: unit).diagnostic]
    } catch {
      return [Diagnostic(from: error)]
    }
  }
}

extension ScenarioRun {
  /// The number that a formula gives, in `unit`.
  func value(
    of formula: Formula, in unit: UnitOfMeasure, _ variant: Variant = .after, at place: Diagnostic.Location
  ) throws -> Double {
    guard let quantity = try evaluate(formula, in: variant).quantity else { throw AssessmentError.notOneNumber(place) }
    guard quantity.unit.isConvertible(to: unit) else {
      throw AssessmentError.formulaUnit(place, found: quantity.unit, asked: unit)
    }
    let value = try quantity.converted(to: unit).value
    guard value.isFinite else { throw AssessmentError.noValue(place) }
    return value
  }
}
