import Areas
import Essentials
import Foundation
import Indicators
import Scenarios

/// Asks for a plan, which is graded on what it does to indicators and on what it costs.
struct DesignExercise: Exercise {
  static let kind = "design"
  static let keys: Set<String> = ["checks", "budget", "limits", "reference", "referenceEarns"]

  /// One thing that the plan is graded on.
  struct Check: Sendable {
    var id: String
    var title: LocalizedText
    var measured: MeasuredQuantity
    var judged: Goal.Judged
    var credit: LinearCredit
    var points: Double
    var feedback: AuthorFeedback
  }

  /// What the plan may cost: everything counts up to `credit.full`, nothing from `credit.zero` on; EUR.
  struct Budget: Sendable {
    /// The line of the budget in a grade; no check may be called so.
    static let checkID = "budget"

    var credit: LinearCredit
  }

  /// How many measures of one card the plan may hold.
  struct Limit: Sendable {
    var card: String
    var most: Int
    var place: Diagnostic.Location
  }

  struct Answer: Sendable {
    var plan: PlanFile
  }

  /// An empty plan may earn this share of the points, and the wrong sample is held to it: a check that is met from the
  /// start teaches nothing.
  static let mostForNothing = 0.25

  let header: ExerciseHeader
  let checks: [Check]
  let budget: Budget?
  let limits: [Limit]
  let referencePlan: PlanFile?
  /// The share of the points that the reference plan must earn.
  let referenceEarns: Double

  var maximum: Double { Points.rounded(checks.reduce(0) { $0 + $1.points }) }

  var toldBudget: Double? { budget?.credit.full }

  var goals: [Goal] { checks.map(\.goal) }

  init(_ members: YAMLMapping, header: ExerciseHeader, files: (String) throws -> Data) throws {
    self.header = header
    let list = try members.required("checks")
    var checks: [Check] = []
    for item in try list.list() {
      let check = try Check(item)
      guard check.id != Budget.checkID, !checks.contains(where: { $0.id == check.id }) else {
        throw AssessmentError.exerciseTwice(item.location, check.id)
      }
      checks.append(check)
    }
    guard !checks.isEmpty else {
      throw YAMLError.wrongKind(
        list.location, expected: LocalizedText(nl: "minstens één onderdeel", en: "at least one check"))
    }
    self.checks = checks
    budget = try members["budget"].map { document in
      let members = try document.mapping(allowing: ["amount", "zeroAt"])
      let amount = try members.required("amount").positiveNumber()
      let end = try members.required("zeroAt")
      let credit = LinearCredit(zero: try end.number(), full: amount)
      guard credit.zero > amount else { throw AssessmentError.zeroBelowTolerance(end.location) }
      return Budget(credit: credit)
    }
    limits =
      try members["limits"]?.list().map { item in
        let members = try item.mapping(allowing: ["card", "most"])
        let card = try members.required("card")
        return Limit(
          card: try card.string(), most: Int(try members.required("most").number(in: 0...100_000)), place: card.location
        )
      } ?? []
    referencePlan = try members["reference"].map { PlanFile(name: try $0.string(), data: try files($0.string())) }
    referenceEarns = try members["referenceEarns"]?.number(in: 0...1) ?? 1
  }

  func check(_ surroundings: ExerciseSurroundings) -> [Diagnostic] {
    var problems = checks.flatMap { $0.measured.problems(surroundings, needsNorm: $0.judged == .score) }
    if let catalogue = surroundings.catalogue {
      let known = Set(catalogue.cards.map(\.id)).sorted()
      for limit in limits where !known.contains(limit.card) {
        problems.append(AssessmentError.unknownCard(limit.place, limit.card, known: known).diagnostic)
      }
    }
    return problems
  }

