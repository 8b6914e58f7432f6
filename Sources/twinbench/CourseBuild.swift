import ArgumentParser
import Essentials
import Foundation

struct CourseBuild: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Make a .twincourse from a course source. Same source, same bytes.")

  @Argument(help: "Folder with course.yaml.")
  var source: String

  @Option(name: [.short, .long], help: "The archive to write (default: FOLDER.twincourse here).")
  var output: String?

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let source = URL(fileURLWithPath: source, isDirectory: true)
    let output = URL(fileURLWithPath: output ?? "\(source.standardizedFileURL.lastPathComponent).twincourse")
    let contents = try await common.carryOut { installation, progress in
      try await installation.buildCourse(source: source, output: output, progress: progress)
    }
    if common.json {
      try common.printJSON(contents.identity)
    } else {
      try common.printText(
        "\(output.path)\n\(contents.identity.name)@\(contents.identity.version)  \(contents.identity.digest)")
    }
  }
}
