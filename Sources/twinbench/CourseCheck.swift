import Application
import ArgumentParser
import Essentials
import Foundation

struct CourseCheck: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read a whole course, and answer every exercise right, wrong and invalid to look at the grades.")

  @Argument(help: "A folder with course.yaml, a .twincourse, or publisher/name[@version] of an installed course.")
  var course: String

  @Flag(inversion: .prefixedNo, help: "Answer the exercises; this runs models.")
  var samples = true

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let location = CourseLocation(course)
    let samples = samples
    let report = try await common.carryOut { installation, progress in
      try await installation.checkCourse(location, samples: samples, progress: progress)
    }
    if common.json {
      try common.printJSON(report)
    } else {
      for diagnostic in report.diagnostics { Console.error(diagnostic.rendered(in: common.language) + "\n") }
      let errors = report.diagnostics.count { $0.severity == .error }
      let verdict =
        report.isSound
        ? LocalizedText(nl: "in orde", en: "sound")
        : LocalizedText(
          nl: errors == 1 ? "1 fout" : "\(errors) fouten", en: errors == 1 ? "1 error" : "\(errors) errors")
      let counts = LocalizedText(
        nl: Self.counted(report.lessons, "les", "lessen") + ", "
          + Self.counted(report.assignments, "opdracht", "opdrachten") + ", "
          + Self.counted(report.exercises, "opgave", "opgaven") + ", "
          + Self.counted(report.samples, "proefantwoord", "proefantwoorden") + " nagekeken",
        en: Self.counted(report.lessons, "lesson", "lessons") + ", "
          + Self.counted(report.assignments, "assignment", "assignments") + ", "
          + Self.counted(report.exercises, "exercise", "exercises") + ", "
          + Self.counted(report.samples, "sample answer", "sample answers") + " graded")
      try common.printText("\(report.title[common.language]): \(verdict[common.language]) (\(counts[common.language]))")
    }
    if !report.isSound { throw CommandFinished(code: 1) }
  }

  private static func counted(_ count: Int, _ one: String, _ more: String) -> String {
    "\(count) \(count == 1 ? one : more)"
  }
}
