import Application
import ArgumentParser

/// Which course a submission is judged by.
struct CourseOption: ParsableArguments {
  @Option(help: "A folder, a .twincourse or an installed course (default: the installed one that it names).")
  var course: String?

  var location: CourseLocation? { course.map { CourseLocation($0) } }
}
