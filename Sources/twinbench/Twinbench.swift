import ArgumentParser
import Essentials
import Foundation
import Scenarios

/// The command line. Exit codes: 0 done, 1 something is wrong with the input or the machine, 2 wrong usage,
/// 130 stopped by Ctrl-C.
@main
struct Twinbench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "twinbench",
    abstract: "Leer met digitale tweelingen van buurten. / Learn with digital twins of neighbourhoods.",
    version: Engine.version,
    subcommands: [
      PackCommand.self, EventCommand.self, PlanCommand.self, RunCommand.self, CourseCommand.self,
      SubmissionCommand.self, GradeCommand.self, VerifyCommand.self, ServeCommand.self, SchoolCommand.self,
    ])

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let finished as CommandFinished {
      Foundation.exit(finished.code)
    } catch {
      let code = exitCode(for: error)
      let message = fullMessage(for: error)
      if code == .success {
        do { try Console.answer(message + "\n") } catch {
          Console.error(Diagnostic(from: error).rendered(in: .nl))
          Foundation.exit(EXIT_FAILURE)
        }
        Foundation.exit(EXIT_SUCCESS)
      }
      Console.error(message)
      Foundation.exit(code == .validationFailure ? 2 : code.rawValue)
    }
  }
}

/// A command that has said everything and ends with a code.
struct CommandFinished: Error {
  var code: Int32
}
