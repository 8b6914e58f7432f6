import Application
import ArgumentParser
import Classroom
import Essentials
import Foundation

/// Accounts and classes from the terminal, for who runs the server. The pages of a running server do the same.
struct SchoolCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "school", abstract: "Teachers and classes of the server, for who runs it.",
    subcommands: [SchoolTeacher.self, SchoolClassCommand.self])
}

/// What these commands share: the database without a server.
struct SchoolOptions: ParsableArguments {
  @OptionGroup var common: CommonOptions

  func carryOut(_ work: @escaping @Sendable (ClassroomDatabase) async throws -> Void) async throws {
    try await common.carryOut { installation, _ in
      try await work(ClassroomDatabase(file: installation.home.appendingPathComponent("classroom.sqlite")))
    }
  }
}
