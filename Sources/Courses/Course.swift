import Assessment
import Essentials
import Foundation
import Markup
import TwinPacks

/// A course as read from its source: lessons in two languages, assignments, figures.
///
/// Loading is lenient about content, so that `check()` can name every mistake at once; a course with errors is not
/// exported.
public struct Course: Sendable {
  public let manifest: CourseManifest
  /// In reading order.
  public let lessons: [Lesson]
  /// In the manifest's order, with their keys; only those that could be read.
  public let assignments: [Assignment]
  /// What may be shown of the assignments.
  public let sheets: [AssignmentSheet]
  /// By path from the course's root, such as `figures/shade.nl.svg`.
  public let figures: [String: FigureFile]
  /// Where the content comes from.
  public let files: CourseFiles
  /// What was found wrong while reading.
  let problems: [Diagnostic]

  /// Reads a course's source folder.
  /// - Throws: as `load(_:)` of files.
  public static func load(_ folder: URL) throws -> Course { try load(.folder(folder)) }

  /// Reads a course.
  /// - Throws: `YAMLError`, `PackError.manifest`, `CourseError` or `FileError` when the manifest cannot be read.
  public static func load(_ files: CourseFiles) throws -> Course {
    let manifest = try CourseManifest(files.document(CourseManifest.fileName))
    var problems: [Diagnostic] = []
    let lessons = manifest.lessons.compactMap { lesson($0, files, &problems) }
    let assignments = manifest.assignments.compactMap { assignment($0, files, &problems) }
    let figures = figures(files, &problems)
    return Course(
      manifest: manifest, lessons: lessons, assignments: assignments, sheets: assignments.map(AssignmentSheet.init),
      figures: figures, files: files, problems: problems)
  }

  private static func lesson(_ id: String, _ files: CourseFiles, _ problems: inout [Diagnostic]) -> Lesson? {
    let present = Language.allCases.filter { files.contains(Lesson.path(id, $0)) }
    guard !present.isEmpty else {
      problems.append(CourseError.missingLesson(path: Lesson.path(id, .nl)).diagnostic)
      return nil
    }
    var documents: [Language: MarkdownDocument] = [:]
    for language in Language.allCases {
      let path = Lesson.path(id, language)
      guard files.contains(path) else {
        problems.append(CourseError.missingTranslation(.init(file: path), language).diagnostic)
        continue
      }
      do {
        let document = MarkdownDocument.parse(try files.data(path), file: path)
        problems += document.problems
        documents[language] = document
      } catch {
        problems.append(Diagnostic(from: error))
      }
    }
    guard let any = documents[.nl] ?? documents[.en] else { return nil }
    return Lesson(id: id, nl: documents[.nl] ?? any, en: documents[.en] ?? any)
  }

  private static func assignment(
    _ id: String, _ files: CourseFiles, _ problems: inout [Diagnostic]
  ) -> Assignment? {
    let path = "assignments/\(id).yaml"
    guard files.contains(path) else {
      problems.append(CourseError.missingAssignment(path: path).diagnostic)
      return nil
    }
    do {
      let assignment = try Assignment.load(
        files.document(path),
        exercise: { id in
          let exercise = "exercises/\(id).yaml"
          guard files.contains(exercise) else {
            throw CourseError.missingExercise(.init(file: path, key: "exercises"), id)
          }
          return try files.document(exercise)
        }, file: files.data)
      guard assignment.id == id else {
        throw CourseError.otherIdentifier(assignment.location, expected: id, found: assignment.id)
      }
      return assignment
    } catch {
      problems.append(Diagnostic(from: error))
      return nil
    }
  }

  private static func figures(_ files: CourseFiles, _ problems: inout [Diagnostic]) -> [String: FigureFile] {
    var figures: [String: FigureFile] = [:]
    for path in files.paths where path.hasPrefix("figures/") && !isReadMe(path) {
      do {
        figures[path] = try FigureFile(files.data(path), file: path)
      } catch {
        problems.append(Diagnostic(from: error))
      }
    }
    return figures
  }

  /// Notes on where figures come from may lie beside them.
  private static func isReadMe(_ path: String) -> Bool { path.hasSuffix(".md") }

  /// What the course is called in exports: `publisher-name`.
  public var fileName: String { "\(manifest.name.publisher)-\(manifest.name.name)" }

  /// The format of this id.
  /// - Throws: `CourseError.unknownFormat`, `.refused` with every error of the course, and what the format throws.
  public func export(as format: String, options: ExportOptions = ExportOptions()) throws -> CourseExport {
    guard let type = Formats.all.first(where: { $0.id == format }) else {
      throw CourseError.unknownFormat(format, known: Formats.all.map { $0.id })
    }
    let errors = check().filter { $0.severity == .error }
    guard errors.isEmpty else { throw CourseError.refused(errors) }
    return try type.export(self, options: options)
  }

  /// The formats that a course can leave in: id and what people call it.
  public static var formats: [(id: String, title: LocalizedText)] { Formats.all.map { ($0.id, $0.title) } }
}
