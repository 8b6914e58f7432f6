import Essentials
import Foundation
import Indicators
import Scenarios

/// Asks what a plan will do, before the plan is run for the first time.
///
/// The prediction is held against the plan of that first run, or against the last plan where none was run. What is
/// answered afterwards is no prediction and earns nothing.
struct PredictExercise: Exercise {
  static let kind = "predict"
  static let keys: Set<String> = ["about", "formula", "unit", "decimals", "points", "tolerance", "zeroAt", "least"]

  let header: ExerciseHeader
  /// The exercise whose plan it is about.
  let about: String
  let formula: Formula
  let question: QuantityQuestion
  let maximum: Double
  /// By the distance between answer and outcome, in the asked unit.
  let credit: LinearCredit
  /// What is asked must come to at least this much, up or down, or there was nothing to predict; in the asked unit.
  let least: Double?
  private let aboutPlace: Diagnostic.Location
  private let formulaPlace: Diagnostic.Location

  init(_ members: YAMLMapping, header: ExerciseHeader, files: (String) throws -> Data) throws {
    self.header = header
    let target = try members.required("about")
    about = try target.identifier()
    aboutPlace = target.location
    let text = try members.required("formula")
    formula = try text.formula()
    formulaPlace = text.location
    question = try QuantityQuestion(members)
    maximum = try members.required("points").points()
    let tolerance = try members.required("tolerance").number(in: 0...1e12)
    let end = try members.required("zeroAt")
    credit = LinearCredit(zero: try end.number(), full: tolerance)
    guard credit.zero > tolerance else { throw AssessmentError.zeroBelowTolerance(end.location) }
    least = try members["least"]?.positiveNumber()
  }

  func check(_ surroundings: ExerciseSurroundings) -> [Diagnostic] {
    var problems = formula.problems(surroundings.symbols, unit: question.unit, at: formulaPlace)
    if !surroundings.isAnsweredWithPlan(about) {
      problems.append(AssessmentError.notAPlanExercise(aboutPlace, about, known: surroundings.planExercises).diagnostic)
    }
    return problems
  }

  func view(_ variant: ExerciseVariant) -> StudentView {
    StudentView(
      header, points: maximum, response: question.response, beforeRunOf: about,
      conditions: [
        LocalizedText(
          nl: "Antwoord voordat je je plan voor de eerste keer doorrekent.",
          en: "Answer before you run your plan for the first time.")
      ]
        + (least.map { least in
          .each { language in
            let size = question.text(least, language)
            return LocalizedText(
              nl: "Voorspel over een plan dat echt iets doet: het antwoord moet minstens \(size) zijn.",
              en: "Predict for a plan that really does something: the outcome must be at least \(size).")[language]
          }
        }.map { [$0] } ?? []))
  }

  /// The last one before the first run; where there is none, the first that came too late.
  func countedAnswer(in history: SubmissionHistory) -> Int? {
    let answers = history.answers(to: header.id)
    guard let run = history.runs(of: about).first else { return answers.last }
    return answers.last { $0 < run } ?? answers.first
  }

  func parse(_ submitted: SubmittedAnswer, _ variant: ExerciseVariant) throws -> Double {
    try question.value(of: submitted)
  }

