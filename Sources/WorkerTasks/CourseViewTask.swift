import Assessment
import Courses
import Essentials
import Foundation
import Indicators
import Jobs
import Markup

/// Makes what students see of a course.
struct CourseViewTask {
  let job: CourseViewJob

  func perform(_ context: WorkContext) throws -> CourseView {
    context.progress(0, LocalizedText(nl: "Cursus lezen", en: "Reading the course"))
    let course = try Course.load(CourseFiles(job.course))
    // A course with mistakes is refused as a whole, as by an export: half an assignment helps nobody.
    let errors = course.check().filter { $0.severity == .error }
    if let problem = Diagnostic.first(of: errors) { throw problem }
    let addresses = try figures(of: course)
    let reading = CourseReading(course) { addresses[$0] ?? "" }
    let view = CourseView(
      pin: CoursePin(name: "\(course.manifest.name)", version: "\(course.manifest.version)"),
      title: course.manifest.title, descriptionHTML: try reading.description(),
      lessons: course.lessons.map { .init(id: $0.id, title: $0.title, html: reading.html($0)) },
      assignments: try zip(course.assignments, course.sheets).map { try self.view($0, $1, reading) })
    context.progress(1, LocalizedText(nl: "Klaar", en: "Done"))
    return view
  }

  /// Writes the figures under their digests.
  /// - Returns: the address of each, by its path in the course.
  private func figures(of course: Course) throws -> [String: String] {
    let files = GridFiles(folder: URL(fileURLWithPath: job.viewFolder))
    return try course.figures.mapValues { figure in
      let ending = figure.kind.rawValue
      return "/api/figures/\(try files.put(figure.data, ending: ending).hex).\(ending)"
    }
  }

  private func view(
    _ assignment: Assignment, _ sheet: AssignmentSheet, _ reading: CourseReading
  ) throws -> CourseView.AssignmentView {
    let scenario = assignment.scenario
    return CourseView.AssignmentView(
      pin: AssignmentPin(assignment), title: sheet.title, introductionHTML: try reading.introduction(sheet),
      area: scenario.area, events: scenario.events, level: scenario.level.rawValue, parameters: scenario.parameters,
      exercises: try zip(assignment.exercises, sheet.exercises).map { exercise, student in
        CourseView.ExerciseView(
          kind: type(of: exercise).kind, student: student, promptHTML: try reading.prompt(student),
          budget: exercise.toldBudget, goals: exercise.goals)
      })
  }
}
