import Areas
import Assessment
import Courses
import Essentials
import Foundation
import Indicators
import Jobs
import Scenarios

/// A course read from its mounted files, with its assignments.
struct LoadedCourse {
  let course: Course
  let mounted: MountedCourse
  /// In the manifest's order; those that cannot be read are left out and told in `problems`.
  private(set) var assignments: [Assignment] = []
  private(set) var problems: [Diagnostic] = []

  /// - Throws: when `course.yaml` itself cannot be read.
  init(_ mounted: MountedCourse) throws {
    self.mounted = mounted
    let files = CourseFiles(mounted)
    course = try Course.load(files)
    for id in course.manifest.assignments {
      do { assignments.append(try Self.assignment(id, files)) } catch let error as any DiagnosableError {
        problems += Diagnostic.all(of: error)
      }
    }
  }

  private static func assignment(_ id: String, _ files: CourseFiles) throws -> Assignment {
    try Assignment.load(
      files.document("assignments/\(id).yaml"), exercise: { try files.document("exercises/\($0).yaml") },
      file: { try files.data($0) })
  }

  /// - Throws: why the assignment cannot be read; `TaskError.noAssignment` when the course has none of that id.
  func assignment(_ id: String) throws -> Assignment {
    guard course.manifest.assignments.contains(id) else {
      throw TaskError.noAssignment(id, course: mounted.name, known: course.manifest.assignments)
    }
    return try Self.assignment(id, CourseFiles(mounted))
  }

  var pin: CoursePin { CoursePin(name: "\(course.manifest.name)", version: "\(course.manifest.version)") }
}

extension CourseFiles {
  init(_ mounted: MountedCourse) {
    let files = mounted.files
    self.init(paths: Array(files.keys)) { path in
      guard let place = files[path] else { throw FileError.missing(path: path) }
      return try CourseFiles.read(URL(fileURLWithPath: place), named: path)
    }
  }
}
