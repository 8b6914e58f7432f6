import Assessment
import Essentials
import Markup

/// The texts of a course as pieces of HTML for a page that shows them inside itself: safe to insert, for they come
/// from the same reader and writer as the exports, and with nothing of a key.
public struct CourseReading: Sendable {
  private let course: Course
  /// The address of a figure, by its path in the course.
  private let figure: @Sendable (String) -> String

  public init(_ course: Course, figure: @escaping @Sendable (String) -> String) {
    self.course = course
    self.figure = figure
  }

  /// A lesson without its title, which is `lesson.title`.
  public func html(_ lesson: Lesson) -> LocalizedText {
    .each { Self.text(pages($0).lesson(lesson)) }
  }

  /// - Throws: `MarkupError`, `CourseError` for text that cannot be read.
  public func introduction(_ sheet: AssignmentSheet) throws -> LocalizedText {
    try markdown(sheet.introduction, file: "assignments/\(sheet.id).yaml")
  }

  /// - Throws: as `introduction`.
  public func prompt(_ exercise: StudentView) throws -> LocalizedText {
    try markdown(exercise.prompt, file: "exercises/\(exercise.id).yaml")
  }

  /// - Throws: as `introduction`.
  public func description() throws -> LocalizedText {
    try markdown(course.manifest.description, file: CourseManifest.fileName)
  }

  private func markdown(_ text: LocalizedText, file: String) throws -> LocalizedText {
    try LocalizedText(
      nl: Self.text(pages(.nl).markdown(text, file: file)), en: Self.text(pages(.en).markdown(text, file: file)))
  }

  private func pages(_ language: Language) -> CoursePages {
    CoursePages(
      course: course, language: language,
      address: { page in
        switch page {
        case .lesson(let id): "#lesson-\(id)"
        case .assignment(let id): "#assignment-\(id)"
        }
      }, figure: figure)
  }

  private static func text(_ elements: [XMLElement]) -> String {
    elements.map { $0.htmlFragment() }.joined(separator: "\n")
  }
}

extension LocalizedText {
  fileprivate static func each(_ text: (Language) -> String) -> LocalizedText {
    LocalizedText(nl: text(.nl), en: text(.en))
  }
}
