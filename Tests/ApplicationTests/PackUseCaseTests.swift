import Application
import Essentials
import Foundation
import TestSupport
import Testing
import TwinPacks

@Suite("Packs through a confined worker")
struct PackUseCaseTests {
  @Test("Two builds of a pack with a generated area are byte-identical, whatever the number of threads")
  func reproducible() async throws {
    let prepared = try await PreparedLibrary.shared
    try await TestFolders.withTemporaryFolder { folder in
      let one = try Installation(home: prepared.home, threads: 1)
      let again = folder.appendingPathComponent("again.twinpack")
      _ = try await one.buildPack(
        source: PreparedLibrary.source("straat-van-de-toekomst"), output: again, data: nil
      ) { _ in }
      #expect(try Data(contentsOf: again) == Data(contentsOf: prepared.street))
    }
  }

  @Test(
    "What we ship passes bagit, frictionless and roc-validator",
    .enabled(if: ProcessInfo.processInfo.environment["TWINBENCH_VALIDATORS"] != nil, "needs TWINBENCH_VALIDATORS"))
  func validators() async throws {
    let prepared = try await PreparedLibrary.shared
    let process = Process()
    process.executableURL = TestFolders.repository.appendingPathComponent("scripts/pack-check")
    process.arguments = [prepared.base.path, prepared.street.path]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(said)")
  }

  @Test("What is installed is listed and found by name and version")
  func list() async throws {
    let prepared = try await PreparedLibrary.shared
    let installation = try Installation(home: prepared.home)
    #expect(
      Set(try installation.packs().map { "\($0.identity.reference)" })
        == ["twinbench/basis-nl@0.1.0", "twinbench/straat-van-de-toekomst@0.1.0"])
    let street = try installation.pack("twinbench/straat-van-de-toekomst")
    #expect(street.manifest.synthetic)
    let base = try installation.pack("twinbench/basis-nl@0.1.0")
    #expect(street.manifest.dependencies.map(\.digest) == [base.identity.digest])
    #expect(throws: ApplicationError.self) { try installation.pack("twinbench/niets") }
    #expect(throws: ApplicationError.self) { try installation.pack("geen naam") }
  }

  @Test("A truncated archive is refused and leaves the library as it was")
  func truncated() async throws {
    let prepared = try await PreparedLibrary.shared
    try await TestFolders.withTemporaryFolder { folder in
      let installation = try Installation(home: folder.appendingPathComponent("home"))
      let cut = folder.appendingPathComponent("cut.twinpack")
      try Data(contentsOf: prepared.base).prefix(4000).write(to: cut)
      let error = await #expect(throws: Diagnostic.self) {
        _ = try await installation.installPack(cut) { _ in }
      }
      #expect(error?.code.hasPrefix("archive.") == true)
      #expect(try installation.packs().isEmpty)
    }
  }

  @Test(
    "An archive whose entry escapes is refused by name", .enabled(if: TestFolders.hasShared, "needs ../shared"),
    arguments: ["path-dotdot-only.zip", "path-abs1.zip", "link-symlink-file.zip"])
  func escape(_ name: String) async throws {
    let shared = try #require(TestFolders.shared)
    let archive = shared.appendingPathComponent("archives/own/\(name)")
    try #require(FileManager.default.fileExists(atPath: archive.path))
    try await TestFolders.withTemporaryFolder { folder in
      let installation = try Installation(home: folder)
      await #expect(throws: Diagnostic.self) { _ = try await installation.installPack(archive) { _ in } }
      #expect(try installation.packs().isEmpty)
    }
  }

  @Test("A pack whose base is not installed is refused at building and at installing")
  func dependency() async throws {
    let prepared = try await PreparedLibrary.shared
    try await TestFolders.withTemporaryFolder { folder in
      let installation = try Installation(home: folder.appendingPathComponent("home"))
      await #expect(throws: ApplicationError.self) {
        _ = try await installation.buildPack(
          source: PreparedLibrary.source("straat-van-de-toekomst"), output: folder.appendingPathComponent("x.twinpack"),
          data: nil
        ) { _ in }
      }
      await #expect(throws: ApplicationError.self) { _ = try await installation.installPack(prepared.street) { _ in } }
      #expect(try installation.packs().isEmpty)
    }
  }

  @Test("Content that the engine cannot read stops the build, with file, line and key; no archive appears")
  func badContent() async throws {
    let prepared = try await PreparedLibrary.shared
    let card = try String(
      contentsOf: PreparedLibrary.source("basis-nl").appendingPathComponent("measures/lawn.yaml"), encoding: .utf8)
    for (text, code) in [
      (card.replacing("amount: 27.5", with: "amount: -27.5"), "yaml.outOfRange"),
      (card.replacing("geometry: polygon", with: "geometry: [polygon"), "yaml.malformed"),
    ] {
      try await TestFolders.withTemporaryFolder { folder in
        let source = try PreparedLibrary.copy("basis-nl", to: folder, replacing: "measures/lawn.yaml", with: text)
        let output = folder.appendingPathComponent("x.twinpack")
        let installation = try Installation(home: prepared.home)
        let error = await #expect(throws: Diagnostic.self) {
          _ = try await installation.buildPack(source: source, output: output, data: nil) { _ in }
        }
        #expect(error?.code == code)
        #expect(error?.location.file == "measures/lawn.yaml")
        #expect((error?.location.line ?? 0) > 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["basis-nl"])
      }
    }
  }

  @Test("The template of a pack builds as it is, and can be installed")
  func template() async throws {
    try await TestFolders.withTemporaryFolder { folder in
      let installation = try Installation(home: folder.appendingPathComponent("home"))
      let archive = folder.appendingPathComponent("template.twinpack")
      let template = TestFolders.repository.appendingPathComponent("templates/pack", isDirectory: true)
      let built = try await installation.buildPack(source: template, output: archive, data: nil) { _ in }
      #expect(built.files.contains { $0.path == "measures/facade-garden.yaml" })
      _ = try await installation.installPack(archive) { _ in }
      #expect(try installation.packs().map(\.identity) == [built.identity])
    }
  }

  @Test("A folder without pack.yaml is refused")
  func noSource() async throws {
    let prepared = try await PreparedLibrary.shared
    try await TestFolders.withTemporaryFolder { folder in
      let installation = try Installation(home: prepared.home)
      await #expect(throws: ApplicationError.self) {
        _ = try await installation.buildPack(
          source: folder, output: folder.appendingPathComponent("x.twinpack"), data: nil
        ) { _ in }
      }
    }
  }
}
