import Archives
import Essentials
import Foundation
import TestSupport
import Testing

@testable import TwinPacks

@Suite("Verifying a pack")
struct VerifyingTests {
  static let top = "voorbeeld-straat-1.2.0"

  /// One way to spoil a sound pack and the complaint that must follow.
  struct Spoiling: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let code: String
    /// Whether manifests and Payload-Oxum are made to fit again, so that only a deeper check can notice.
    var isResealed = false
    let change: @Sendable (inout [String: Data]) throws -> Void

    init(
      _ name: String, _ code: String, resealed: Bool = false,
      change: @escaping @Sendable (inout [String: Data]) throws -> Void
    ) {
      (testDescription, self.code, isResealed, self.change) = (name, code, resealed, change)
    }
  }

  @Sendable static func text(_ path: String, _ edit: (String) -> String, _ files: inout [String: Data]) {
    files["\(top)/\(path)"] = files["\(top)/\(path)"].map { Data(edit(String(decoding: $0, as: UTF8.self)).utf8) }
  }

  @Sendable static func replace(_ path: String, _ old: String, _ new: String)
    -> @Sendable (inout [String: Data]) throws -> Void
  {
    { files in
      let before = files["\(top)/\(path)"]
      text(path, { $0.replacingOccurrences(of: old, with: new) }, &files)
      // A spoiling that changes nothing would test nothing.
      try #require(files["\(top)/\(path)"] != before)
    }
  }

  static let spoilings: [Spoiling] = [
    Spoiling("changed content", "pack.container.manifestHash") { $0["\(top)/data/data/trees.csv"]?.append(0x0A) },
    Spoiling("missing file", "pack.container.manifestExtra") { $0["\(top)/data/data/trees.csv"] = nil },
    Spoiling("extra file", "pack.container.manifestMissing") { $0["\(top)/data/data/extra.csv"] = Data("x".utf8) },
    Spoiling("fetch.txt", "pack.container.fetch") {
      $0["\(top)/fetch.txt"] = Data("https://example.org/x 1 data/x\n".utf8)
    },
    Spoiling("fetch.txt, resealed", "pack.container.fetch", resealed: true) {
      $0["\(top)/fetch.txt"] = Data("https://example.org/x 1 data/x\n".utf8)
    },
    Spoiling("other tag file", "pack.container.foreignFile") { $0["\(top)/notes.txt"] = Data() },
    Spoiling("second top folder", "pack.container.topFolder") { $0["zzz/notes.txt"] = Data() },
    Spoiling("file beside the top folder", "pack.container.topFolder") { $0["zzz.txt"] = Data() },
    Spoiling("no bagit.txt", "pack.container.missing") { $0["\(top)/bagit.txt"] = nil },
    Spoiling("no tag manifest", "pack.container.missing") { $0["\(top)/tagmanifest-sha512.txt"] = nil },
    Spoiling("no pack.yaml", "pack.container.missing", resealed: true) { $0["\(top)/data/pack.yaml"] = nil },
    Spoiling("no datapackage.json", "pack.container.missing", resealed: true) {
      $0["\(top)/data/datapackage.json"] = nil
    },
    Spoiling("no crate", "pack.container.missing", resealed: true) { $0["\(top)/data/ro-crate-metadata.json"] = nil },
    Spoiling(
      "another BagIt version", "pack.container.bagDeclaration", resealed: true,
      change: replace("bagit.txt", "1.0", "0.97")),
    Spoiling(
      "a changed tag file", "pack.container.manifestHash", change: replace("bag-info.txt", "voorbeeld", "iemand")),
    Spoiling("a wrong Payload-Oxum", "pack.container.payloadOxum") { files in
      files = PackFixture.resealed(files)
      text("bag-info.txt", { $0.replacingOccurrences(of: "Payload-Oxum: ", with: "Payload-Oxum: 1") }, &files)
      let info = try #require(files["\(top)/bag-info.txt"])
      text(
        "tagmanifest-sha512.txt",
        { listing in
          listing.split(separator: "\n").map {
            $0.hasSuffix("  bag-info.txt") ? "\(Digest.sha512(info))  bag-info.txt" : String($0)
          }.joined(separator: "\n") + "\n"
        }, &files)
    },
    Spoiling(
      "another identifier", "pack.container.identifier", resealed: true,
      change: replace("bag-info.txt", "urn:uuid:", "urn:uuid:0")),
    Spoiling(
      "an unreadable bag-info", "pack.container.bagInfo", resealed: true,
      change: replace("bag-info.txt", "Bagging-Date: ", "Bagging-Date ")),
    Spoiling("a manifest line that leaves the bag", "pack.container.manifestLine") { files in
      text("manifest-sha512.txt", { $0 + Digest.sha512(Data()).hex + "  data/../../etc/passwd\n" }, &files)
      let manifest = try #require(files["\(top)/manifest-sha512.txt"])
      text(
        "tagmanifest-sha512.txt",
        { listing in
          listing.split(separator: "\n").map {
            $0.hasSuffix("  manifest-sha512.txt") ? "\(Digest.sha512(manifest))  manifest-sha512.txt" : String($0)
          }.joined(separator: "\n") + "\n"
        }, &files)
    },
    Spoiling("an unknown folder in the payload", "pack.container.foreignFile", resealed: true) {
      $0["\(top)/data/secret/x.txt"] = Data()
    },
    Spoiling(
      "another version in pack.yaml", "pack.container.topFolderName", resealed: true,
      change: replace("data/pack.yaml", "1.2.0", "1.2.1")),
    Spoiling(
      "an unknown key in pack.yaml", "yaml.unknownKey", resealed: true,
      change: replace("data/pack.yaml", "synthetic:", "syntetic:")),
    Spoiling(
      "malformed pack.yaml", "yaml.malformed", resealed: true,
      change: replace("data/pack.yaml", "name: voor", "name: [voor")),
    Spoiling("pack.yaml that nests without end", "yaml.malformed", resealed: true) {
      $0["\(top)/data/pack.yaml"] = Data(String(repeating: "[", count: 200_000).utf8)
    },
    Spoiling("pack.yaml that is not UTF-8", "pack.container.notUTF8", resealed: true) {
      $0["\(top)/data/pack.yaml"] = Data([0xFF, 0xFE, 0x00])
    },
    Spoiling("malformed datapackage.json", "pack.container.json", resealed: true) {
      $0["\(top)/data/datapackage.json"] = Data("{".utf8)
    },
    Spoiling("datapackage.json that nests without end", "pack.container.json", resealed: true) {
      $0["\(top)/data/datapackage.json"] = Data(String(repeating: "[", count: 200_000).utf8)
    },
    Spoiling(
      "a resource outside the pack", "pack.container.resourcePath", resealed: true,
      change: replace("data/datapackage.json", "\"data/trees.csv\"", "\"../../etc/passwd\"")),
    Spoiling(
      "a resource on the internet", "pack.container.resourcePath", resealed: true,
      change: replace("data/datapackage.json", "\"data/trees.csv\"", "\"https://example.org/trees.csv\"")),
    Spoiling(
      "a resource with a wrong hash", "pack.container.resourceHash", resealed: true,
      change: replace("data/datapackage.json", "sha256:", "sha256:0")),
    Spoiling(
      "a crate part outside the pack", "pack.container.cratePath", resealed: true,
      change: replace("data/ro-crate-metadata.json", "\"data/trees.csv\"", "\"../bagit.txt\"")),
    Spoiling(
      "a crate part on this computer", "pack.container.cratePath", resealed: true,
      change: replace("data/ro-crate-metadata.json", "\"data/trees.csv\"", "\"file:///etc/passwd\"")),
    Spoiling(
      "a hidden crate part", "pack.container.cratePath", resealed: true,
      change: replace("data/ro-crate-metadata.json", "\"data/trees.csv\"", "\"%2e%2e/bagit.txt\"")),
    Spoiling("an empty archive", "pack.container.empty") { $0 = [:] },
  ]

  @Test("a spoiled pack is refused for the right reason", arguments: spoilings)
  func spoiled(_ spoiling: Spoiling) throws {
    try TestFolders.withTemporaryFolder { folder in
      var files = try PackFixture.unpack(PackFixture.build(in: folder).file)
      try spoiling.change(&files)
      if spoiling.isResealed { files = PackFixture.resealed(files) }
      let file = folder.appendingPathComponent("spoiled.twinpack")
      try PackFixture.pack(files, to: file)
      do {
        _ = try PackVerifier.verify(file)
        Issue.record("was accepted")
      } catch {
        let diagnostic = Diagnostic(from: error)
        #expect(diagnostic.code == spoiling.code)
        #expect(diagnostic.location.file?.hasPrefix(file.path) == true)
        #expect(!diagnostic.what.nl.isEmpty && !diagnostic.remedy.en.isEmpty)
      }
      // Installing leaves nothing of it either.
      let staging = folder.appendingPathComponent("staging")
      try FileManager.default.createDirectory(at: staging, withIntermediateDirectories: true)
      #expect(throws: (any Error).self) { try PackIntake.stage(file, into: staging) }
      #expect(PackFixture.tree(staging) == [])
    }
  }

  @Test("zipping the same files again, resealed or not, gives the same identity") func rezipped() throws {
    try TestFolders.withTemporaryFolder { folder in
      let (file, identity) = try PackFixture.build(in: folder)
      let files = try PackFixture.unpack(file)
      #expect(PackFixture.resealed(files) == files)
      let again = folder.appendingPathComponent("again.twinpack")
      try ArchiveWriter.write(
        files.map { .init(path: $0.key, content: .data($0.value), isStored: true) }, to: again)
      #expect(try PackVerifier.verify(again).identity == identity)
    }
  }

  @Test("a pack cut off at any length, or with bytes turned, is refused and never crashes") func damaged() throws {
    try TestFolders.withTemporaryFolder { folder in
      let (file, identity) = try PackFixture.build(in: folder)
      let bytes = try Data(contentsOf: file)
      let spoiled = folder.appendingPathComponent("spoiled.twinpack")
      for length in stride(from: 0, to: bytes.count, by: 173) {
        try bytes.prefix(length).write(to: spoiled)
        #expect(throws: ArchiveError.self, "\(length) bytes") { try PackVerifier.verify(spoiled) }
      }
      var random = SeededRandom(seed: 3)
      for _ in 0..<300 {
        var changed = bytes
        changed[random.index(below: changed.count)] ^= UInt8(1 + random.index(below: 255))
        try changed.write(to: spoiled)
        // What passes is a date or a permission bit of the zip: the pack itself is then the same.
        if let contents = try? PackVerifier.verify(spoiled) { #expect(contents.identity == identity) }
      }
    }
  }

  @Test("the shared sample is a sound zip but no twin pack", .enabled(if: TestFolders.hasShared, "needs ../shared"))
  func sample() throws {
    try TestFolders.withTemporaryFolder { folder in
      let sample = try #require(TestFolders.shared).appendingPathComponent("standards/samples/pack-sample")
      var files: [String: Data] = [:]
      for path in PackFixture.tree(sample) {
        let url = sample.appendingPathComponent(path)
        if !url.hasDirectoryPath { files["pack-sample/\(path)"] = try? Data(contentsOf: url) }
      }
      let file = folder.appendingPathComponent("sample.twinpack")
      try PackFixture.pack(files, to: file)
      #expect(try ArchiveReader.read(file).count == files.count)
      #expect(throws: PackError.container(file: file.path, entry: "data/pack.yaml", .missing)) {
        try PackVerifier.verify(file)
      }
    }
  }
}

