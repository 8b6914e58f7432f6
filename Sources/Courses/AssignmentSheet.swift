import Assessment
import Essentials
import Markup

/// What a page or an export may show of an assignment. Keys, tolerances, reference plans and what they are computed
/// from have no place in it, so nothing that is made of it can give them away.
public struct AssignmentSheet: Hashable, Sendable {
  public let id: String
  public let version: String
  public let title: LocalizedText
  /// Markdown.
  public let introduction: LocalizedText
  /// The area on which plans are made: `publisher/name@version`.
  public let area: String
  /// What a student sees of each exercise, in order.
  public let exercises: [StudentView]

  public init(_ assignment: Assignment) {
    id = assignment.id
    version = assignment.version
    title = assignment.title
    introduction = assignment.introduction
    area = assignment.scenario.area
    exercises = assignment.views()
  }

  /// The most points that can be earned.
  public var points: Double { exercises.reduce(0) { $0 + $1.points } }

  /// `submission.yaml` to fill in, in the order in which one works: what needs no plan, the plans, what is said of a
  /// plan before it is run, the runs.
  var writtenForm: String {
    func answer(_ exercise: StudentView, _ value: String) -> String {
      let reasoning = exercise.reasoning == nil ? "" : ", reasoning: \"...\""
      return "  - {answer: \(exercise.id), \(value)\(reasoning)}"
    }
    func value(_ exercise: StudentView) -> String {
      let unit = exercise.response.unit.flatMap { $0 == "1" ? nil : " \($0)" } ?? ""
      return answer(exercise, "value: \"...\(unit)\"")
    }
    let plans = exercises.filter { $0.response.form == .plan }
    let values = exercises.filter { $0.response.form == .value }
    let lines =
      ["assignment: \(id)", "pseudonym: ...", "entries:"]
      + values.filter { $0.beforeRunOf == nil }.map(value)
      + plans.map { answer($0, "plan: \(plans.count == 1 ? "plan" : $0.id).geojson") }
      + values.filter { $0.beforeRunOf != nil }.map(value)
      + plans.map { "  - {run: \($0.id)}" }
    return lines.joined(separator: "\n")
  }

  /// Every text in Markdown with the file and the key that it stands under.
  var texts: [(path: String, key: String, text: LocalizedText)] {
    [("assignments/\(id).yaml", "introduction", introduction)]
      + exercises.map { ("exercises/\($0.id).yaml", "prompt", $0.prompt) }
  }

  /// The figures of its texts.
  func figures(_ language: Language) throws -> [String] {
    try texts.flatMap { path, _, text in try MarkdownDocument.parse(text[language], file: path).images.map(\.path) }
  }
}
