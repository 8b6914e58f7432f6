import ArgumentParser

struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Turn plans into GeoJSON and back.",
    subcommands: [PlanImport.self, PlanExport.self])
}
