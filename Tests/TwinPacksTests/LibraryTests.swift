import Archives
import Essentials
import Foundation
import TestSupport
import Testing

@testable import TwinPacks

@Suite("The library of packs")
struct LibraryTests {
  private static func install(_ file: URL, in library: PackLibrary) throws -> PackContents {
    let staging = try library.makeStaging()
    let contents = try PackIntake.stage(file, into: staging.url)
    try library.publish(contents, from: staging)
    return contents
  }

  private static func manifest(version: String) -> String {
    PackFixture.manifest.replacingOccurrences(of: "version: 1.2.0", with: "version: \(version)")
  }

  @Test("an installed pack is found, and every file's content is there") func installs() throws {
    try TestFolders.withTemporaryFolder { folder in
      let (file, identity) = try PackFixture.build(in: folder)
      let library = try PackLibrary(root: folder.appendingPathComponent("library"))
      #expect(try library.list() == [])
      let contents = try Self.install(file, in: library)
      #expect(try library.list() == [identity])
      #expect(try library.find(identity.name, identity.version) == contents)
      #expect(try library.digest(of: identity.name, identity.version) == identity.digest)
      for (path, text) in PackFixture.files {
        let blob = try library.blob(for: path, in: contents)
        #expect(try Data(contentsOf: blob) == Data(text.utf8))
      }
      #expect(throws: PackError.noSuchFile(reference: identity.reference, path: "../x")) {
        try library.blob(for: "../x", in: contents)
      }
      #expect(PackFixture.tree(library.root.appendingPathComponent("staging")) == [])
      // Another process that opens the same library sees the same, and takes nothing away.
      let again = try PackLibrary(root: library.root)
      #expect(try again.find(identity.name, identity.version) == contents)
      #expect(try again.blob(for: "pack.yaml", in: contents).path.hasPrefix(library.root.path))
    }
  }

  @Test("installing the same pack twice changes nothing; other content under the same version is refused")
  func twice() throws {
    try TestFolders.withTemporaryFolder { folder in
      let library = try PackLibrary(root: folder.appendingPathComponent("library"))
      let first = try PackFixture.build(in: folder, named: "a.twinpack")
      _ = try Self.install(first.file, in: library)
      let before = PackFixture.tree(library.root)
      _ = try Self.install(first.file, in: library)
      #expect(PackFixture.tree(library.root) == before)
      var files = PackFixture.files
      files["lessons/01-start.md"] = "# Anders\n"
      let second = try PackFixture.build(in: folder, named: "b.twinpack", files: files)
      #expect(
        throws: PackError.versionTaken(
          reference: first.identity.reference, installed: first.identity.digest, offered: second.identity.digest)
      ) { try Self.install(second.file, in: library) }
      #expect(PackFixture.tree(library.root) == before)
      #expect(try library.list() == [first.identity])
    }
  }

  @Test("installing again puts back what was lost or damaged", arguments: ["", "# Kapot\n", nil])
  func repair(damage: String?) throws {
    try TestFolders.withTemporaryFolder { folder in
      let library = try PackLibrary(root: folder.appendingPathComponent("library"))
      let (file, _) = try PackFixture.build(in: folder)
      let contents = try Self.install(file, in: library)
      let before = PackFixture.tree(library.root)
      let path = try #require(PackFixture.files.keys.sorted().first)
      let blob = try library.blob(for: path, in: contents)
      try FileManager.default.removeItem(at: blob)
      if let damage {
        // The same length tests the hash, another length the size.
        let size = try #require(PackFixture.files[path]).utf8.count
        let text = damage.isEmpty ? String(repeating: "x", count: size) : damage
        try Data(text.utf8).write(to: blob)
      }
      _ = try Self.install(file, in: library)
      #expect(PackFixture.tree(library.root) == before)
      #expect(try Data(contentsOf: blob) == Data(try #require(PackFixture.files[path]).utf8))
    }
  }

  @Test("the latest is the newest release, and content that versions share is kept once") func latest() throws {
    try TestFolders.withTemporaryFolder { folder in
      let library = try PackLibrary(root: folder.appendingPathComponent("library"))
      let name = try #require(PackName("voorbeeld/straat"))
      #expect(try library.latest(name) == nil)
      for version in ["2.0.0-beta.1", "1.9.0", "1.10.0"] {
        let (file, _) = try PackFixture.build(
          in: folder, named: "\(version).twinpack", manifest: Self.manifest(version: version))
        _ = try Self.install(file, in: library)
      }
      #expect(try library.latest(name)?.identity.version.description == "1.10.0")
      #expect(try library.list().map(\.version.description) == ["1.9.0", "1.10.0", "2.0.0-beta.1"])
      let blobs = PackFixture.tree(library.root.appendingPathComponent("blobs"))
      // Each version has its own pack.yaml, two descriptions and three tag files; bagit.txt and the content are shared.
      #expect(blobs.count == PackFixture.files.count + 1 + 3 * 6)
    }
  }

  @Test("dependencies that are not installed are named") func missingDependencies() throws {
    try TestFolders.withTemporaryFolder { folder in
      let library = try PackLibrary(root: folder.appendingPathComponent("library"))
      let base = try PackFixture.build(
        in: folder, named: "base.twinpack",
        manifest: PackFixture.manifest.replacingOccurrences(of: "/straat", with: "/basis"))
      let source = try PackFixture.source(
        in: folder,
        manifest: PackFixture.manifest + "dependencies: [{name: voorbeeld/basis, version: 1.2.0}]\n")
      let output = folder.appendingPathComponent("x.twinpack")
      try PackBuilder.build(source: source, output: output, dependencyDigest: { _, _ in base.identity.digest })
      let contents = try Self.install(output, in: library)
      #expect(try library.missingDependencies(of: contents).map(\.reference) == [base.identity.reference])
      _ = try Self.install(base.file, in: library)
      #expect(try library.missingDependencies(of: contents) == [])
      try PackBuilder.build(source: source, output: output, dependencyDigest: library.digest)
    }
  }

  @Test("a staging folder that is not what the worker reported is refused and changes nothing")
  func lyingWorker() throws {
    try TestFolders.withTemporaryFolder { folder in
      let (file, identity) = try PackFixture.build(in: folder)
      let library = try PackLibrary(root: folder.appendingPathComponent("library"))
      let before = PackFixture.tree(library.root)
      var kept: [FileHandle] = []
      typealias Trick = (URL, PackFile) throws -> Void
      let tricks: [(PackError.StagingFault, Trick)] = [
        (.missing, { blob, _ in try FileManager.default.removeItem(at: blob) }),
        (.size, { blob, _ in try Data("other".utf8).write(to: blob) }),
        (.content, { blob, file in try Data(repeating: 0x41, count: file.size).write(to: blob) }),
        (
          .stillWritten,
          { blob, _ in
            chmod(blob.path, 0o644)
            kept.append(try FileHandle(forUpdating: blob))
          }
        ),
        (
          .notAFile,
          { blob, _ in try FileManager.default.linkItem(at: blob, to: blob.appendingPathExtension("twin")) }
        ),
        (
          .notAFile,
          { blob, _ in
            try FileManager.default.removeItem(at: blob)
            try FileManager.default.createDirectory(at: blob, withIntermediateDirectories: false)
          }
        ),
        (
          .notAFile,
          { blob, _ in
            try FileManager.default.removeItem(at: blob)
            try FileManager.default.createSymbolicLink(atPath: blob.path, withDestinationPath: "/etc/passwd")
          }
        ),
      ]
      for (fault, trick) in tricks {
        do {
          let staging = try library.makeStaging()
          let contents = try PackIntake.stage(file, into: staging.url)
          let victim = try #require(contents.file("data/trees.csv"))
          try trick(staging.url.appendingPathComponent("blobs/\(victim.sha256)"), victim)
          #expect(throws: PackError.staging(entry: "data/trees.csv", fault)) {
            try library.publish(contents, from: staging)
          }
        }
        #expect(PackFixture.tree(library.root) == before)
      }
      do {
        let staging = try library.makeStaging()
        let contents = try PackIntake.stage(file, into: staging.url)
        let lie = PackContents(
          identity: PackIdentity(name: identity.name, version: identity.version, digest: .sha256("lie")),
          manifest: contents.manifest, files: contents.files, tagFiles: contents.tagFiles)
        #expect(throws: PackError.staging(entry: "tagmanifest-sha512.txt", .digest)) {
          try library.publish(lie, from: staging)
        }
      }
      #expect(PackFixture.tree(library.root) == before)
    }
  }

  @Test("what killed installs left is cleaned at the next start, and living ones are left alone") func killed() throws {
    try TestFolders.withTemporaryFolder { folder in
      let root = folder.appendingPathComponent("library")
      let (file, identity) = try PackFixture.build(in: folder)
      let library = try PackLibrary(root: root)
      let contents = try Self.install(file, in: library)
      let sound = PackFixture.tree(root)

      // Killed while unpacking: a staging folder that nobody holds.
      let dead = root.appendingPathComponent("staging/install-dead/blobs")
      try FileManager.default.createDirectory(at: dead, withIntermediateDirectories: true)
      try Data("half".utf8).write(to: dead.appendingPathComponent("incoming"))
      // Killed while publishing: the journal, a blob that no record names, a half-written record of a dead process.
      try Data("x".utf8).write(to: root.appendingPathComponent("publishing"))
      try Data("orphan".utf8).write(to: root.appendingPathComponent("blobs/\(Digest.sha256("orphan"))"))
      let half = root.appendingPathComponent("packs/voorbeeld/straat/9.0.0")
      try FileManager.default.createDirectory(at: half, withIntermediateDirectories: true)
      try Data("{".utf8).write(to: half.appendingPathComponent(".contents.json.partial-999999999-1"))

      let living = try library.makeStaging()
      try Data("mine".utf8).write(to: living.url.appendingPathComponent("mine"))
      let reopened = try PackLibrary(root: root)
      #expect(FileManager.default.fileExists(atPath: living.url.appendingPathComponent("mine").path))
      let staged = Set(PackFixture.tree(root).filter { $0.hasPrefix("staging/\(living.url.lastPathComponent)") })
      #expect(PackFixture.tree(root).filter { !staged.contains($0) } == sound)
      #expect(try reopened.list() == [identity])
      #expect(try reopened.find(identity.name, identity.version) == contents)
      #expect(try Data(contentsOf: reopened.blob(for: "data/trees.csv", in: contents)).count > 0)
    }
  }

  @Test("an install that is really killed leaves nothing after the next start") func reallyKilled() throws {
    try TestFolders.withTemporaryFolder { folder in
      let root = folder.appendingPathComponent("library")
      _ = try PackLibrary(root: root)
      let sound = PackFixture.tree(root)
      // Another process holds a staging folder as an install does, and is killed.
      let staging = root.appendingPathComponent("staging/install-other")
      try FileManager.default.createDirectory(at: staging, withIntermediateDirectories: true)
      let other = Process()
      other.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
      other.arguments = ["--no-fork", staging.path, "/bin/sh", "-c", "echo ready; exec sleep 60"]
      let ready = Pipe()
      other.standardOutput = ready
      try other.run()
      _ = ready.fileHandleForReading.availableData
      _ = try PackLibrary(root: root)
      #expect(FileManager.default.fileExists(atPath: staging.path))
      kill(other.processIdentifier, SIGKILL)
      other.waitUntilExit()
      _ = ready.fileHandleForReading.readDataToEndOfFile()
      _ = try PackLibrary(root: root)
      #expect(PackFixture.tree(root) == sound)
    }
  }

  @Test("a damaged record is named, and does not keep the library from opening") func damagedRecord() throws {
    try TestFolders.withTemporaryFolder { folder in
      let root = folder.appendingPathComponent("library")
      let (file, identity) = try PackFixture.build(in: folder)
      let contents = try Self.install(file, in: PackLibrary(root: root))
      let record = root.appendingPathComponent("packs/voorbeeld/straat/1.2.0/contents.json")
      try Data("{}".utf8).write(to: record)
      try Data("x".utf8).write(to: root.appendingPathComponent("publishing"))
      let library = try PackLibrary(root: root)
      #expect(throws: PackError.libraryDamaged(path: record.path)) {
        try library.find(identity.name, identity.version)
      }
      // No blob is swept away on the word of a library that cannot be read.
      #expect(try Data(contentsOf: library.blob(for: "data/trees.csv", in: contents)).count > 0)
    }
  }
}

