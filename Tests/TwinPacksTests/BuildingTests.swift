import Archives
import Essentials
import Foundation
import TestSupport
import Testing

@testable import TwinPacks

@Suite("Building a pack")
struct BuildingTests {
  static let top = "voorbeeld-straat-1.2.0"

  @Test("what was built is verified with the same identity, and holds the source's files")
  func roundTrip() throws {
    try TestFolders.withTemporaryFolder { folder in
      let (file, identity) = try PackFixture.build(in: folder)
      let contents = try PackVerifier.verify(file)
      #expect(contents.identity == identity)
      #expect(contents.manifest == (try PackManifest.parse(PackFixture.manifest, file: "pack.yaml")))
      let expected = Set(PackFixture.files.keys).union(["pack.yaml", "datapackage.json", "ro-crate-metadata.json"])
      #expect(Set(contents.files.map(\.path)) == expected)
      let unpacked = try PackFixture.unpack(file)
      for (path, text) in PackFixture.files {
        #expect(unpacked["\(Self.top)/data/\(path)"] == Data(text.utf8))
        #expect(contents.file(path)?.sha256 == Digest.sha256(text))
      }
      #expect(identity.digest == Digest.sha256(try #require(unpacked["\(Self.top)/tagmanifest-sha512.txt"])))
    }
  }

  @Test("two builds at different times give the same bytes")
  func reproducible() throws {
    try TestFolders.withTemporaryFolder { folder in
      let first = try PackFixture.build(in: folder, named: "a.twinpack")
      let second = try PackFixture.build(in: folder, named: "b.twinpack")
      #expect(first.identity == second.identity)
      #expect(try Data(contentsOf: first.file) == Data(contentsOf: second.file))
    }
  }

  @Test("another content, version or dependency gives another digest")
  func digestCovers() throws {
    try TestFolders.withTemporaryFolder { folder in
      var files = PackFixture.files
      files["data/trees.csv"] = "tree_id,height_m,species\n1,8.6,linde\n"
      let plain = try PackFixture.build(in: folder, named: "a.twinpack").identity.digest
      let other = try PackFixture.build(in: folder, named: "b.twinpack", files: files).identity.digest
      let date = PackFixture.manifest.replacingOccurrences(of: "date: 2026-11-21", with: "date: 2026-11-22")
      let later = try PackFixture.build(in: folder, named: "c.twinpack", manifest: date).identity.digest
      #expect(Set([plain, other, later]).count == 3)
    }
  }

