import Assessment
import Essentials
import Foundation

/// Makes what students see of a course: lessons as HTML that is safe to show, assignments with their exercises, and
/// nothing of the key. Answers `CourseView`.
public struct CourseViewJob: Codable, Sendable {
  public var course: MountedCourse
  /// Where figures (`SHA256.svg`) are written.
  public var viewFolder: String

  public init(course: MountedCourse, viewFolder: String) {
    self.course = course
    self.viewFolder = viewFolder
  }
}

/// A course as a student sees it.
public struct CourseView: Codable, Sendable {
  public struct LessonView: Codable, Sendable {
    public var id: String
    public var title: LocalizedText
    /// Addresses of figures begin with `/api/figures/`.
    public var html: LocalizedText

    public init(id: String, title: LocalizedText, html: LocalizedText) {
      self.id = id
      self.title = title
      self.html = html
    }
  }

  public struct AssignmentView: Codable, Sendable {
    public var pin: AssignmentPin
    public var title: LocalizedText
    public var introductionHTML: LocalizedText
    /// `publisher/name@version` of the area's pack.
    public var area: String
    public var events: [String]
    public var level: String
    public var parameters: [String: [String: Double]]
    public var exercises: [ExerciseView]

    public init(
      pin: AssignmentPin, title: LocalizedText, introductionHTML: LocalizedText, area: String, events: [String],
      level: String, parameters: [String: [String: Double]], exercises: [ExerciseView]
    ) {
      self.pin = pin
      self.title = title
      self.introductionHTML = introductionHTML
      self.area = area
      self.events = events
      self.level = level
      self.parameters = parameters
      self.exercises = exercises
    }
  }

  /// An exercise without its key.
  public struct ExerciseView: Codable, Sendable {
    /// `predict`, `design`, `numeric`, ...
    public var kind: String
    public var student: StudentView
    public var promptHTML: LocalizedText
    /// The limit of the plan's construction cost in euro, where the exercise has one.
    public var budget: Double?
    /// Numbers that the student may watch while working. Only what is told anyway.
    public var goals: [Goal]

    public init(
      kind: String, student: StudentView, promptHTML: LocalizedText, budget: Double?, goals: [Goal]
    ) {
      self.kind = kind
      self.student = student
      self.promptHTML = promptHTML
      self.budget = budget
      self.goals = goals
    }
  }

  public var pin: CoursePin
  public var title: LocalizedText
  public var descriptionHTML: LocalizedText
  public var lessons: [LessonView]
  public var assignments: [AssignmentView]

  public init(
    pin: CoursePin, title: LocalizedText, descriptionHTML: LocalizedText, lessons: [LessonView],
    assignments: [AssignmentView]
  ) {
    self.pin = pin
    self.title = title
    self.descriptionHTML = descriptionHTML
    self.lessons = lessons
    self.assignments = assignments
  }
}
