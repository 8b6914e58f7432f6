import ArgumentParser

struct SubmissionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submission", abstract: "Make submissions from answers and plans.", subcommands: [SubmissionPack.self])
}
