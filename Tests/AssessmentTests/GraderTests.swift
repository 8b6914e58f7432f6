import AreaTestSupport
import Areas
import Essentials
import Foundation
import Geometry
import Scenarios
import TestSupport
import Testing

@testable import Assessment

@Suite("Grading")
struct GraderTests {
  static func grade(
    _ entries: [Submission.Entry], replacing changes: [String: [(String, String)]] = [:], explains: Bool = false,
    indicators: [String] = []
  ) throws -> [String: ExerciseGrade] {
    var runner = SmallRunner()
    runner.indicators = try indicators.map { try SmallRunner.card($0) }
    let assignment = try SmallCourse.assignment(replacing: changes)
    let grader = Grader(assignment: assignment, course: SmallCourse.course, runner: runner, explains: explains)
    let grade = try grader.grade(SmallCourse.submission(entries, to: assignment))
    return Dictionary(uniqueKeysWithValues: grade.exercises.map { ($0.exercise, $0) })
  }

  @Test(
    "of a number follows its distance to the right answer",
    arguments: [("8 m3", 2.0), ("8000 l", 2), ("8,07 m3", 2), ("8,5 m3", 1), ("9 m3", 0), ("8000 m3", 0)])
  func number(text: String, points: Double) throws {
    let grade = try #require(Self.grade([SmallCourse.typed("volume", .string(text))])["volume"])
    #expect(grade.state == .graded)
    #expect(grade.points == points)
    #expect(grade.checks.first?.reason.nl.contains("8,0 m³") == true)
  }

  @Test("gives the author's hint that goes with the result, and says how a slip came about")
  func hints() throws {
    let right = try #require(Self.grade([SmallCourse.typed("volume", "8 m3")])["volume"]?.checks.first)
    #expect(right.hint?.en == "Well done.")
    let wrong = try #require(Self.grade([SmallCourse.typed("volume", "8000 m3")])["volume"]?.checks.first)
    #expect(wrong.hint?.en == "Convert to metres.")
    #expect(wrong.reason.en.contains("1,000 times too large"))
  }

  @Test("counts the last answer, and says which exercises have none")
  func last() throws {
    let grades = try Self.grade([SmallCourse.typed("volume", "9 m3"), SmallCourse.typed("volume", "8 m3")])
    #expect(grades["volume"]?.points == 2)
    #expect(grades["ontwerp"]?.state == .missing)
    #expect(grades["voorspel"]?.state == .missing)
  }

  @Test("takes an answer of the wrong type for invalid, with the reason")
  func wrongType() throws {
    let grades = try Self.grade([
      .answered(exercise: "volume", SubmittedAnswer(plan: SmallCourse.plan())),
      SmallCourse.typed("voorspel", "veel"), SmallCourse.typed("ontwerp", 12),
    ])
    #expect(grades["volume"]?.problems.map(\.code) == ["answer.quantityExpected"])
    #expect(grades["voorspel"]?.state == .invalid)
    #expect(grades["ontwerp"]?.problems.map(\.code) == ["answer.planExpected"])
    #expect(grades.values.allSatisfy { $0.points == 0 && $0.state == .invalid })
  }

  @Test("takes a plan that cannot stand in the area for invalid, with every problem")
  func refusedPlan() throws {
    let inWater = SmallArea.measure("boom-2", "tree", .point(Point(155_018.5, 463_008.5)))
    let unknown = SmallArea.measure("iets", "fountain", .point(Point(155_008.5, 463_008.5)))
    let design = try #require(Self.grade([SmallCourse.drawn([inWater, unknown])])["ontwerp"])
    #expect(design.state == .invalid)
    #expect(design.problems.map(\.code) == ["plan.wrongSpot", "plan.unknownCard"])
    let trees = (0..<4).map { index in
      SmallArea.measure("boom-\(index)", "tree", .point(Point(155_002.5 + 3 * Double(index), 463_004.5)))
    }
    #expect(try Self.grade([SmallCourse.drawn(trees)])["ontwerp"]?.problems.map(\.code) == ["answer.overLimit"])
  }

