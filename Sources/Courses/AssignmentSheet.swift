import Essentials

/// What a page or an export may show of an assignment. Keys, tolerances, reference plans and what they are computed
/// from have no place in it, so nothing that is made of it can give them away.
public struct AssignmentSheet: Hashable, Sendable {
  /// One exercise as a student sees it.
  public struct Exercise: Hashable, Sendable {
    /// The form of the answer.
    public enum Response: Hashable, Sendable {
      /// A number in this unit, as people see its symbol.
      case quantity(unit: String)
      case plan
    }

    /// What is looked at.
    public struct Criterion: Hashable, Sendable {
      public var title: LocalizedText
      public var points: Double
      public var target: LocalizedText

      public init(title: LocalizedText, points: Double, target: LocalizedText) {
        (self.title, self.points, self.target) = (title, points, target)
      }
    }

    public var id: String
    public var title: LocalizedText
    /// Markdown.
    public var prompt: LocalizedText
    public var points: Double
    public var response: Response
    /// A question that a person reads the answer to.
    public var reasoning: LocalizedText?
    public var criteria: [Criterion]
    /// Budget and other conditions, in words.
    public var conditions: [LocalizedText]

    public init(
      id: String, title: LocalizedText, prompt: LocalizedText, points: Double, response: Response,
      reasoning: LocalizedText? = nil, criteria: [Criterion] = [], conditions: [LocalizedText] = []
    ) {
      self.id = id
      self.title = title
      self.prompt = prompt
      self.points = points
      self.response = response
      self.reasoning = reasoning
      self.criteria = criteria
      self.conditions = conditions
    }
  }

  public var id: String
  public var version: String
  public var title: LocalizedText
  /// Markdown.
  public var introduction: LocalizedText
  public var exercises: [Exercise]

  public init(
    id: String, version: String, title: LocalizedText, introduction: LocalizedText, exercises: [Exercise]
  ) {
    self.id = id
    self.version = version
    self.title = title
    self.introduction = introduction
    self.exercises = exercises
  }

  /// The most points that can be earned.
  public var points: Double { exercises.reduce(0) { $0 + $1.points } }
}