  func grade(_ answer: Double, _ variant: ExerciseVariant, in attempt: Attempt) throws -> [CheckResult] {
    let firstRun = attempt.history.runs(of: about).first
    if let firstRun, attempt.position > firstRun {
      return [
        missed(
          LocalizedText(
            nl: "Je gaf dit antwoord nadat je plan was doorgerekend. Dan is het geen voorspelling meer.",
            en: "You gave this answer after your plan had been run. Then it is no longer a prediction."))
      ]
    }
    guard let plan = attempt.history.plan(of: about, before: firstRun) else {
      return [
        missed(
          LocalizedText(
            nl: "Er is geen plan ingeleverd, dus er is niets om je voorspelling mee te vergelijken.",
            en: "No plan was handed in, so there is nothing to hold your prediction against."))
      ]
    }
    let run: ScenarioRun
    do { run = try attempt.bench.run(plan) } catch is InvalidAnswer {
      return [
        missed(
          LocalizedText(
            nl: "Je plan kan niet worden doorgerekend, dus er is niets om je voorspelling mee te vergelijken.",
            en: "Your plan cannot be run, so there is nothing to hold your prediction against."))
      ]
    }
    guard !run.inputs.plan.measures.isEmpty else {
      return [
        missed(
          LocalizedText(
            nl: "In het plan staat geen enkele maatregel. Dat er dan niets verandert, is geen voorspelling.",
            en: "There is not one measure in the plan. That nothing changes then is no prediction."))
      ]
    }
    let truth = try run.value(of: formula, in: question.unit, at: formulaPlace)
    if let least, abs(truth) < least {
      return [
        missed(
          .each { language in
            let (found, size) = (question.text(truth, language), question.text(least, language))
            return LocalizedText(
              nl: "Het model geeft \(found). Dat is minder dan \(size): je plan doet te weinig om over te voorspellen.",
              en: "The model gives \(found). That is less than \(size): your plan does too little to predict about.")[
                language]
          })
      ]
    }
    return [judged(answer, truth: truth)]
  }

  private func judged(_ answer: Double, truth: Double) -> CheckResult {
    let error = abs(answer - truth)
    let share = credit.share(of: error)
    let points = Points.rounded(maximum * share)
    let verdict = CheckResult.Verdict(share: share)
    let slip = verdict == .missed ? question.slip(answer, truth: truth, tolerance: credit.full) : nil
    let reason = LocalizedText.each { language in
      let parts = [
        LocalizedText(
          nl: "Je voorspelde \(question.given(answer, language)); het model geeft \(question.text(truth, language)).",
          en: "You predicted \(question.given(answer, language)); the model gives \(question.text(truth, language))."),
        LocalizedText(
          nl: "Tot \(question.text(credit.full, language)) verschil krijg je alle punten, vanaf "
            + "\(question.text(credit.zero, language)) geen.",
          en: "Up to \(question.text(credit.full, language)) off you get all points, from "
            + "\(question.text(credit.zero, language)) none."),
        slip, Wording.points(points, of: maximum),
      ]
      return parts.compactMap { $0?[language] }.joined(separator: " ")
    }
    return CheckResult(
      id: header.id, title: header.title, points: points, maximum: maximum, verdict: verdict, reason: reason,
      hint: header.feedback.hint(for: verdict),
      measured: CheckResult.Measured(
        before: nil, after: truth, judged: answer, unit: question.shownUnit.symbol, decimals: question.decimals))
  }

  private func missed(_ why: LocalizedText) -> CheckResult {
    let points = Wording.points(0, of: maximum)
    return CheckResult(
      id: header.id, title: header.title, points: 0, maximum: maximum, verdict: .missed,
      reason: LocalizedText(nl: "\(why.nl) \(points.nl)", en: "\(why.en) \(points.en)"))
  }

  func samples(_ variant: ExerciseVariant, on bench: AssessmentBench) throws -> ExerciseSamples {
    var samples = ExerciseSamples(
      question.invalidAnswers(header).map { SampleAnswer($0, [.answered(exercise: header.id, $1)], .invalid) })
    guard let reference = bench.assignment.exercise(about)?.referencePlan else {
      samples.notes.append(AssessmentError.noReference(header.location, about).diagnostic)
      return samples
    }
    let run = try bench.run(reference)
    let truth = try run.value(of: formula, in: question.unit, at: formulaPlace)
    let drawn = Submission.Entry.answered(exercise: about, SubmittedAnswer(plan: reference))
    let ran = Submission.Entry.ran(exercise: about, try RunReceipt(run))
    let right = Submission.Entry.answered(exercise: header.id, question.answer(truth, header))
    let far = Submission.Entry.answered(exercise: header.id, question.answer(truth + 2 * credit.zero, header))
    samples.answers += [
      SampleAnswer("right", [drawn, right, ran], .points(maximum...maximum)),
      SampleAnswer("wrong", [drawn, far, ran], .points(0...0)),
      SampleAnswer("too-late", [drawn, ran, right], .points(0...0)),
    ]
    return samples
  }
}