  @Test("of a design says what was measured, which measure did what, and gives part of the points for part of the way")
  func design() throws {
    let grade = try #require(Self.grade([SmallCourse.drawn()], explains: true)["ontwerp"])
    let cooler = try #require(grade.checks.first)
    let measured = try #require(cooler.measured)
    let before = try #require(measured.before)
    #expect(measured.judged == measured.after - before)
    #expect(measured.judged < -1)
    #expect(cooler.points == 4)
    #expect(cooler.hint?.nl == "Koel!")
    #expect(cooler.contributions.map(\.card) == ["tree", "lawn"])
    #expect(cooler.contributions.allSatisfy { $0.changes.keys.sorted() == ["koeler"] })
    #expect(cooler.reason.nl.contains("Boom (1): \u{2212}"))
    #expect(cooler.reason.en.contains("Tree (1): \u{2212}"))
    #expect(cooler.reason.nl.contains("Doel: een daling van 1,0 °C of meer."))

    let full = measured.judged * 2
    let half = try #require(
      Self.grade([SmallCourse.drawn()], replacing: ["ontwerp": [("full: -1", "full: \(full)")]])["ontwerp"]?.checks
        .first)
    #expect(half.points == 2)
    #expect(half.verdict == .partly)
    #expect(try Self.grade([SmallCourse.drawn([])])["ontwerp"]?.points == 0)
  }

  /// The check `koeler` on an indicator in place of a formula.
  static func cooler(on indicator: String, unit: String, judge: String, zero: Double, full: Double) -> [(
    String, String
  )] {
    [
      ("formula: mean(heat.pet in zone(\"hoek\"))", "indicator: \(indicator)"), ("unit: °C", "unit: \"\(unit)\""),
      ("judge: change", "judge: \(judge)"), ("zero: 0\n    full: -1", "zero: \(zero)\n    full: \(full)"),
    ]
  }

  @Test("neither praises nor blames a difference within the band of the indicator")
  func withinBand() throws {
    let small = SmallArea.measure(
      "boom", "tree", .point(Point(155_008.5, 463_008.5)), ["height": 3, "crownDiameter": 2])
    let check = try #require(
      Self.grade(
        [SmallCourse.drawn([small])],
        replacing: ["ontwerp": Self.cooler(on: "heat-pet-above-41", unit: "%", judge: "change", zero: 0, full: -1)],
        indicators: ["heat-pet-above-41"])["ontwerp"]?.checks.first)
    #expect(check.verdict == .undecided)
    #expect(check.hint == nil)
    #expect(check.measured?.uncertainty == 55)
    #expect(check.reason.nl.contains("binnen de onzekerheid van 55"))
    #expect(check.reason.en.contains("within the uncertainty of 55"))
  }

  @Test("of a score follows the norm of the indicator, and tells the effect of each measure on its value")
  func score() throws {
    let change = Self.cooler(on: "green-canopy-cover", unit: "%", judge: "score", zero: 1, full: 2)
    let check = try #require(
      Self.grade(
        [SmallCourse.drawn()], replacing: ["ontwerp": change], explains: true, indicators: ["green-canopy-cover"])[
          "ontwerp"]?.checks.first)
    let measured = try #require(check.measured)
    #expect(measured.before == 0)
    #expect(measured.after > 5 && measured.after < 10)
    // A2: 1 at 0 %, 4 at 15 %.
    #expect(abs(measured.judged - (1 + 3 * measured.after / 15)) < 1e-9)
    #expect(check.contributions.map { $0.changes["koeler"] } == [measured.after, 0])
    #expect(check.reason.nl.contains("Cijfer: 1, met plan"))
  }

  @Test("converts an indicator to the unit that the exercise states")
  func convertedIndicator() throws {
    func check(_ unit: String, _ full: Double) throws -> CheckResult {
      try #require(
        Self.grade(
          [SmallCourse.drawn()],
          replacing: [
            "ontwerp": Self.cooler(on: "rain-flooded-above-05", unit: unit, judge: "value", zero: 0, full: full)
          ],
          explains: true, indicators: ["rain-flooded-above-05"])["ontwerp"]?.checks.first)
    }
    let (metres, hectares) = (try check("m2", 400), try check("ha", 0.04))
    #expect(metres.points == hectares.points)
    #expect(metres.measured?.after == (hectares.measured?.after).map { $0 * 10_000 })
    #expect(
      metres.contributions[0].changes["koeler"] == hectares.contributions[0].changes["koeler"].map { $0 * 10_000 })
  }

  @Test("stops where the course names an indicator that the run does not have")
  func unknownIndicator() throws {
    let error = #expect(throws: AssessmentError.self) {
      _ = try Self.grade(
        [SmallCourse.drawn()],
        replacing: ["ontwerp": Self.cooler(on: "heat-pet-mean", unit: "°C", judge: "change", zero: 0, full: -1)])
    }
    #expect(error?.diagnostic.code == "exercise.unknownIndicator")
    #expect(error?.diagnostic.location.file == "exercises/ontwerp.yaml")
  }

  @Test("takes off points for a plan over the budget, and says how many")
  func budget() throws {
    let cost = try SmallRunner().run(SmallCourse.assignment().scenario, plan: SmallCourse.plan().plan()).cost
      .construction
    let within = try #require(Self.grade([SmallCourse.drawn()])["ontwerp"])
    #expect(within.checks.last?.points == 0)
    let budget = "budget: {amount: \(cost / 2), zeroAt: \(cost * 1.5)}"
    let over = try #require(
      Self.grade(
        [SmallCourse.drawn()], replacing: ["ontwerp": [("budget: {amount: 5000, zeroAt: 10000}", budget)]])["ontwerp"])
    #expect(over.points == Points.rounded(within.points / 2))
    #expect(over.checks.last?.id == "budget")
    #expect(over.checks.last?.points == -Points.rounded(within.points / 2))
    #expect(over.checks.last?.reason.nl.contains("50 %") == true)
  }

  @Test("of a prediction holds it against the plan of the first run, and gives nothing for hindsight")
  func prediction() throws {
    let runner = SmallRunner()
    let assignment = try SmallCourse.assignment()
    let run = try runner.run(assignment.scenario, plan: SmallCourse.plan().plan())
    let exercise = try #require(assignment.exercise("ontwerp"))
    let bench = AssessmentBench(assignment: assignment, runner: runner)
    let attempt = Attempt(
      history: SubmissionHistory([try SmallCourse.drawn()]), position: 0, bench: bench, explains: false)
    let fall =
      -(try exercise.checks(SubmittedAnswer(plan: SmallCourse.plan()), ExerciseVariant(seed: 0), in: attempt)[0]
      .measured?.judged ?? .nan)
    let ran = Submission.Entry.ran(exercise: "ontwerp", try RunReceipt(run))
    func text(_ value: Double) -> JSONValue { .string(String(format: "%.4f K", value)) }
    func predicted(_ entries: [Submission.Entry]) throws -> ExerciseGrade {
      try #require(Self.grade(entries)["voorspel"])
    }
    let drawn = try SmallCourse.drawn()
    let right = SmallCourse.typed("voorspel", text(fall))

    #expect(try predicted([drawn, right, ran]).points == 3)
    #expect(try predicted([drawn, right]).points == 3)
    #expect(try predicted([drawn, SmallCourse.typed("voorspel", text(fall + 1.25)), ran]).points == 1.5)
    let late = try predicted([drawn, ran, right])
    #expect(late.points == 0)
    #expect(late.checks.first?.reason.nl.contains("geen voorspelling meer") == true)
    // A later answer does not take the place of the prediction, and another plan does not change what it was about.
    let wrong = SmallCourse.typed("voorspel", text(fall + 9))
    #expect(try predicted([drawn, wrong, ran, right]).points == 0)
    #expect(try predicted([drawn, right, ran, SmallCourse.drawn([SmallCourse.lawn])]).points == 3)
    let turned = try predicted([drawn, SmallCourse.typed("voorspel", text(-fall)), ran])
    #expect(turned.checks.first?.reason.en.contains("wrong direction") == true)
    #expect(try predicted([right]).checks.first?.reason.en.contains("No plan was handed in") == true)
    // That nothing does nothing is no prediction.
    #expect(try predicted([SmallCourse.drawn([]), SmallCourse.typed("voorspel", "0 K")]).points == 0)
  }

  @Test("of a prediction gives nothing where the plan does less than the author asks, whatever the tolerance")
  func leastOutcome() throws {
    let entries = [try SmallCourse.drawn([SmallCourse.lawn]), SmallCourse.typed("voorspel", "0 K")]
    let generous = ("tolerance: ", "tolerance: 5 #"), end = ("zeroAt: ", "zeroAt: 9 #")
    #expect(try Self.grade(entries, replacing: ["voorspel": [generous, end]])["voorspel"]?.points == 3)
    let asked = ["voorspel": [generous, end, ("unit: K", "unit: K\nleast: 1")]]
    let grade = try #require(Self.grade(entries, replacing: asked)["voorspel"])
    #expect(grade.points == 0)
    #expect(grade.checks.first?.reason.en.contains("does too little") == true)
    let view = try #require(SmallCourse.assignment(replacing: asked).views().first { $0.id == "voorspel" })
    #expect(view.conditions.last?.nl.contains("minstens 1,0 °C") == true)
  }

  @Test("takes a plan that leaves nothing to measure for invalid")
  func nothingLeft() throws {
    let change = ["ontwerp": [("mean(heat.pet in zone(\"hoek\"))", "mean(heat.pet in landCover(\"voetpad\"))")]]
    let paved = SmallArea.measure("gras", "lawn", SmallArea.rectangle(rows: 6..<14, columns: 0..<17))
    let some = try #require(Self.grade([SmallCourse.drawn()], replacing: change)["ontwerp"])
    #expect(some.state == .graded)
    let grade = try #require(Self.grade([SmallCourse.drawn([paved])], replacing: change)["ontwerp"])
    #expect(grade.state == .invalid)
    #expect(grade.problems.map(\.code) == ["indicator.nothingToMeasure"])
  }

  @Test("asks for a reason where the author does")
  func reasoning() throws {
    let change = ["voorspel": [("unit: K", "unit: K\nreasoning: {nl: Waarom?, en: Why?}")]]
    let without = try Self.grade([SmallCourse.typed("voorspel", "1 K")], replacing: change)
    #expect(without["voorspel"]?.problems.map(\.code) == ["answer.reasoningMissing"])
    let with = try Self.grade(
      [.answered(exercise: "voorspel", SubmittedAnswer(value: "1 K", reasoning: "Schaduw."))], replacing: change)
    #expect(with["voorspel"]?.state == .graded)
    #expect(with["voorspel"]?.reasoning == "Schaduw.")
  }

  @Test("a hundred times gives one hash")
  func repeated() throws {
    try TestFolders.withTemporaryFolder { folder in
      let runner = SmallRunner(folder: folder)
      let submission = try SmallCourse.submission([
        SmallCourse.typed("volume", "8 m3"), try SmallCourse.drawn(), SmallCourse.typed("voorspel", "2 K"),
        try SmallCourse.ran(on: runner),
      ])
      var hashes: Set<Digest> = []
      for _ in 0..<100 {
        let grader = Grader(
          assignment: try SmallCourse.assignment(), course: SmallCourse.course, runner: runner)
        hashes.insert(try grader.grade(submission).digest())
      }
      #expect(hashes.count == 1)
      // And what is not in the cache comes to the same.
      let fresh = Grader(assignment: try SmallCourse.assignment(), course: SmallCourse.course, runner: SmallRunner())
      #expect(hashes.contains(try fresh.grade(submission).digest()))
    }
  }

  @Test("is graded by a later version of the course in which the assignment is the same")
  func laterCourse() throws {
    let later = CoursePin(name: "test/course", version: "1.1.0")
    let grader = Grader(assignment: try SmallCourse.assignment(), course: later, runner: SmallRunner())
    #expect(try grader.grade(SmallCourse.submission([])).course == later)
  }

  @Test("is refused for another course, assignment or pack, and names both")
  func mismatches() throws {
    let grader = Grader(assignment: try SmallCourse.assignment(), course: SmallCourse.course, runner: SmallRunner())
    func refusal(_ submission: Submission) throws -> Diagnostic {
      let error = #expect(throws: AssessmentError.self) { _ = try grader.grade(submission) }
      return try #require(error).diagnostic
    }
    var pack = SmallRunner.pack
    pack.version = "0.9.0"
    let otherPack = try refusal(SmallCourse.submission([], pack: pack))
    #expect(otherPack.code == "submission.otherPack")
    #expect(otherPack.what.nl.contains("test/small@0.9.0") && otherPack.what.nl.contains("test/small@1.0.0"))
    pack.version = "1.0.0"
    pack.digest = Digest.sha256("changed")
    let changed = try refusal(SmallCourse.submission([], pack: pack))
    #expect(changed.what.en.contains(String(pack.digest.hex.prefix(12))))
    let course = CoursePin(name: "test/other", version: "1.0.0")
    #expect(try refusal(SmallCourse.submission([], course: course)).code == "submission.otherCourse")
    let otherVersion = try refusal(SmallCourse.submission([], version: "0.1.0"))
    #expect(otherVersion.code == "submission.otherAssignment")
    #expect(otherVersion.what.en.contains("proef@0.1.0") && otherVersion.what.en.contains("proef@1.0.0"))
    var silent = try SmallCourse.submission([])
    silent.assignment.digest = Digest.sha256("changed without a new version")
    #expect(try refusal(silent).what.en.contains(String(silent.assignment.digest.hex.prefix(12))))
    let unknown = try refusal(SmallCourse.submission([SmallCourse.typed("essay", "1")]))
    #expect(unknown.code == "submission.unknownExercise")
    #expect(unknown.remedy.en.contains("volume, voorspel, ontwerp"))
  }
}

