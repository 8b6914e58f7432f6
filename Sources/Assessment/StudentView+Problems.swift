import Essentials

extension StudentView {
  /// What keeps an answer from being graded, for whoever typed it: no reason where one is asked, no number, no unit, a
  /// unit of something else. Nothing about right and wrong.
  public func problems(with answer: SubmittedAnswer) -> [Diagnostic] {
    if reasoning != nil, (answer.reasoning ?? "").allSatisfy(\.isWhitespace) {
      return [AssessmentError.reasoningMissing.diagnostic]
    }
    guard response.form == .value, let unit = response.unit, let asked = try? UnitOfMeasure(unit) else { return [] }
    do {
      _ = try QuantityQuestion(unit: asked, decimals: 0).value(of: answer)
      return []
    } catch let invalid as InvalidAnswer { return invalid.problems } catch { return [Diagnostic(from: error)] }
  }
}
