import Application
import Essentials
import Foundation
import TestSupport
import Testing

@Suite("The place where an archive is left")
struct OutputTests {
  private static let text = Data("my work".utf8)

  private func requireRefusal(_ place: URL, _ body: (URL) async throws -> Void) async throws {
    let thrown = await #expect(throws: ApplicationError.self) { try await body(place) }
    #expect(thrown?.diagnostic.code == "application.fileTaken")
  }

  @Test("is not taken from another file, a link or a folder")
  func foreign() async throws {
    try await TestFolders.withTemporaryFolder { folder in
      let installation = try Installation(home: folder.appendingPathComponent("home"))
      let file = folder.appendingPathComponent("submission.yaml")
      try Self.text.write(to: file)
      let link = folder.appendingPathComponent("link.twinpack")
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
      for place in [file, link, folder] {
        try await requireRefusal(place) { place in
          _ = try await installation.packSubmission(file, course: .installed("a/b"), output: place) { _ in }
        }
        try await requireRefusal(place) { place in
          _ = try await installation.buildPack(
            source: PreparedLibrary.source("basis-nl"), output: place, data: nil
          ) { _ in }
        }
      }
      #expect(try Data(contentsOf: file) == Self.text)
      #expect(try Data(contentsOf: link) == Self.text)
    }
  }

  @Test("may hold an earlier archive, or nothing yet")
  func earlier() async throws {
    try await TestFolders.withTemporaryFolder { folder in
      let installation = try Installation(home: folder.appendingPathComponent("home"))
      let archive = folder.appendingPathComponent("base.twinpack")
      try Data().write(to: archive)
      for _ in 1...2 {
        _ = try await installation.buildPack(
          source: PreparedLibrary.source("basis-nl"), output: archive, data: nil
        ) { _ in }
      }
      #expect(try Data(contentsOf: archive).count > 1000)
    }
  }
}