@Suite("Verifying a submission")
struct SubmissionCheckTests {
  static func differences(_ entries: [Submission.Entry], pack: PackPin = SmallRunner.pack) throws -> [Diagnostic] {
    let check = SubmissionCheck(
      assignment: try SmallCourse.assignment(), course: SmallCourse.course, runner: SmallRunner())
    return try check.differences(SmallCourse.submission(entries, pack: pack))
  }

  @Test("finds nothing where everything is the same")
  func same() throws {
    #expect(try Self.differences([SmallCourse.drawn(), SmallCourse.ran(on: SmallRunner())]) == [])
  }

  @Test("names the input that differs")
  func plan() throws {
    let found = try Self.differences([SmallCourse.drawn([SmallCourse.tree]), SmallCourse.ran(on: SmallRunner())])
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.location.key?.hasPrefix("entries.1") == true })
    #expect(found.contains { $0.code.contains("plan") || $0.code.contains("measure") || $0.code.contains("card") })
    #expect(!found.contains { $0.code.contains("layer") })
  }

  @Test("names a pack of another version, and nothing that follows from it")
  func pack() throws {
    let other = PackPin(name: "test/small", version: "0.9.0", digest: Digest.sha256("old"))
    let found = try Self.differences([SmallCourse.drawn([]), SmallCourse.ran(on: SmallRunner())], pack: other)
    #expect(found.map(\.code) == ["submission.otherPack"])
  }

  @Test("finds a result that the same inputs do not give")
  func forged() throws {
    guard case .ran(let exercise, var receipt) = try SmallCourse.ran(on: SmallRunner()) else { return }
    let layer = try #require(receipt.nodes[1].layers.keys.sorted().first)
    receipt.nodes[1].layers[layer] = Digest.sha256("forged")
    let found = try Self.differences([SmallCourse.drawn(), .ran(exercise: exercise, receipt)])
    #expect(found.count == 1)
    #expect(found.first?.what.en.contains(layer) == true)
  }

  @Test("names a run without a plan")
  func noPlan() throws {
    #expect(try Self.differences([SmallCourse.ran(on: SmallRunner())]).map(\.code) == ["submission.runWithoutPlan"])
  }
}

