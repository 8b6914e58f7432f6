import Essentials
import Foundation
import Scenarios

/// A course whose files a worker may read.
public struct MountedCourse: Codable, Sendable {
  /// What messages call it: the folder or file as the person named it, or `publisher/name@version`.
  public var name: String
  /// Absolute path of the file, by path in the course.
  public var files: [String: String]
  /// The packs that the course names, by `publisher/name@version`: each first itself, then what it builds on.
  public var packs: [String: [MountedPack]]

  public init(name: String, files: [String: String], packs: [String: [MountedPack]]) {
    self.name = name
    self.files = files
    self.packs = packs
  }
}

/// Reads a whole course and says what is wrong with it; with `samples` also answers every exercise right, wrong and
/// invalid and looks at the grades. Answers `CourseReport`.
public struct CheckCourseJob: Codable, Sendable {
  public var course: MountedCourse
  public var samples: Bool
  public var cacheFolder: String?

  public init(course: MountedCourse, samples: Bool, cacheFolder: String?) {
    self.course = course
    self.samples = samples
    self.cacheFolder = cacheFolder
  }
}

/// What `course check` found.
public struct CourseReport: Codable, Sendable {
  public var title: LocalizedText
  public var lessons: Int
  public var assignments: Int
  public var exercises: Int
  /// How many sample answers were graded; 0 where that was not asked.
  public var samples: Int
  public var diagnostics: [Diagnostic]

  public var isSound: Bool { !diagnostics.contains { $0.severity == .error } }

  public init(
    title: LocalizedText, lessons: Int, assignments: Int, exercises: Int, samples: Int, diagnostics: [Diagnostic]
  ) {
    self.title = title
    self.lessons = lessons
    self.assignments = assignments
    self.exercises = exercises
    self.samples = samples
    self.diagnostics = diagnostics
  }
}

/// Makes a course into what schools use: one file or a folder. Answers `CourseExport.Summary`.
public struct ExportCourseJob: Codable, Sendable {
  public var course: MountedCourse
  /// Id of the format: `cc11`, `html`, ...
  public var format: String
  /// The address of the server where assignments are opened; nil where there is none yet.
  public var address: String?
  /// An empty folder; the file or folder is left in it as `export`.
  public var outputFolder: String

  public init(course: MountedCourse, format: String, address: String?, outputFolder: String) {
    self.course = course
    self.format = format
    self.address = address
    self.outputFolder = outputFolder
  }

  public static let resultName = "export"
}
