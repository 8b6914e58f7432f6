import Assessment
import Courses
import Essentials
import Foundation
import Jobs
import Scenarios

extension CourseFiles {
  /// The files of a course that was opened to this worker.
  init(_ mounted: MountedCourse) {
    let files = mounted.files
    self.init(paths: Array(files.keys)) { path in
      guard let place = files[path] else { throw FileError.missing(path: path) }
      return try CourseFiles.read(URL(fileURLWithPath: place), named: path)
    }
  }
}

/// Reads a course and everything that its exercises name, and has the exercises answer themselves.
struct CheckCourseTask {
  let job: CheckCourseJob

  func perform(_ context: WorkContext) throws -> CourseReport {
    let course = try Course.load(CourseFiles(job.course))
    var report = CourseReport(
      title: course.manifest.title, lessons: course.lessons.count, assignments: course.assignments.count,
      exercises: course.assignments.reduce(0) { $0 + $1.exercises.count }, samples: 0, diagnostics: course.check())
    for (index, assignment) in course.assignments.enumerated() {
      let count = Double(course.assignments.count)
      let part = context.part(Double(index) / count...Double(index + 1) / count)
      let runner = AssignmentRunner(job.course, cacheFolder: job.cacheFolder, context: part)
      do {
        try check(assignment, runner, &report)
      } catch let error as any DiagnosableError {
        var problem = error.diagnostic
        if problem.location.file == nil { problem.location.file = assignment.location.file }
        report.diagnostics.append(problem)
      }
    }
    context.progress(1, LocalizedText(nl: "Klaar", en: "Done"))
    return report
  }

  private func check(_ assignment: Assignment, _ runner: AssignmentRunner, _ report: inout CourseReport) throws {
    let content = try runner.content(assignment.scenario)
    let kinds = try content.events(assignment.scenario.events).map(\.kind)
    let found = assignment.check(
      symbols: Engine.symbols(kinds: kinds, classes: content.classes, area: content.area),
      indicators: content.indicators, catalogue: content.catalogue)
    report.diagnostics += found
    // With a formula that cannot be read every answer would fail, and say nothing new.
    guard job.samples, !found.contains(where: { $0.severity == .error }) else { return }
    let samples = try SampleCheck(assignment: assignment, runner: runner).report()
    report.samples += samples.graded
    report.diagnostics += samples.problems
  }
}

/// Makes a course into what schools use.
struct ExportCourseTask {
  let job: ExportCourseJob

  func perform(_ context: WorkContext) throws -> CourseExport.Summary {
    context.progress(0, LocalizedText(nl: "Cursus lezen", en: "Reading the course"))
    let course = try Course.load(CourseFiles(job.course))
    let options = try job.address.map { try ExportOptions(address: $0) } ?? ExportOptions()
    let export = try course.export(as: job.format, options: options)
    context.progress(0.5, LocalizedText(nl: "Bestanden schrijven", en: "Writing files"))
    try export.write(to: URL(fileURLWithPath: job.outputFolder).appendingPathComponent(ExportCourseJob.resultName))
    context.progress(1, LocalizedText(nl: "Klaar", en: "Done"))
    return export.summary(named: course.fileName)
  }
}
