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
        nl: "\(report.lessons) lessen, \(report.assignments) toets(en), \(report.exercises) opgaven, "
          + "\(report.samples) proefantwoorden nagekeken",
        en: "\(report.lessons) lessons, \(report.assignments) assignment(s), \(report.exercises) exercises, "
          + "\(report.samples) sample answers graded")
      try common.printText("\(report.title[common.language]): \(verdict[common.language]) (\(counts[common.language]))")
    }
    if !report.isSound { throw CommandFinished(code: 1) }
  }
}
