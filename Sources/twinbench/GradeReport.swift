import Assessment
import Essentials
import Foundation

/// A grade for a terminal: points for every check with the reason, and what the measures did.
struct GradeReport {
  var grade: Grade
  var language: Language

  var text: String {
    var lines = ["\(grade.assignment.id) \(grade.assignment.version) · \(grade.pseudonym)"]
    for exercise in grade.exercises {
      lines.append("")
      lines.append("\(exercise.title[language]): \(points(exercise.points, of: exercise.maximum))")
      switch exercise.state {
      case .missing:
        lines.append("  " + LocalizedText(nl: "Geen antwoord ingeleverd.", en: "No answer handed in.")[language])
      case .invalid:
        for problem in exercise.problems { lines.append(indented(problem.rendered(in: language), by: 2)) }
      case .graded: for check in exercise.checks { lines += self.lines(check) }
      }
      if let reasoning = exercise.reasoning {
        lines.append("  " + LocalizedText(nl: "Toelichting van de leerling:", en: "The student's reasoning:")[language])
        lines.append(indented(reasoning, by: 4))
      }
    }
    lines.append("")
    lines.append(
      LocalizedText(nl: "Totaal: ", en: "Total: ")[language] + points(grade.points, of: grade.maximum))
    if let digest = try? grade.digest() {
      lines.append(LocalizedText(nl: "Vingerafdruk: ", en: "Fingerprint: ")[language] + digest.hex)
    }
    return lines.joined(separator: "\n")
  }

  private func lines(_ check: CheckResult) -> [String] {
    // A condition such as a budget earns nothing; it only takes away.
    let earned = check.maximum == 0 && check.points == 0 ? "" : ": \(points(check.points, of: check.maximum))"
    var lines = ["  \(check.title[language])\(earned)"]
    lines.append(indented(check.reason[language], by: 4))
    if let hint = check.hint { lines.append(indented(hint[language], by: 4)) }
    return lines
  }

  private func points(_ points: Double, of maximum: Double) -> String {
    let word = LocalizedText(nl: "van", en: "of")[language]
    return "\(number(points)) \(word) \(number(maximum))"
  }

  private func number(_ value: Double) -> String {
    value.text(decimals: value == value.rounded() ? 0 : 1, in: language)
  }

  private func indented(_ text: String, by spaces: Int) -> String {
    let space = String(repeating: " ", count: spaces)
    return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { space + $0 }.joined(
      separator: "\n")
  }
}
