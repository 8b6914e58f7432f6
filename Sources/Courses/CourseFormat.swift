import Essentials

/// A form in which a course leaves the building: one type in one file of `Formats/`. Nothing else in the house knows a
/// format by name.
public protocol CourseFormat: Sendable {
  /// What a person types: `cc11`.
  static var id: String { get }
  static var title: LocalizedText { get }

  /// Makes the files. The course has been checked and has no errors.
  /// - Throws: `CourseError`, `MarkupError`.
  static func export(_ course: Course, options: ExportOptions) throws -> CourseExport
}
