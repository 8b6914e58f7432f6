import Application
import ArgumentParser
import Essentials
import Foundation

struct GradeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade", abstract: "Grade submissions: points for every check, with reasons.")

  @Argument(help: "One or more .twinsubmission files.")
  var submissions: [String]

  @OptionGroup var course: CourseOption
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let location = course.location
    var failed = false
    for submission in submissions {
      let file = URL(fileURLWithPath: submission)
      do {
        let grade = try await common.carryOut { installation, progress in
          try await installation.grade(file, course: location, progress: progress)
        }
        if common.json {
          try common.printJSON(grade)
        } else {
          try common.printText(GradeReport(grade: grade, language: common.language).text)
        }
      } catch let finished as CommandFinished where finished.code == 1 && submissions.count > 1 {
        // One spoiled file does not keep the others from their grade.
        failed = true
      }
    }
    if failed { throw CommandFinished(code: 1) }
  }
}
