import Essentials
import Foundation

/// Reads and judges a number with a unit, for every kind of exercise that asks for one.
public struct QuantityQuestion: Hashable, Sendable {
  /// What is asked in, and what answers are converted to.
  public var unit: UnitOfMeasure
  /// How many are shown.
  public var decimals: Int

  public init(unit: UnitOfMeasure, decimals: Int) {
    self.unit = unit
    self.decimals = decimals
  }

  /// - Throws: `UnitError` and `YAMLError` with file and line.
  init(_ members: YAMLMapping) throws {
    unit = try members.required("unit").unit()
    decimals = try members.required("decimals").decimals()
  }

  /// The unit as a student sees it.
  var shownUnit: UnitOfMeasure { unit == .kelvin ? .degreeCelsius : unit }

  /// How a student answers it.
  var response: StudentView.Response {
    let unit = shownUnit
    return .value(
      unit == .one
        ? LocalizedText(nl: "Je antwoord is een getal.", en: "Your answer is a number.")
        : LocalizedText(
          nl: "Je antwoord is een getal in \(unit.symbol(in: .nl)).",
          en: "Your answer is a number in \(unit.symbol(in: .en))."),
      unit: unit.symbol)
  }

  /// The answer in `unit`.
  /// - Throws: `InvalidAnswer` that says which of number, unit and their fit is wrong.
  func value(of submitted: SubmittedAnswer) throws -> Double {
    let text: String
    switch submitted.value {
    case .string(let written): text = written
    case .number(let number): text = "\(number)"
    default: throw InvalidAnswer(submitted.plan == nil ? AssessmentError.answerMissing : .quantityExpected)
    }
    let quantity: Quantity
    do { quantity = try Quantity.parse(text) } catch { throw InvalidAnswer(error) }
    // A bare number would be read as a share where a percentage is asked, a hundred times too much.
    if quantity.unit == .one, !unit.isBare {
      throw InvalidAnswer(AssessmentError.unitMissing(text, asked: shownUnit))
    }
    // Who is asked for a difference and writes °C means degrees of difference.
    if unit == .kelvin, quantity.unit == .degreeCelsius { return quantity.value }
    do { return try quantity.converted(to: unit).value } catch {
      throw InvalidAnswer(AssessmentError.otherUnit(quantity.unit, asked: shownUnit))
    }
  }

  /// What probably went wrong with an answer that earned nothing; nil where that cannot be told.
  func slip(_ answer: Double, truth: Double, tolerance: Double) -> LocalizedText? {
    if abs(truth) > tolerance, answer * truth < 0 {
      return LocalizedText(
        nl: "Je antwoord heeft de verkeerde richting: kijk naar het plus- of minteken.",
        en: "You answered in the wrong direction: look at the plus or minus sign.")
    }
    for factor in Self.commonSlips {
      for (wrong, slipped) in [(factor, answer * factor), (1 / factor, answer / factor)]
      where abs(slipped - truth) <= min(tolerance, abs(truth) / 2) {
        return .each { language in
          let number = (wrong < 1 ? 1 / wrong : wrong).text(decimals: 0, in: language)
          return wrong > 1
            ? LocalizedText(
              nl: "Je antwoord is \(number) keer te klein: klopt de eenheid?",
              en: "Your answer is \(number) times too small: is the unit right?")[language]
            : LocalizedText(
              nl: "Je antwoord is \(number) keer te groot: klopt de eenheid?",
              en: "Your answer is \(number) times too large: is the unit right?")[language]
        }
      }
    }
    return nil
  }

  /// Centimetres for metres, litres for cubic metres, square metres for hectares.
  private static let commonSlips: [Double] = [100, 1000, 10_000]

  func text(_ value: Double, _ language: Language) -> String {
    Wording.quantity(value, unit, decimals: decimals, language)
  }

  /// An answer as it was given: with more decimals where rounding would make another number of it.
  func given(_ value: Double, _ language: Language) -> String {
    let enough = (decimals...decimals + 3).first { decimals in
      guard let scale = Double("1e\(decimals)") else { return true }
      return abs((value * scale).rounded() / scale - value) <= abs(value) / 1000
    }
    return Wording.quantity(value, unit, decimals: enough ?? decimals, language)
  }

  // MARK: Samples

  /// A value as an answer that reads back.
  func answer(_ value: Double, _ header: ExerciseHeader) -> SubmittedAnswer {
    // Three decimals could be thousands; six cannot.
    let number = String(format: "%.6f", value)
    return SubmittedAnswer(
      value: .string(unit.isBare ? number : "\(number) \(unit.symbol)"), reasoning: header.sampleReasoning)
  }

  /// Answers that nothing can be made of, by name.
  func invalidAnswers(_ header: ExerciseHeader) -> [(String, SubmittedAnswer)] {
    func answer(_ value: JSONValue?) -> SubmittedAnswer {
      SubmittedAnswer(value: value, reasoning: header.sampleReasoning)
    }
    let other = unit.isConvertible(to: .metre) ? UnitOfMeasure.euro : .metre
    return [
      ("invalid-no-number", answer("veel")), ("invalid-other-unit", answer(.string("1 \(other.symbol)"))),
      ("invalid-empty", answer(nil)),
    ] + (unit.isBare ? [] : [("invalid-no-unit", answer(12))])
  }
}

extension ExerciseHeader {
  /// What samples give as a reason where one is asked.
  var sampleReasoning: String? { reasoning == nil ? nil : "Omdat het zo is / because it is so." }
}

extension UnitOfMeasure {
  /// Whether people write it as a number alone: plain numbers and pieces.
  var isBare: Bool { self == .one || symbol == "pieces" }
}

extension YAMLDocument {
  /// - Throws: `UnitError` at this place.
  func unit() throws -> UnitOfMeasure {
    do { return try UnitOfMeasure(string()) } catch let error as UnitError {
      var diagnostic = error.diagnostic
      diagnostic.location = location
      throw diagnostic
    }
  }
}
