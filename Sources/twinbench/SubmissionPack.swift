import Application
import ArgumentParser
import Essentials
import Foundation

struct SubmissionPack: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack", abstract: "Make a .twinsubmission from submission.yaml and plans, running what it says.")

  @Argument(help: "A submission.yaml.")
  var source: String

  @Option(name: [.short, .long], help: "The file to write (default: FOLDER.twinsubmission here).")
  var output: String?

  @Option(help: "A folder with course.yaml, a .twincourse, or publisher/name[@version] of an installed course.")
  var course: String

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let source = URL(fileURLWithPath: source)
    let name = source.standardizedFileURL.deletingLastPathComponent().lastPathComponent
    let output = URL(fileURLWithPath: output ?? "\(name).twinsubmission")
    let location = CourseLocation(course)
    let packed = try await common.carryOut { installation, progress in
      try await installation.packSubmission(source, course: location, output: output, progress: progress)
    }
    if common.json {
      try common.printJSON(packed)
    } else {
      let head = packed.head
      for remark in packed.remarks { Console.error(remark.rendered(in: common.language) + "\n") }
      try common.printText(
        "\(output.path)\n\(head.assignment.id) \(head.assignment.version)  \(head.pseudonym)  \(head.digest)")
    }
  }
}
