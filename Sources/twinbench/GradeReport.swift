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
      lines.append("\(exercise.title[language]) · \(points(exercise.points, of: exercise.maximum))")
      switch exercise.state {
      case .missing:
        lines.append("  " + LocalizedText(nl: "Geen antwoord ingeleverd.", en: "No answer handed in.")[language])
      case .invalid:
        for problem in exercise.problems { lines.append(indented(problem.rendered(in: language), by: 2)) }
      case .graded:
        // An exercise with one check has nothing to say twice.
        if exercise.checks.count == 1 {
          lines += texts(exercise.checks[0], by: 2)
        } else {
          for check in exercise.checks { lines += self.lines(check) }
        }
      }
      if let reasoning = exercise.reasoning {
        lines.append("  " + LocalizedText(nl: "Uitleg van de student:", en: "The student's reasoning:")[language])
        lines.append(indented(reasoning, by: 4))
      }
    }
    lines.append("")
    if grade.exercises.contains(where: { $0.checks.contains { !$0.contributions.isEmpty } }) { lines.append(note) }
    lines.append(
      LocalizedText(nl: "Totaal: ", en: "Total: ")[language] + points(grade.points, of: grade.maximum))
    if let digest = try? grade.digest() {
      lines.append(LocalizedText(nl: "Vingerafdruk: ", en: "Fingerprint: ")[language] + digest.hex)
    }
    return lines.joined(separator: "\n")
  }

  private func lines(_ check: CheckResult) -> [String] {
    // A condition such as a budget earns nothing; it only takes away.
    let earned =
      check.maximum > 0 ? points(check.points, of: check.maximum) : check.points == 0 ? nil : number(check.points)
    return ["  \(check.title[language])\(earned.map { " · \($0)" } ?? "")"] + texts(check, by: 4)
  }

  private func texts(_ check: CheckResult, by spaces: Int) -> [String] {
    [check.reason, check.hint].compactMap { $0.map { indented($0[language], by: spaces) } }
  }

  /// How to read the numbers.
  private var note: String {
    LocalizedText(
      nl: "Getallen zijn afgerond. Wat een maatregel doet, is het verschil met hetzelfde plan zonder die maatregel.\n"
        + "Tel die verschillen niet op: maatregelen werken op elkaar in.",
      en: "Numbers are rounded. What a measure does is the difference with the same plan without that measure.\n"
        + "Do not add these differences up: measures work on each other.")[language]
  }

  private func points(_ points: Double, of maximum: Double) -> String {
    let word = LocalizedText(nl: "van", en: "of")[language]
    let unit = LocalizedText(nl: maximum == 1 ? "punt" : "punten", en: maximum == 1 ? "point" : "points")[language]
    return "\(number(points)) \(word) \(number(maximum)) \(unit)"
  }

  private func number(_ value: Double) -> String {
    value.text(decimals: 2, trimmed: true, in: language)
  }

  private func indented(_ text: String, by spaces: Int) -> String {
    let space = String(repeating: " ", count: spaces)
    return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { space + $0 }.joined(
      separator: "\n")
  }
}