  func view(_ variant: ExerciseVariant) -> StudentView {
    var conditions: [LocalizedText] = []
    if let budget {
      conditions.append(
        .each { language in
          let amount = Wording.quantity(budget.credit.full, .euro, decimals: 0, language)
          let end = Wording.quantity(budget.credit.zero, .euro, decimals: 0, language)
          return LocalizedText(
            nl: "Budget voor de aanleg: \(amount). Ga je erover, dan verlies je punten; vanaf \(end) krijg je niets.",
            en: "Budget for construction: \(amount). Above it you lose points; from \(end) on you get none.")[language]
        })
    }
    for limit in limits {
      conditions.append(
        LocalizedText(
          nl: "Hoogstens \(limit.most) keer '\(limit.card)'.", en: "At most \(limit.most) of '\(limit.card)'."))
    }
    return StudentView(
      header, points: maximum, response: .plan,
      criteria: checks.map { check in
        StudentView.Criterion(title: check.title, points: check.points, target: .each { check.target($0) })
      },
      conditions: conditions)
  }

  func parse(_ submitted: SubmittedAnswer, _ variant: ExerciseVariant) throws -> Answer {
    guard let plan = submitted.plan else {
      throw InvalidAnswer(submitted.value == nil ? AssessmentError.answerMissing : .planExpected)
    }
    let measures: [Measure]
    do { measures = try plan.plan().measures } catch { throw InvalidAnswer(error) }
    let problems = limits.compactMap { limit in
      let count = measures.count { $0.card.id == limit.card }
      return count > limit.most
        ? AssessmentError.overLimit(limit.card, count: count, most: limit.most).diagnostic : nil
    }
    if !problems.isEmpty { throw InvalidAnswer(problems) }
    return Answer(plan: plan)
  }

  func grade(_ answer: Answer, _ variant: ExerciseVariant, in attempt: Attempt) throws -> [CheckResult] {
    let run = try attempt.bench.run(answer.plan)
    let readings = try checks.map { try reading($0, run, attempt.bench) }
    let contributions = try contributions(of: run, in: attempt)
    var results = try zip(checks, readings).map { check, reading in
      try check.result(reading, contributions[check.id] ?? [], header.feedback)
    }
    if let budget {
      results.append(budget.result(cost: run.cost.construction, earned: results.reduce(0) { $0 + $1.points }))
    }
    return results
  }

  /// - Throws: `InvalidAnswer` where the plan leaves nothing to measure, such as a plan that builds over all that a
  ///   formula looks at; what keeps even the situation without a plan from being measured is the author's to mend.
  private func reading(
    _ check: Check, _ run: ScenarioRun, _ bench: AssessmentBench
  ) throws -> MeasuredQuantity.Reading {
    do { return try check.measured.read(run) } catch {
      guard (try? check.measured.read(bench.runWithoutPlan())) != nil else { throw error }
      throw InvalidAnswer(error)
    }
  }

  /// By check; each keeps only what was done to it.
  private func contributions(of run: ScenarioRun, in attempt: Attempt) throws -> [String: [Contribution]] {
    guard attempt.explains, !run.inputs.plan.measures.isEmpty else { return [:] }
    let all = try attempt.bench.contributions(
      of: run, to: Dictionary(uniqueKeysWithValues: checks.map { ($0.id, $0.measured) }))
    return Dictionary(
      uniqueKeysWithValues: checks.map { check in
        let own = all.compactMap { contribution in
          var contribution = contribution
          guard let change = contribution.changes[check.id] else { return Contribution?.none }
          contribution.changes = [check.id: change]
          return contribution
        }
        return (check.id, own)
      })
  }

  func samples(_ variant: ExerciseVariant, on bench: AssessmentBench) throws -> ExerciseSamples {
    func sample(
      _ name: String, _ plan: PlanFile?, value: JSONValue? = nil, _ expectation: SampleAnswer.Expectation
    ) -> SampleAnswer {
      let answer = SubmittedAnswer(value: value, plan: plan, reasoning: header.sampleReasoning)
      return SampleAnswer(name, [.answered(exercise: header.id, answer)], expectation)
    }
    var samples = ExerciseSamples([
      sample("wrong-empty", try .empty(), .points(0...maximum * Self.mostForNothing)),
      sample("invalid-malformed", PlanFile(name: "sample.geojson", data: Data("{".utf8)), .invalid),
      sample("invalid-unknown-card", try Self.planWithUnknownCard(), .invalid),
      sample("invalid-no-plan", nil, value: "24", .invalid),
    ])
    if let referencePlan {
      samples.answers.append(
        sample("right", referencePlan, .points(Points.rounded(maximum * referenceEarns)...maximum)))
    } else {
      samples.notes.append(AssessmentError.noReference(header.location, header.id).diagnostic)
    }
    return samples
  }

