import Essentials

/// What may be shown to a student or leave in an export: never a key, a tolerance, a reference plan or a target
/// solution.
public struct StudentView: Codable, Hashable, Sendable {
  /// The form of the answer, by which a page draws its field and an export picks its question type.
  public enum Response: Codable, Hashable, Sendable {
    /// A number with a unit; the symbol as people see it.
    case quantity(unit: String)
    /// A plan as GeoJSON.
    case plan
  }

  /// What is looked at, as the student is told beforehand.
  public struct Criterion: Codable, Hashable, Sendable {
    public var title: LocalizedText
    public var points: Double
    /// What earns all points, in words.
    public var target: LocalizedText

    public init(title: LocalizedText, points: Double, target: LocalizedText) {
      self.title = title
      self.points = points
      self.target = target
    }
  }

  public var id: String
  public var version: String
  public var title: LocalizedText
  /// Markdown.
  public var prompt: LocalizedText
  public var points: Double
  public var response: Response
  /// The question to which a person reads the answer; nothing is graded.
  public var reasoning: LocalizedText?
  /// The exercise whose first run this answer must precede.
  public var beforeRunOf: String?
  public var criteria: [Criterion]
  /// Budget and other conditions, in words.
  public var conditions: [LocalizedText]

  init(
    _ header: ExerciseHeader, points: Double, response: Response,
    beforeRunOf: String? = nil, criteria: [Criterion] = [], conditions: [LocalizedText] = []
  ) {
    id = header.id
    version = header.version
    title = header.title
    prompt = header.prompt
    self.points = points
    self.response = response
    reasoning = header.reasoning
    self.beforeRunOf = beforeRunOf
    self.criteria = criteria
    self.conditions = conditions
  }
}
