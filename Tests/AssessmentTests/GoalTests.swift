import AreaTestSupport
import Essentials
import TestSupport
import Testing

@testable import Assessment

@Suite("Goals that a student watches")
struct GoalTests {
  @Test("read what the check is graded on, and tell where the full points are")
  func agreesWithTheGrade() throws {
    let assignment = try SmallCourse.assignment()
    let design = try #require(assignment.exercises.first { $0.header.id == "ontwerp" })
    let goal = try #require(design.goals.first)
    #expect(goal.formula == "mean(heat.pet in zone(\"hoek\"))")
    #expect(goal.full == -1 && goal.isLowerBetter && goal.judged == .change)

    let run = try SmallRunner().run(assignment.scenario, plan: SmallCourse.plan().plan())
    let reading = try goal.reading(in: run, explains: true)
    let graded = try #require(GraderTests.grade([SmallCourse.drawn()])["ontwerp"]?.checks.first?.measured)
    #expect(reading.before == graded.before)
    #expect(reading.after == graded.after)
    #expect(reading.explanationAfter != nil)
    #expect(try goal.reading(in: run, explains: false).explanationAfter == nil)
  }

  @Test("say nothing of where points begin")
  func withholdsTheKey() throws {
    let replaced = try SmallCourse.assignment(replacing: [
      "ontwerp": [("zero: 0\n    full: -1", "zero: -0.123\n    full: -1")]
    ])
    let design = try #require(replaced.exercises.first { $0.header.id == "ontwerp" })
    let told = String(decoding: try JSONValue(encoding: design.goals).canonicalData(), as: UTF8.self)
    #expect(!told.contains("0.123"))
    #expect(told.contains("-1"))
  }
}
