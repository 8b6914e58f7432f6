import ArgumentParser

struct EventCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "event", abstract: "Make weather for scenarios.", subcommands: [EventKNMI.self])
}