@Suite("The manifest pack.yaml")
struct ManifestTests {
  private static func parse(_ text: String, archived: Bool = false) throws -> PackManifest {
    try PackManifest.parse(text, file: "pack.yaml", archived: archived)
  }

  @Test("is read whole, and survives JSON and its own YAML") func whole() throws {
    let text =
      PackFixture.manifest + """
        dependencies:
          - {name: voorbeeld/basis, version: 2.0.0-beta.1, digest: \(Digest.sha256("x").hex)}

        """
    let manifest = try Self.parse(text, archived: true)
    #expect(manifest.name == PackName("voorbeeld/straat"))
    #expect(manifest.version == SemanticVersion(1, 2, 0))
    #expect(manifest.title.nl == "Straat van de toekomst")
    #expect(manifest.extent == .init(west: 85_000, south: 447_000, east: 85_500.5, north: 447_500))
    #expect(manifest.authors.map(\.name) == ["Jo de Vries", "Sam"])
    #expect(manifest.synthetic && manifest.language == .nl && manifest.licence == "CC-BY-4.0")
    #expect(manifest.dependencies.first?.reference.description == "voorbeeld/basis@2.0.0-beta.1")
    let json = try JSONEncoder().encode(manifest)
    #expect(try JSONDecoder().decode(PackManifest.self, from: json) == manifest)
    #expect(try Self.parse(manifest.yamlText(), archived: true) == manifest)
  }

