import Classroom
import Foundation
import TestSupport
import Testing

@Suite("The database of a school")
struct ClassroomDatabaseTests {
  @Test("a file that is no database is refused with its name")
  func refused() throws {
    try TestFolders.withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("classroom.sqlite")
      try Data("This is no database, it is a letter to the head of the school.".utf8).write(to: file)
      #expect(throws: ClassroomError.self) { _ = try ClassroomDatabase(file: file) }
    }
  }
}