@Suite("Sample answers")
struct SampleCheckTests {
  static func report(
    replacing changes: [String: [(String, String)]] = [:], reference: PlanFile? = nil
  ) throws -> SampleCheck.Report {
    try SampleCheck(
      assignment: SmallCourse.assignment(replacing: changes, reference: reference), runner: SmallRunner()
    ).report()
  }

  @Test("of every exercise are right, wrong and invalid, and get that grade")
  func all() throws {
    let report = try Self.report()
    #expect(report.problems == [])
    #expect(report.graded == 7 + 7 + 5)
    let bench = AssessmentBench(assignment: try SmallCourse.assignment(), runner: SmallRunner())
    for exercise in bench.assignment.exercises {
      let names = try exercise.samples(exercise.prepare(seed: 0), on: bench).answers.map(\.name)
      for kind in ["right", "wrong", "invalid"] { #expect(names.contains { $0.hasPrefix(kind) }) }
    }
  }

  @Test("name exercise, sample and both grades where a course is badly tuned")
  func badlyTuned() throws {
    let unreachable = try Self.report(replacing: ["ontwerp": [("full: -1", "full: -40")]])
    #expect(unreachable.problems.map(\.code) == ["exercise.sample"])
    #expect(unreachable.problems.first?.what.en.contains("'ontwerp', sample answer 'right': expected 5 points") == true)
    let free = try Self.report(replacing: [
      "ontwerp": [("zero: 0\n    full: 2", "zero: -2\n    full: -1"), ("points: 1", "points: 4")]
    ])
    #expect(free.problems.first?.what.en.contains("'wrong-empty'") == true)
  }

  @Test("say which reference plan cannot be run, and which is missing")
  func reference() throws {
    let inWater = SmallArea.measure("boom", "tree", .point(Point(155_018.5, 463_008.5)))
    let refused = try Self.report(reference: SmallCourse.plan([inWater]))
    #expect(refused.problems.contains { $0.code == "plan.wrongSpot" })
    let without = try Self.report(replacing: ["ontwerp": [("reference: plans/referentie.geojson", "")]])
    #expect(without.problems.allSatisfy { $0.severity == .note && $0.code == "exercise.noReference" })
    #expect(without.problems.count == 2)
  }
}
