import Essentials
import Foundation
import Indicators

/// Asks for a number with a unit that is known, or that the scenario gives.
struct NumericExercise: Exercise {
  static let kind = "numeric"
  static let keys: Set<String> = ["unit", "decimals", "points", "answer", "tolerance", "wider"]

  /// How far off an answer may be.
  enum Tolerance: Hashable, Sendable {
    /// In the asked unit.
    case absolute(Double)
    /// As a share of the right answer.
    case relative(Double)

    init(_ members: YAMLMapping) throws {
      switch (members["absolute"], members["relative"]) {
      case (let width?, nil): self = .absolute(try width.number(in: 0...1e12))
      case (nil, let share?): self = .relative(try share.number(in: 0...1))
      default: throw AssessmentError.absoluteOrRelative(members.document.location)
      }
    }

    func width(around truth: Double) -> Double {
      switch self {
      case .absolute(let width): width
      case .relative(let share): abs(truth) * share
      }
    }
  }

  enum Key: Sendable {
    case constant(Double, source: LocalizedText)
    /// Over the scenario with a plan; nil without any measure.
    case formula(Formula, plan: PlanFile?, Diagnostic.Location)
  }

  let header: ExerciseHeader
  let question: QuantityQuestion
  let maximum: Double
  let key: Key
  let tolerance: Tolerance
  /// A wider tolerance, and the points that it still earns.
  let wider: (tolerance: Tolerance, points: Double)?

  init(_ members: YAMLMapping, header: ExerciseHeader, files: (String) throws -> Data) throws {
    self.header = header
    question = try QuantityQuestion(members)
    let maximum = try members.required("points").points()
    self.maximum = maximum
    tolerance = try Tolerance(members.required("tolerance").mapping(allowing: ["absolute", "relative"]))
    wider = try members["wider"].map { document in
      let members = try document.mapping(allowing: ["absolute", "relative", "points"])
      return (try Tolerance(members), Points.rounded(try members.required("points").number(in: 0...maximum)))
    }
    let answer = try members.required("answer").mapping(allowing: ["value", "source", "formula", "plan"])
    switch (answer["value"], answer["formula"]) {
    case (let value?, nil): key = .constant(try value.number(), source: try answer.required("source").localizedText())
    case (nil, let formula?):
      let plan = try answer["plan"].map { PlanFile(name: try $0.string(), data: try files($0.string())) }
      key = .formula(try formula.formula(), plan: plan, formula.location)
    default: throw AssessmentError.valueOrFormula(answer.document.location)
    }
  }

  func check(_ surroundings: ExerciseSurroundings) -> [Diagnostic] {
    guard case .formula(let formula, _, let place) = key else { return [] }
    return formula.problems(surroundings.symbols, unit: question.unit, at: place)
  }

  func view(_ variant: ExerciseVariant) -> StudentView {
    StudentView(header, points: maximum, response: question.response)
  }

  func parse(_ submitted: SubmittedAnswer, _ variant: ExerciseVariant) throws -> Double {
    try question.value(of: submitted)
  }

  private func truth(_ bench: AssessmentBench) throws -> Double {
    switch key {
    case .constant(let value, _): value
    case .formula(let formula, let plan, let place):
      try bench.run(plan ?? .empty()).value(of: formula, in: question.unit, at: place)
    }
  }

  func grade(_ answer: Double, _ variant: ExerciseVariant, in attempt: Attempt) throws -> [CheckResult] {
    let truth: Double
    // A plan of the author that cannot be run is not the student's mistake.
    do { truth = try self.truth(attempt.bench) } catch let invalid as InvalidAnswer { throw invalid.diagnostic }
    let error = abs(answer - truth)
    let width = tolerance.width(around: truth)
    let verdict: CheckResult.Verdict
    let points: Double
    if error <= width {
      (verdict, points) = (.met, maximum)
    } else if let wider, error <= wider.tolerance.width(around: truth) {
      (verdict, points) = (.partly, wider.points)
    } else {
      (verdict, points) = (.missed, 0)
    }
    let slip = verdict == .missed ? question.slip(answer, truth: truth, tolerance: width) : nil
    let reason = LocalizedText.each { language in
      let (given, right) = (question.given(answer, language), question.text(truth, language))
      let judged =
        switch verdict {
        case .met: LocalizedText(nl: "Dat is goed.", en: "That is right.")
        case .partly: LocalizedText(nl: "Je zit in de buurt.", en: "You are close.")
        case .missed, .undecided: LocalizedText(nl: "Dat klopt niet.", en: "That is not right.")
        }
      let parts = [
        LocalizedText(
          nl: "Je antwoord is \(given); het goede antwoord is \(right).",
          en: "Your answer is \(given); the right answer is \(right)."),
        judged, slip, Wording.points(points, of: maximum), origin,
      ]
      return parts.compactMap { $0?[language] }.joined(separator: " ")
    }
    return [
      CheckResult(
        id: header.id, title: header.title, points: points, maximum: maximum, verdict: verdict, reason: reason,
        hint: header.feedback.hint(for: verdict),
        measured: CheckResult.Measured(
          before: nil, after: truth, judged: answer, unit: question.shownUnit.symbol, decimals: question.decimals))
    ]
  }

  /// Where the right answer comes from.
  private var origin: LocalizedText? {
    switch key {
    case .constant(_, let source): LocalizedText(nl: "Bron: \(source.nl)", en: "Source: \(source.en)")
    case .formula(let formula, _, _):
      LocalizedText(nl: "Zo is het berekend: \(formula.text)", en: "This is how it is computed: \(formula.text)")
    }
  }

  func samples(_ variant: ExerciseVariant, on bench: AssessmentBench) throws -> ExerciseSamples {
    let truth = try truth(bench)
    let width = tolerance.width(around: truth)
    let widest = max(width, wider?.tolerance.width(around: truth) ?? 0)
    func sample(
      _ name: String, _ answer: SubmittedAnswer, _ expectation: SampleAnswer.Expectation
    ) -> SampleAnswer {
      SampleAnswer(name, [.answered(exercise: header.id, answer)], expectation)
    }
    // Beyond every tolerance, also where it is zero.
    let wrong = truth + 2 * widest + max(abs(truth), 1)
    var answers = [
      sample("right", question.answer(truth, header), .points(maximum...maximum)),
      sample("wrong", question.answer(wrong, header), .points(0...0)),
    ]
    if let wider, widest > width {
      answers.append(
        sample("close", question.answer(truth + (width + widest) / 2, header), .points(wider.points...wider.points)))
    }
    answers += question.invalidAnswers(header).map { sample($0, $1, .invalid) }
    return ExerciseSamples(answers)
  }
}
