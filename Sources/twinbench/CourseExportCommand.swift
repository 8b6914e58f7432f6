import Application
import ArgumentParser
import Courses
import Essentials
import Foundation

struct CourseExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Make a course into what schools use, without answers and keys.")

  @Argument(help: "A folder with course.yaml, a .twincourse, or publisher/name[@version] of an installed course.")
  var course: String

  @Option(name: .customLong("as"), help: "The format: \(Course.formats.map(\.id).joined(separator: ", ")).")
  var format: String

  @Option(name: [.short, .long], help: "The file or folder to write (default: the course's name here).")
  var output: String?

  @Option(help: "Address of the Twinbench server on which students open assignments, such as https://twin.school.nl.")
  var address: String?

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let location = CourseLocation(course)
    let (format, address) = (format, address)
    let output = output.map { URL(fileURLWithPath: $0) }
    let summary = try await common.carryOut { installation, progress in
      try await installation.exportCourse(
        location, format: format, address: address, output: output, progress: progress)
    }
    if common.json {
      try common.printJSON(summary)
      return
    }
    let language = common.language
    for remark in summary.report {
      try common.printText(
        "  \(remark.outcome.title[language]): \(remark.title[language]) – \(remark.reason[language])")
    }
    try common.printText(summary.output)
  }
}

extension CourseExport.Remark.Outcome {
  fileprivate var title: LocalizedText {
    switch self {
    case .taken: LocalizedText(nl: "mee", en: "taken")
    case .changed: LocalizedText(nl: "aangepast", en: "changed")
    case .leftOut: LocalizedText(nl: "weggelaten", en: "left out")
    }
  }
}
