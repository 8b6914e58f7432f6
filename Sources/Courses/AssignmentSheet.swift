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
