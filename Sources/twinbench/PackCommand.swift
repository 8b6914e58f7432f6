import ArgumentParser

struct PackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack", abstract: "Build, check, install and look at twin packs.",
    subcommands: [PackBuild.self, PackVerify.self, PackInstall.self, PackList.self, PackInspect.self])
}
