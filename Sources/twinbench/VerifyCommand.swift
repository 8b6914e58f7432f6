import ArgumentParser
import Essentials
import Foundation

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Run again what a submission says was run: the same bytes, or the name of the input that differs.")

  @Argument(help: "A .twinsubmission file.")
  var submission: String

  @OptionGroup var course: CourseOption
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let file = URL(fileURLWithPath: submission)
    let location = course.location
    let result = try await common.carryOut { installation, progress in
      try await installation.verifySubmission(file, course: location, progress: progress)
    }
    if common.json {
      try common.printJSON(result)
    } else {
      for difference in result.differences { Console.error(difference.rendered(in: common.language) + "\n") }
      let words =
        result.differences.isEmpty
        ? LocalizedText(
          nl: result.runs == 0
            ? "Er is niets nagerekend: in deze inzending staat geen berekening."
            : "Klopt. Opnieuw doorgerekend: \(result.runs) keer; alles is precies gelijk.",
          en: result.runs == 0
            ? "Nothing was repeated: there is no run in this submission."
            : "Holds. Runs repeated: \(result.runs); everything is exactly equal.")
        : LocalizedText(nl: "Klopt niet; zie hierboven wat verschilt.", en: "Does not hold; see above what differs.")
      try common.printText(words[common.language])
    }
    if !result.differences.isEmpty { throw CommandFinished(code: 1) }
  }
}
