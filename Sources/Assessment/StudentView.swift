import Essentials

/// What may be shown to a student or leave in an export: never a key, a tolerance, a reference plan or a target
/// solution.
public struct StudentView: Codable, Hashable, Sendable {
  /// How the exercise is answered, by which a page draws its field and an export picks its question type. It says so
  /// itself, so that neither has to know the kinds of exercises.
  public struct Response: Codable, Hashable, Sendable {
    /// The part of a `SubmittedAnswer` that holds the answer.
    public enum Form: String, Codable, Sendable {
      case value, plan
    }

    public var form: Form
    /// In words, for the student.
    public var instruction: LocalizedText
    /// Of a number, as people see it; nil for other answers.
    public var unit: String?
    /// What there is to choose from; empty where the answer is free.
    public var options: [LocalizedText]

    /// - Parameter options: in the order in which they are shown; it must not tell which is right.
    public static func value(
      _ instruction: LocalizedText, unit: String? = nil, options: [LocalizedText] = []
    ) -> Response {
      Response(form: .value, instruction: instruction, unit: unit, options: options)
    }

    /// A plan as GeoJSON.
    public static let plan = Response(
      form: .plan,
      instruction: LocalizedText(
        nl: "Je antwoord is een plan: maatregelen op de kaart.", en: "Your answer is a plan: measures on the map."),
      unit: nil, options: [])
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
