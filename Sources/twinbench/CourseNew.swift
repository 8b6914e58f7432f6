import ArgumentParser
import Essentials
import Foundation

struct CourseNew: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Begin a course on an installed area: lessons, an assignment and its exercises.")

  @Argument(help: "The folder to make.")
  var folder: String

  @Option(help: "The area's pack: publisher/name or publisher/name@version.")
  var area: String

  @Option(help: "The course's name: publisher/name (default: my-school/FOLDER).")
  var name: String?

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let (area, name) = (area, name)
    let folder = URL(fileURLWithPath: folder, isDirectory: true)
    let language = common.language
    try await common.carryOut { installation, _ in
      try installation.newCourse(at: folder, area: area, name: name)
    }
    let words = LocalizedText(
      nl: "Klaar: \(folder.path)\nBegin met course.yaml en de lessen; controleer met 'twinbench course check'.",
      en: "Done: \(folder.path)\nBegin with course.yaml and the lessons; check with 'twinbench course check'.")
    try common.printText(words[language])
  }
}