  @Test("dependency digests are filled in, and one that differs is refused")
  func dependencies() throws {
    try TestFolders.withTemporaryFolder { folder in
      let digest = Digest.sha256("base")
      let needs = PackFixture.manifest + "dependencies:\n  - {name: voorbeeld/basis, version: 1.0.0}\n"
      let source = try PackFixture.source(in: folder, manifest: needs)
      let output = folder.appendingPathComponent("x.twinpack")
      #expect(throws: PackError.notInstalled(reference: try #require(PackReference("voorbeeld/basis@1.0.0")))) {
        try PackBuilder.build(source: source, output: output)
      }
      #expect(!FileManager.default.fileExists(atPath: output.path))
      try PackBuilder.build(source: source, output: output, dependencyDigest: { _, _ in digest })
      let manifest = try PackVerifier.verify(output).manifest
      #expect(manifest.dependencies.map(\.digest) == [digest])
      let stated = needs.replacingOccurrences(
        of: "1.0.0}", with: "1.0.0, digest: \(Digest.sha256("other").hex)}")
      let second = try PackFixture.source(in: folder.appendingPathComponent("2"), manifest: stated)
      let error = #expect(throws: PackError.self) {
        try PackBuilder.build(source: second, output: output, dependencyDigest: { _, _ in digest })
      }
      #expect(error?.diagnostic.code == "pack.dependencyDiffers")
    }
  }

  @Test(
    "what does not belong in a source is refused by name",
    arguments: [
      (".hidden", "pack.source.hidden"), ("data/.DS_Store", "pack.source.hidden"),
      ("notes.txt", "pack.source.unknownTopLevel"), ("scripts/run.sh", "pack.source.unknownTopLevel"),
      ("data/50%.csv", "pack.source.percent"), ("data/con.txt", "archive.name.deviceName"),
      ("data/a:b.txt", "archive.name.forbiddenCharacter"), ("data/cafe\u{301}.txt", "archive.name.notComposed"),
      ("data/Trees.csv", "archive.collision"), ("data/bad.schema.json/x", ""),
    ])
  func foreignFiles(_ path: String, _ code: String) throws {
    try TestFolders.withTemporaryFolder { folder in
      let source = try PackFixture.source(in: folder)
      try PackFixture.add(path, Data("x".utf8), to: source)
      let output = folder.appendingPathComponent("x.twinpack")
      if code.isEmpty {
        try PackBuilder.build(source: source, output: output)
        return
      }
      do {
        try PackBuilder.build(source: source, output: output)
        Issue.record("was built")
      } catch {
        let diagnostic = Diagnostic(from: error)
        #expect(diagnostic.code == code)
        #expect(!diagnostic.what.nl.isEmpty && !diagnostic.remedy.en.isEmpty)
      }
      #expect(PackFixture.tree(folder).allSatisfy { $0.hasPrefix("source") })
    }
  }

  @Test("links and special files in a source are refused")
  func links() throws {
    try TestFolders.withTemporaryFolder { folder in
      let source = try PackFixture.source(in: folder)
      let link = source.appendingPathComponent("data/passwd.txt")
      try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "/etc/passwd")
      #expect(throws: PackError.source(path: link.path, .link)) { try PackSource.open(source) }
      try FileManager.default.removeItem(at: link)
      #expect(mkfifo(link.path, 0o600) == 0)
      #expect(throws: PackError.source(path: link.path, .special)) { try PackSource.open(source) }
    }
  }

  @Test("a table schema that is no schema is named") func schema() throws {
    try TestFolders.withTemporaryFolder { folder in
      var files = PackFixture.files
      files["data/trees.schema.json"] = "{}"
      let error = #expect(throws: PackError.self) { try PackFixture.build(in: folder, files: files) }
      #expect(error?.diagnostic.code == "pack.source.schemaMalformed")
      #expect(error?.diagnostic.location.file?.hasSuffix("data/trees.schema.json") == true)
    }
  }

  @Test("an area needs an area type and an extent") func areaNeedsExtent() throws {
    try TestFolders.withTemporaryFolder { folder in
      let lines = PackFixture.manifest.split(separator: "\n")
        .filter { !$0.hasPrefix("areaType") && !$0.hasPrefix("extent") }
      let text = lines.joined(separator: "\n") + "\n"
      let error = #expect(throws: PackError.self) { try PackFixture.build(in: folder, manifest: text) }
      #expect(error?.diagnostic.code == "pack.source.areaWithoutExtent")
      let rest = PackFixture.files.filter { !$0.key.hasPrefix("area/") }
      try PackFixture.build(in: folder, named: "lessons.twinpack", manifest: text, files: rest)
    }
  }

  private struct Fussy: PackLinter {
    let severity: Diagnostic.Severity

    func lint(_ source: URL) throws -> [Diagnostic] {
      [
        Diagnostic(
          "test.fussy", severity: severity, what: LocalizedText(verbatim: "no"),
          at: .init(file: source.appendingPathComponent("measures/tree.yaml").path),
          remedy: LocalizedText(verbatim: "yes"))
      ]
    }
  }

  @Test("a title of several lines stays one field of bag-info.txt") func longTitle() throws {
    try TestFolders.withTemporaryFolder { folder in
      let text = PackFixture.manifest.replacingOccurrences(
        of: "\"Straat van de toekomst\"", with: "\"Straat\\nPayload-Oxum: 0.0\"")
      let (file, _) = try PackFixture.build(in: folder, manifest: text)
      let info = try #require(try PackFixture.unpack(file)["\(Self.top)/bag-info.txt"])
      let fields = try #require(Bag.parseInfo(String(decoding: info, as: UTF8.self)))
      #expect(fields["External-Description"] == "Straat Payload-Oxum: 0.0")
      #expect(try PackVerifier.verify(file).manifest.title.nl == "Straat\nPayload-Oxum: 0.0")
    }
  }

  @Test("a linter's error stops the building, its warning does not") func linters() throws {
    try TestFolders.withTemporaryFolder { folder in
      let source = try PackFixture.source(in: folder)
      let output = folder.appendingPathComponent("x.twinpack")
      let error = #expect(throws: PackError.self) {
        try PackBuilder.build(source: source, output: output, linters: [Fussy(severity: .error)])
      }
      #expect(error?.diagnostics.map(\.code) == ["test.fussy"])
      #expect(error?.diagnostic.code == "test.fussy")
      try PackBuilder.build(source: source, output: output, linters: [Fussy(severity: .warning)])
    }
  }

  @Test("a large file of equal numbers is stored rather than taken for a bomb") func equalNumbers() throws {
    try TestFolders.withTemporaryFolder { folder in
      let source = try PackFixture.source(in: folder)
      try PackFixture.add("data/zeros.txt", Data(repeating: 0x30, count: 20 << 20), to: source)
      let output = folder.appendingPathComponent("x.twinpack")
      try PackBuilder.build(source: source, output: output)
      let zeros = try #require(try ZipStructure.check(output).entries.first { $0.path.hasSuffix("zeros.txt") })
      #expect(zeros.packedSize == zeros.size)
    }
  }

  @Test("limits are looked at before any work is done") func limits() throws {
    try TestFolders.withTemporaryFolder { folder in
      let source = try PackFixture.source(in: folder)
      let output = folder.appendingPathComponent("x.twinpack")
      for (limits, code) in [
        (ArchiveLimits(entries: 10), "archive.limit.entries"),
        (ArchiveLimits(entryBytes: 100), "archive.limit.entryBytes"),
        (ArchiveLimits(totalBytes: 300), "archive.limit.totalBytes"),
      ] {
        let error = #expect(throws: ArchiveError.self) {
          try PackBuilder.build(source: source, output: output, limits: limits)
        }
        #expect(error?.diagnostic.code == code)
      }
    }
  }

  @Test("cancelled work leaves nothing") func cancelled() throws {
    try TestFolders.withTemporaryFolder { folder in
      let source = try PackFixture.source(in: folder)
      let context = WorkContext()
      context.cancellation.cancel()
      #expect(throws: CancellationError.self) {
        try PackBuilder.build(source: source, output: folder.appendingPathComponent("x.twinpack"), context: context)
      }
      #expect(PackFixture.tree(folder).allSatisfy { $0.hasPrefix("source") })
    }
  }

  @Test("an existing pack stays when a new build fails") func existingStays() throws {
    try TestFolders.withTemporaryFolder { folder in
      let (file, _) = try PackFixture.build(in: folder)
      let before = try Data(contentsOf: file)
      #expect(throws: PackError.self) { try PackFixture.build(in: folder, manifest: "name: x") }
      #expect(try Data(contentsOf: file) == before)
    }
  }
}

@Suite("The public validators", .enabled(if: Validators.available, "needs TWINBENCH_VALIDATORS"))
struct ValidatorTests {
  @Test("bagit, frictionless and roc-validator pass what we build") func pass() throws {
    try TestFolders.withTemporaryFolder { folder in
      // Kinds that validators may take for tables, or not know at all.
      var files = PackFixture.files
      for kind in ["xlsx", "gpkg", "jsonl", "parquet", "svg", "geojson", "tsv"] { files["data/ander.\(kind)"] = "x\n" }
      let (file, _) = try PackFixture.build(in: folder, files: files)
      let process = Process()
      process.executableURL = TestFolders.repository.appendingPathComponent("scripts/pack-check")
      process.arguments = [file.path]
      let output = Pipe()
      process.standardOutput = output
      process.standardError = output
      try process.run()
      let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(text)")
      print(text)
    }
  }
}

enum Validators {
  static let available =
    ProcessInfo.processInfo.environment["TWINBENCH_VALIDATORS"].map {
      FileManager.default.fileExists(atPath: $0 + "/bin/bagit.py")
    } ?? false
}