/// A small file system in memory, or nil where mounting is not permitted.
private final class SmallDisk {
  let url: URL

  init?(in folder: URL, kibibytes: Int) {
    url = folder.appendingPathComponent("disk")
    try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    let options = "size=\(kibibytes)k"
    guard mount("tmpfs", url.path, "tmpfs", 0, options) == 0 else { return nil }
  }

  deinit { umount(url.path) }

  static let permitted: Bool = {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("twinbench-disk-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    return SmallDisk(in: folder, kibibytes: 64) != nil
  }()
}

@Suite("A full disk", .enabled(if: SmallDisk.permitted, "needs permission to mount a tmpfs"))
struct FullDiskTests {
  private static func noise(_ count: Int) -> Data {
    var random = SeededRandom(seed: 11)
    return Data((0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) })
  }

  @Test("while building leaves nothing and is said as such") func building() throws {
    try TestFolders.withTemporaryFolder { folder in
      let source = try PackFixture.source(in: folder)
      try PackFixture.add("data/noise.bin", Self.noise(600_000), to: source)
      let disk = try #require(SmallDisk(in: folder, kibibytes: 200))
      // Swift may let go after the last use; the disk has to stay until the last check.
      defer { withExtendedLifetime(disk) {} }
      let error = #expect(throws: FileError.self) {
        try PackBuilder.build(source: source, output: disk.url.appendingPathComponent("x.twinpack"))
      }
      #expect(error?.diagnostic.code == "file.diskFull")
      #expect(PackFixture.tree(disk.url) == [])
    }
  }

  @Test("while installing leaves the library as it was", arguments: [100, 300, 700, 900])
  func installing(_ kibibytes: Int) throws {
    try TestFolders.withTemporaryFolder { folder in
      let source = try PackFixture.source(in: folder)
      try PackFixture.add("data/noise.bin", Self.noise(600_000), to: source)
      let file = folder.appendingPathComponent("x.twinpack")
      try PackBuilder.build(source: source, output: file)
      let disk = try #require(SmallDisk(in: folder, kibibytes: kibibytes))
      // Swift may let go after the last use; the disk has to stay until the last check.
      defer { withExtendedLifetime(disk) {} }
      let library = try PackLibrary(root: disk.url.appendingPathComponent("library"))
      let before = PackFixture.tree(library.root)
      do {
        let staging = try library.makeStaging()
        let contents = try PackIntake.stage(file, into: staging.url)
        try library.publish(contents, from: staging)
        #expect(kibibytes >= 700)
        #expect(try library.list() == [contents.identity])
      } catch {
        #expect(Diagnostic(from: error).code == "file.diskFull")
        #expect(kibibytes < 900)
        #expect(try library.list() == [])
        let reopened = try PackLibrary(root: library.root)
        #expect(PackFixture.tree(reopened.root) == before)
      }
    }
  }
}
