import Application
import TestSupport
import Testing

@Suite("A data folder")
struct ServingLockTests {
  @Test("is served by one server at a time, and free again when that ends")
  func oneAtATime() async throws {
    try await TestFolders.withTemporaryFolder { folder in
      var first: ServingLock? = try ServingLock(folder: folder)
      #expect(first != nil)
      #expect(throws: ServingError.self) { () throws in _ = try ServingLock(folder: folder) }
      first = nil
      _ = try ServingLock(folder: folder)
    }
  }
}