  @Test("keeps difficult text through its own YAML") func difficult() throws {
    var manifest = try Self.parse(PackFixture.manifest)
    manifest.title.nl = "\"Aanhaling\": # geen commentaar, 'enkel' \\ en {accolade} — é ☃ 1\n2"
    manifest.authors[0].name = "- yes: null"
    #expect(try Self.parse(manifest.yamlText()) == manifest)
  }

  @Test(
    "names line and key of what is wrong",
    arguments: [
      ("name: voorbeeld/straat", "name: Voorbeeld/straat", "pack.manifest.packName", 1, "name"),
      ("name: voorbeeld/straat", "name: ../straat", "pack.manifest.packName", 1, "name"),
      ("version: 1.2.0", "version: -1.2.0", "pack.manifest.version", 2, "version"),
      ("version: 1.2.0", "version: 1.2", "pack.manifest.version", 2, "version"),
      ("version: 1.2.0", "version: 01.2.0", "pack.manifest.version", 2, "version"),
      ("version: 1.2.0", "version: 1.2.0+build", "pack.manifest.version", 2, "version"),
      ("version: 1.2.0", "version: 99999999999999999999.0.0", "pack.manifest.version", 2, "version"),
      ("version: 1.2.0", "versie: 1.2.0", "yaml.unknownKey", 2, ""),
      ("version: 1.2.0\n", "", "yaml.missingKey", 1, ""),
      (", en: \"Street of the future\"", "", "yaml.missingKey", 3, "title"),
      ("\"Street of the future\"", "\" \"", "yaml.missingTranslation", 3, "title"),
      ("language: nl", "language: de", "yaml.notAChoice", 5, "language"),
      ("licence: CC-BY-4.0", "licence: \"free as in beer\"", "pack.manifest.licence", 6, "licence"),
      ("https://example.org/jo", "javascript:alert(1)", "pack.manifest.webAddress", 10, "authors.0.url"),
      ("areaType: woonwijk\n", "", "pack.manifest.areaAndExtent", 12, "extent"),
      ("west: 85000", "west: 85500.5", "pack.manifest.extentOrder", 13, "extent"),
      ("west: 85000", "west: -85000", "yaml.outOfRange", 13, "extent.west"),
      ("west: 85000", "west: .nan", "yaml.wrongKind", 13, "extent.west"),
      ("synthetic: true", "synthetic: maybe", "yaml.wrongKind", 14, "synthetic"),
      ("date: 2026-11-21", "date: 2026-02-30", "pack.manifest.date", 15, "date"),
      ("date: 2026-11-21", "date: 21-11-2026", "pack.manifest.date", 15, "date"),
      ("\">=0.1.0 <0.2.0\"", "\"~0.1\"", "pack.manifest.engine", 16, "engine"),
      ("name: voorbeeld/straat", "name: [", "yaml.malformed", 0, ""),
    ])
  func wrong(_ old: String, _ new: String, _ code: String, _ line: Int, _ key: String) throws {
    let text = PackFixture.manifest.replacingOccurrences(of: old, with: new)
    try #require(text != PackFixture.manifest)
    do {
      _ = try Self.parse(text)
      Issue.record("was accepted")
    } catch {
      let diagnostic = Diagnostic(from: error)
      #expect(diagnostic.code == code)
      #expect(diagnostic.location.file == "pack.yaml")
      if line > 0 { #expect(diagnostic.location.line == line) }
      #expect((diagnostic.location.key ?? "").hasPrefix(key))
    }
  }

  @Test("lets every dependency be named once and never itself") func dependencyTwice() throws {
    for name in ["voorbeeld/straat", "voorbeeld/basis"] {
      let list = "dependencies: [{name: voorbeeld/basis, version: 1.0.0}, {name: \(name), version: 2.0.0}]\n"
      let error = #expect(throws: PackError.self) { try Self.parse(PackFixture.manifest + list) }
      #expect(error?.diagnostic.code == "pack.manifest.dependencyTwice")
    }
  }

  @Test("needs digests in an archive") func archivedDigest() throws {
    let text = PackFixture.manifest + "dependencies: [{name: voorbeeld/basis, version: 1.0.0}]\n"
    #expect(try Self.parse(text).dependencies.first?.digest == nil)
    let error = #expect(throws: YAMLError.self) { try Self.parse(text, archived: true) }
    #expect(error?.diagnostic.code == "yaml.missingKey")
  }
}

@Suite("Names and versions")
struct VersionTests {
  @Test("versions are ordered as Semantic Versioning orders them") func order() throws {
    let texts = [
      "0.9.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11",
      "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0",
    ]
    let versions = try texts.map { try #require(SemanticVersion($0)) }
    for (index, version) in versions.enumerated() {
      #expect(version.description == texts[index])
      for later in versions[(index + 1)...] { #expect(version < later && !(later < version)) }
      #expect(!(version < version))
    }
  }

  @Test(
    "what is no version is refused",
    arguments: [
      "", "1", "1.2", "1.2.3.4", "-1.0.0", "1.-1.0", "01.0.0", "1.0.0-", "1.0.0-01", "1.0.0-a..b", "1.0.0+x", "v1.0.0",
      " 1.0.0", "1.0.0-é", "1.0.٣",
    ])
  func noVersion(_ text: String) { #expect(SemanticVersion(text) == nil) }

  @Test("a range holds what all its comparisons hold") func range() throws {
    let range = try #require(VersionRange(">=0.1.0 <0.2.0"))
    for (text, holds) in [("0.1.0", true), ("0.1.9", true), ("0.2.0", false), ("0.0.9", false), ("0.1.0-a", false)] {
      #expect(range.contains(try #require(SemanticVersion(text))) == holds)
    }
    #expect(range.description == ">=0.1.0 <0.2.0")
    for text in ["", "0.1.0", "~0.1.0", ">=0.1", ">= 0.1.0"] { #expect(VersionRange(text) == nil) }
  }

  @Test("names are two plain words") func names() throws {
    #expect(PackName("utrecht/straat-1")?.description == "utrecht/straat-1")
    for text in ["straat", "a/b/c", "/b", "a/", "A/b", "a/b_c", "a/-b", "a/b-", "a/b--c", "a/é", "a/.."] {
      #expect(PackName(text) == nil)
    }
    let reference = try #require(PackReference("a/b@1.0.0-rc.1"))
    #expect(reference.archiveName == "a-b-1.0.0-rc.1.twinpack")
    #expect(PackReference("a/b") == nil && PackReference("a/b@x") == nil && PackReference("a/b@1.0.0@2.0.0") == nil)
    #expect(try JSONDecoder().decode(PackReference.self, from: JSONEncoder().encode(reference)) == reference)
  }

  @Test("the identifier follows from name and version, and is a UUID of version 8") func identifier() throws {
    let one = try #require(PackReference("a/b@1.0.0"))
    let other = try #require(PackReference("a/b@1.0.1"))
    #expect(one.urn != other.urn)
    let parts = one.urn.split(separator: ":")
    #expect(parts.count == 3 && UUID(uuidString: String(parts[2])) != nil)
    #expect(one.urn.dropFirst("urn:uuid:".count + 14).first == "8")
  }
}
