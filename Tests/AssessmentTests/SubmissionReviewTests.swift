import AreaTestSupport
import Essentials
import Geometry
import Scenarios
import Testing

@testable import Assessment

@Suite("A submission looked at before it is handed in")
struct SubmissionReviewTests {
  static func remarks(_ entries: [Submission.Entry]) throws -> [Diagnostic] {
    try SubmissionReview(assignment: SmallCourse.assignment(), runner: SmallRunner())
      .remarks(SmallCourse.submission(entries))
  }

  @Test("has no remarks when everything can be read, right or wrong")
  func sound() throws {
    let entries = [
      try SmallCourse.drawn(), SmallCourse.typed("volume", "1 m3"), SmallCourse.typed("voorspel", "-90 °C"),
    ]
    #expect(try Self.remarks(entries).isEmpty)
  }

  @Test("names every exercise without an answer, as a note")
  func missing() throws {
    let remarks = try Self.remarks([SmallCourse.typed("volume", "8 m3")])
    #expect(remarks.map(\.location.key) == ["voorspel", "ontwerp"])
    #expect(remarks.allSatisfy { $0.code == "submission.noAnswerYet" && $0.severity == .note })
  }

  @Test("warns of an answer that cannot be read and a plan that cannot stand, and keeps the place in the plan")
  func invalid() throws {
    let inWater = SmallArea.measure("boom-2", "tree", .point(Point(155_018.5, 463_008.5)))
    let remarks = try Self.remarks([
      SmallCourse.typed("volume", "6.300 m3"), SmallCourse.typed("voorspel", "2"), SmallCourse.drawn([inWater]),
    ])
    #expect(remarks.map(\.code) == ["unit.ambiguous", "answer.unitMissing", "plan.wrongSpot"])
    #expect(remarks.allSatisfy { $0.severity == .warning })
    #expect(remarks[0].location.key == "volume")
    #expect(remarks[2].location.key?.hasPrefix("ontwerp: ") == true)
    #expect(remarks[2].what.nl.contains("boom-2"))
    // A Dutch reader writes a comma.
    #expect(remarks[0].remedy.nl == "Schrijf 6300 m³ of 6,3 m³.")
    #expect(remarks[0].remedy.en == "Write 6300 m³ or 6.3 m³.")
  }

  @Test("looks at the last answer only, and tells nothing of what is right")
  func last() throws {
    let entries = [
      try SmallCourse.drawn(), SmallCourse.typed("voorspel", "1 °C"), SmallCourse.typed("volume", "veel"),
      SmallCourse.typed("volume", "8 m3"),
    ]
    #expect(try Self.remarks(entries).isEmpty)
  }
}

@Suite("Numbers as a student reads them")
struct WordingTests {
  @Test("a difference of two percentages is in percentage points, another in its own unit")
  func points() throws {
    #expect(Wording.difference(1.2, .percent, decimals: 1, .nl) == "1,2 procentpunt")
    #expect(Wording.change(0.29, .percent, decimals: 1, .en) == "+0.3 percentage points")
    #expect(Wording.change(0.01, .percent, decimals: 1, .nl) == "0,0 procentpunt")
    #expect(Wording.change(-2, .degreeCelsius, decimals: 1, .nl) == "\u{2212}2,0 °C")
    #expect(Wording.quantity(5.3, .percent, decimals: 1, .nl) == "5,3 %")
  }

  @Test(
    "an answer keeps the decimals that make it another number",
    arguments: [(6.3, "6,3 m³"), (6300.4, "6.300 m³"), (0.25, "0,25 m³"), (6300, "6.300 m³"), (0, "0 m³")])
  func given(value: Double, text: String) throws {
    let question = QuantityQuestion(unit: try UnitOfMeasure("m3"), decimals: 0)
    #expect(question.given(value, .nl) == text)
  }

  @Test("a plan above the budget is told how many points go, not a number below zero")
  func budget() {
    let budget = DesignExercise.Budget(credit: LinearCredit(zero: 90_000, full: 60_000))
    let result = budget.result(cost: 75_000, earned: 8)
    #expect(result.points == -4)
    #expect(result.reason.nl.hasSuffix("Je houdt 50 % van je punten. Er gaan 4 punten af."))
    #expect(result.reason.en.hasSuffix("You keep 50 % of your points. 4 points are taken off."))
  }
}
