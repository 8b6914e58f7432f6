import ArgumentParser

@main
struct Twinbench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "twinbench")
}
