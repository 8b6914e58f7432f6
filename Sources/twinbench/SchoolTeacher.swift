import ArgumentParser
import Classroom
import Essentials
import Foundation

struct SchoolTeacher: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "teacher",
    abstract: "Make the account of a teacher, or set a new password where the account exists.")

  @Argument(help: "The name to log in with.")
  var name: String

  @Option(help: "A file that holds the password on its first line; - for standard input.")
  var passwordFile: String

  @OptionGroup var school: SchoolOptions

  func run() async throws {
    let (name, file, common) = (name, passwordFile, school.common)
    try await school.carryOut { database in
      let password = try Self.firstLine(of: file)
      let known = try await database.teacher(named: name)
      let account =
        if known == nil {
          try await database.makeTeacher(name: name, password: password, language: common.language)
        } else {
          try await database.setPassword(ofTeacher: name, to: password)
        }
      if common.json { return try common.printJSON(account) }
      let words =
        known == nil
        ? LocalizedText(
          nl: "Het account van \(account.name) is gemaakt.", en: "The account of \(account.name) was made.")
        : LocalizedText(
          nl: "\(account.name) heeft een nieuw wachtwoord.", en: "\(account.name) has a new password.")
      try common.printText(words[common.language])
    }
  }

  /// A password on the command line would be in everybody's list of processes.
  private static func firstLine(of file: String) throws -> String {
    let data: Data
    do {
      data =
        file == "-"
        ? try FileHandle.standardInput.readToEnd() ?? Data() : try Data(contentsOf: URL(fileURLWithPath: file))
    } catch { throw FileError.wrapping(error, path: file) }
    let text = String(decoding: data.prefix(4_096), as: UTF8.self)
    return text.split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init)?
      .trimmingCharacters(in: CharacterSet(charactersIn: "\r")) ?? ""
  }
}
