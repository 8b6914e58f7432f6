import Essentials

extension StudentView.Response {
  /// What keeps an answer from being read, for whoever typed it: no number, no unit, a unit of something else. Nothing
  /// about right and wrong.
  public func problems(with answer: SubmittedAnswer) -> [Diagnostic] {
    guard form == .value, let unit, let asked = try? UnitOfMeasure(unit) else { return [] }
    do {
      _ = try QuantityQuestion(unit: asked, decimals: 0).value(of: answer)
      return []
    } catch let invalid as InvalidAnswer { return invalid.problems } catch { return [Diagnostic(from: error)] }
  }
}
