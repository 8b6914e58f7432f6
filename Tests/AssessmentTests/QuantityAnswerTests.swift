import Essentials
import Testing

@testable import Assessment

@Suite("A number with a unit, as students write it")
struct QuantityAnswerTests {
  static func value(_ answer: JSONValue?, in unit: String) throws -> Double {
    try QuantityQuestion(unit: UnitOfMeasure(unit), decimals: 1).value(of: SubmittedAnswer(value: answer))
  }

  @Test(
    "is read with Dutch and English decimals and converted to what was asked",
    arguments: [
      ("1,5 m", "m", 1.5), ("1.5 m", "m", 1.5), ("150 cm", "m", 1.5), ("6300 m3", "m3", 6300),
      ("6.300.000 l", "m³", 6300), ("€ 12.500", "EUR", 12500), ("35 %", "%", 35), ("1,2 °C", "K", 1.2),
      ("-0,5 K", "K", -0.5), ("36,2 °C", "°C", 36.2), ("24", "pieces", 24), ("24 stuks", "pieces", 24),
      ("0,4 ha", "m2", 4000),
    ])
  func read(text: String, unit: String, expected: Double) throws {
    let value = try Self.value(.string(text), in: unit)
    #expect(abs(value - expected) < 1e-9 * max(1, abs(expected)))
  }

  @Test(
    "is invalid with a reason when number, unit or their fit is wrong",
    arguments: [
      ("1,5", "m", "answer.unitMissing"), ("35", "%", "answer.unitMissing"), ("5 kg", "m", "answer.otherUnit"),
      ("20 °C", "m", "answer.otherUnit"), ("290 K", "°C", "answer.otherUnit"),
    ])
  func refused(text: String, unit: String, code: String) {
    let error = #expect(throws: InvalidAnswer.self) { _ = try Self.value(.string(text), in: unit) }
    #expect(error?.problems.map(\.code) == [code])
  }

  @Test("is invalid when it is empty, a list or words")
  func noNumber() {
    for answer: JSONValue? in [nil, [1, 2], true, "veel", "1.500 m"] {
      #expect(throws: InvalidAnswer.self) { _ = try Self.value(answer, in: "m") }
    }
  }

  @Test("shows what went wrong where the slip is a common one")
  func slips() throws {
    let question = QuantityQuestion(unit: try UnitOfMeasure("m3"), decimals: 0)
    #expect(question.slip(-5, truth: 5, tolerance: 0.5)?.en.contains("wrong direction") == true)
    #expect(question.slip(6_300_000, truth: 6300, tolerance: 60)?.en.contains("1,000 times too large") == true)
    #expect(question.slip(6.3, truth: 6300, tolerance: 60)?.nl.contains("1.000 keer te klein") == true)
    #expect(question.slip(4000, truth: 6300, tolerance: 60) == nil)
    // Near zero a sign tells nothing.
    #expect(question.slip(-0.2, truth: 0.2, tolerance: 0.5) == nil)
  }
}

@Suite("Credit between two ends")
struct LinearCreditTests {
  @Test(
    "grows evenly, whichever end is larger",
    arguments: [
      (-0.5, -5.0, -0.2, 0.0), (-0.5, -5, -5, 1), (-0.5, -5, -9, 1), (-0.5, -5, -2.75, 0.5), (0, 10, 2.5, 0.25),
      (0, 10, -1, 0), (3, 0.5, 0.4, 1), (3, 0.5, 3, 0),
    ])
  func share(zero: Double, full: Double, value: Double, expected: Double) {
    #expect(LinearCredit(zero: zero, full: full).share(of: value) == expected)
  }
}

@Suite("Pseudonyms")
struct PseudonymTests {
  @Test(
    "are short, and neither an address nor a name",
    arguments: [
      ("vlinder-12", [String]()), ("groep 3", []), ("jan@school.nl", ["pseudonym.address"]), ("x", ["pseudonym.form"]),
      ("Jan de Vries", ["pseudonym.name"]), ("Anna Bakker", ["pseudonym.name"]), ("a/b", ["pseudonym.form"]),
      ("een\nregel", ["pseudonym.form"]), (String(repeating: "x", count: 33), ["pseudonym.form"]),
      ("x" + String(repeating: "\u{93E}", count: 40), ["pseudonym.form"]),
    ])
  func form(text: String, codes: [String]) {
    #expect(Pseudonym.problems(text).map(\.code) == codes)
  }

  @Test("that look like a name only warn, for a group may be called so")
  func warning() {
    #expect(Pseudonym.problems("Anna Bakker").allSatisfy { $0.severity == .warning })
  }
}