  /// A tree of no known card, in the middle of the Netherlands.
  private static func planWithUnknownCard() throws -> PlanFile {
    let measure = Measure(
      id: "sample", card: CardReference(id: "no-such-card", version: "0.0.0"), geometry: .point(.init(155_000, 463_000))
    )
    return PlanFile(name: "sample.geojson", data: try PlanGeoJSON.data(of: Plan(id: "sample", measures: [measure])))
  }
}

extension DesignExercise.Check {
  /// - Throws: `YAMLError`, `FormulaError`, `UnitError`, `AssessmentError`, with file and line.
  init(_ document: YAMLDocument) throws {
    let members = try document.mapping(allowing: [
      "id", "title", "indicator", "formula", "unit", "decimals", "judge", "zero", "full", "points", "feedback",
    ])
    id = try members.required("id").identifier()
    title = try members.required("title").localizedText()
    measured = try MeasuredQuantity(members)
    judged = try members.required("judge").choice()
    let full = try members.required("full")
    credit = LinearCredit(zero: try members.required("zero").number(), full: try full.number())
    guard credit.zero != credit.full else { throw AssessmentError.equalEnds(full.location) }
    points = try members.required("points").points()
    feedback = try members["feedback"].map(AuthorFeedback.init) ?? AuthorFeedback()
  }

  /// What earns all points, in words.
  func target(_ language: Language) -> String {
    func shown(_ value: Double) -> String {
      switch judged {
      case .score: value.text(decimals: 1, trimmed: true, in: language)
      case .change: Wording.difference(value, measured.unit, decimals: measured.decimals, language)
      case .value: Wording.quantity(value, measured.unit, decimals: measured.decimals, language)
      }
    }
    let end = shown(credit.full)
    let size = shown(abs(credit.full))
    let isRising = credit.full > credit.zero
    let text =
      switch judged {
      case .score:
        isRising
          ? LocalizedText(nl: "een cijfer van \(end) of hoger", en: "a score of \(end) or higher")
          : LocalizedText(nl: "een cijfer van \(end) of lager", en: "a score of \(end) or lower")
      case .change where credit.full < 0 && !isRising:
        LocalizedText(nl: "een daling van \(size) of meer", en: "a fall of \(size) or more")
      case .change where credit.full > 0 && isRising:
        LocalizedText(nl: "een stijging van \(size) of meer", en: "a rise of \(size) or more")
      case .change:
        isRising
          ? LocalizedText(nl: "een verandering van minstens \(end)", en: "a change of at least \(end)")
          : LocalizedText(nl: "een verandering van hoogstens \(end)", en: "a change of at most \(end)")
      case .value:
        isRising
          ? LocalizedText(nl: "minstens \(end)", en: "at least \(end)")
          : LocalizedText(nl: "hoogstens \(end)", en: "at most \(end)")
      }
    return text[language]
  }

  func result(
    _ reading: MeasuredQuantity.Reading, _ contributions: [Contribution], _ general: AuthorFeedback
  ) throws -> CheckResult {
    let value: Double
    switch judged {
    case .value: value = reading.after
    case .change: value = reading.change
    case .score:
      guard let score = reading.scoreAfter else { throw AssessmentError.noNorm(measured.place, id) }
      value = score
    }
    let share = credit.share(of: value)
    let earned = Points.rounded(points * share)
    let isUncertain = reading.uncertainty.map { $0 > 0 && abs(reading.change) <= $0 } ?? false
    let verdict = isUncertain ? .undecided : CheckResult.Verdict(share: share)
    let reason = LocalizedText.each { language in
      sentences(reading, contributions, earned, isUncertain: isUncertain, language).joined(separator: " ")
    }
    return CheckResult(
      id: id, title: title, points: earned, maximum: points, verdict: verdict, reason: reason,
      hint: feedback.hint(for: verdict) ?? general.hint(for: verdict),
      measured: CheckResult.Measured(
        before: reading.before, after: reading.after, judged: value, unit: measured.unit.symbol,
        decimals: measured.decimals, uncertainty: reading.uncertainty), contributions: contributions)
  }

