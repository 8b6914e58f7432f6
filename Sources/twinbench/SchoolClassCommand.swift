import ArgumentParser
import Classroom
import Essentials
import Foundation

struct SchoolClassCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "class",
    abstract: "Make a class, or find it by its name, and see to it that it has so many students.")

  @Argument(help: "The name of the class.")
  var name: String

  @Option(help: "The log-in name of the teacher.")
  var teacher: String

  @Option(help: "How many students the class must have at least; new ones are called student-1, student-2, ...")
  var students: Int = 0

  @OptionGroup var school: SchoolOptions

  func validate() throws {
    guard (0...100).contains(students) else { throw ValidationError("--students must be between 0 and 100.") }
  }

  /// What a program needs to let these students in.
  struct Answer: Encodable {
    struct Student: Encodable {
      var account: Account
      var returnCode: String
    }

    var schoolClass: SchoolClass
    var students: [Student]
  }

  func run() async throws {
    let (name, teacherName, count, common) = (name, teacher, students, school.common)
    try await school.carryOut { database in
      guard let teacher = try await database.teacher(named: teacherName) else { throw PeopleError.wrongLogin }
      var found = try await database.schoolClasses(taughtBy: teacher.id).first { $0.name == name }
      if found == nil { found = try await database.makeClass(name: name, teacher: teacher.id) }
      guard let schoolClass = found else { throw PeopleError.noSuchClass }
      var number = 0
      while try await database.members(ofClass: schoolClass.id).count < count {
        number += 1
        let nickname = common.language == .nl ? "leerling-\(number)" : "student-\(number)"
        do {
          _ = try await database.addStudent(
            nickname: nickname, toClass: schoolClass.id, language: common.language)
        } catch PeopleError.nicknameTaken { continue }
      }
      var answer = Answer(schoolClass: schoolClass, students: [])
      for account in try await database.members(ofClass: schoolClass.id) {
        guard let code = try await database.returnCode(of: account.id) else { continue }
        answer.students.append(.init(account: account, returnCode: code))
      }
      if common.json { return try common.printJSON(answer) }
      let head = LocalizedText(
        nl: "Klas \(schoolClass.name), klascode \(schoolClass.joinCode)",
        en: "Class \(schoolClass.name), class code \(schoolClass.joinCode)")[common.language]
      let rows = answer.students.map { "  \(ReadableCode.grouped($0.returnCode))  \($0.account.name)" }
      try common.printText(([head] + rows).joined(separator: "\n"))
    }
  }
}
