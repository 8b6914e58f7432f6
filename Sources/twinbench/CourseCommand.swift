import ArgumentParser

struct CourseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "course", abstract: "Write, check, build and export courses.",
    subcommands: [CourseNew.self, CourseCheck.self, CourseBuild.self, CourseExportCommand.self])
}