  private func sentences(
    _ reading: MeasuredQuantity.Reading, _ contributions: [Contribution], _ earned: Double, isUncertain: Bool,
    _ language: Language
  ) -> [String] {
    let (unit, decimals) = (measured.unit, measured.decimals)
    let before = Wording.quantity(reading.before, unit, decimals: decimals, language)
    let after = Wording.quantity(reading.after, unit, decimals: decimals, language)
    let change = Wording.change(reading.change, unit, decimals: decimals, language)
    var told = LocalizedText(
      nl: "Gemeten: \(before) zonder plan, \(after) met plan (\(change)).",
      en: "Measured: \(before) without the plan, \(after) with it (\(change)).")[language]
    if judged == .score, let first = reading.scoreBefore, let last = reading.scoreAfter {
      let (first, last) = (
        first.text(decimals: 1, trimmed: true, in: language), last.text(decimals: 1, trimmed: true, in: language)
      )
      told +=
        LocalizedText(nl: " Cijfer: \(first), met plan \(last).", en: " Score: \(first), with the plan \(last).")[
          language]
    }
    var parts = [told]
    if isUncertain, let uncertainty = reading.uncertainty {
      let width = Wording.difference(uncertainty, unit, decimals: decimals, language)
      parts.append(
        LocalizedText(
          nl:
            "Dat verschil valt binnen de onzekerheid van \(width): je kunt niet zeggen dat het beter of slechter wordt.",
          en: "That difference is within the uncertainty of \(width): you cannot say that it gets better or worse.")[
            language])
    }
    let goal = target(language)
    parts.append(LocalizedText(nl: "Doel: \(goal).", en: "Target: \(goal).")[language])
    parts.append(Wording.points(earned, of: points)[language])
    if let effects = Wording.contributions(contributions, to: id, unit, decimals: decimals, language) {
      parts.append(
        LocalizedText(nl: "Wat elke maatregel doet: \(effects).", en: "What each measure does: \(effects).")[language])
    }
    return parts
  }
}

extension DesignExercise.Budget {
  /// What is taken off for a plan that costs too much.
  func result(cost: Double, earned: Double) -> CheckResult {
    let share = credit.share(of: cost)
    let points = share == 1 ? 0 : -Points.rounded(earned * (1 - share))
    let reason = LocalizedText.each { language in
      let price = Wording.quantity(cost, .euro, decimals: 0, language)
      let amount = Wording.quantity(credit.full, .euro, decimals: 0, language)
      if share == 1 {
        return LocalizedText(
          nl: "Je plan kost \(price); het budget is \(amount). Dat past.",
          en: "Your plan costs \(price); the budget is \(amount). That fits.")[language]
      }
      let kept = (share * 100).text(decimals: 0, in: language)
      return LocalizedText(
        nl: "Je plan kost \(price), meer dan het budget van \(amount). Je houdt \(kept) % van je punten. "
          + "Er gaan \(Wording.number(-points, language)) punten af.",
        en: "Your plan costs \(price), more than the budget of \(amount). You keep \(kept) % of your points. "
          + "\(Wording.number(-points, language)) points are taken off.")[language]
    }
    return CheckResult(
      id: Self.checkID, title: LocalizedText(nl: "Budget", en: "Budget"), points: points, maximum: 0,
      verdict: CheckResult.Verdict(share: share), reason: reason,
      measured: CheckResult.Measured(
        before: 0, after: cost, judged: cost, unit: UnitOfMeasure.euro.symbol, decimals: 0))
  }
}

extension DesignExercise.Check {
  /// What a student may know of it.
  var goal: Goal {
    var goal = Goal(
      id: id, title: title, unit: measured.unit, decimals: measured.decimals, judged: judged, full: credit.full,
      isLowerBetter: credit.full < credit.zero, points: points)
    switch measured.source {
    case .indicator(let indicator): goal.indicator = indicator
    case .formula(let formula): goal.formula = formula.text
    }
    return goal
  }
}
