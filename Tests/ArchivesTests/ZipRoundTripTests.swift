import Essentials
import Foundation
import TestSupport
import Testing

@testable import Archives

@Suite("Zips that we write")
struct ZipRoundTripTests {
  static let items: [ArchiveWriter.Item] = [
    .init(path: "top/b.txt", content: .data(Data(String(repeating: "regel\n", count: 5_000).utf8))),
    .init(path: "top/a.tif", content: .data(Data((0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 37) }))),
    .init(path: "top/leeg.txt", content: .data(Data())),
    .init(path: "top/wijk één/π.csv", content: .data(Data("x;y\n".utf8)), isExecutable: true),
  ]

  private final class Collector: ArchiveSink {
    var files: [String: Data] = [:]
    var ended: [ArchiveEntry] = []
    private var path = ""

    func begin(_ entry: ZipStructure.Entry) {
      path = entry.path
      files[path] = Data()
    }
    func receive(_ bytes: UnsafeRawBufferPointer) { files[path]?.append(contentsOf: bytes) }
    func end(_ entry: ArchiveEntry) { ended.append(entry) }
  }

  static func data(of item: ArchiveWriter.Item) -> Data {
    if case .data(let data) = item.content { data } else { Data() }
  }

  static func writeSample(in folder: URL, named name: String = "a.zip") throws -> URL {
    let file = folder.appendingPathComponent(name)
    try ArchiveWriter.write(items, to: file)
    return file
  }

  @Test("come back whole, sorted by name, with their sizes and hashes")
  func roundTrip() throws {
    try TestFolders.withTemporaryFolder { folder in
      let file = try Self.writeSample(in: folder)
      let collector = Collector()
      let entries = try ArchiveReader.read(file, sink: collector)
      #expect(entries.map(\.path) == ["top/a.tif", "top/b.txt", "top/leeg.txt", "top/wijk één/π.csv"])
      #expect(collector.ended == entries)
      for item in Self.items {
        let data = Self.data(of: item)
        let entry = try #require(entries.first { $0.path == item.path })
        #expect(collector.files[item.path] == data)
        #expect(entry.size == data.count)
        #expect(entry.sha256 == Digest.sha256(data))
        #expect(entry.sha512 == Digest.sha512(data))
      }
    }
  }

  @Test("come from files on disk as from memory, byte for byte, whatever the order given")
  func sameBytes() throws {
    try TestFolders.withTemporaryFolder { folder in
      let first = try Data(contentsOf: Self.writeSample(in: folder))
      let onDisk = try Self.items.enumerated().reversed().map { index, item in
        let url = folder.appendingPathComponent("\(index)")
        try Self.data(of: item).write(to: url)
        return ArchiveWriter.Item(
          path: item.path, content: .file(url, size: item.size), isExecutable: item.isExecutable)
      }
      let file = folder.appendingPathComponent("b.zip")
      try ArchiveWriter.write(onDisk, to: file)
      #expect(try Data(contentsOf: file) == first)
    }
  }

  @Test("carry no time, owner or umask") func noTraces() throws {
    try TestFolders.withTemporaryFolder { folder in
      let bytes = try [UInt8](Data(contentsOf: Self.writeSample(in: folder)))
      let directory = bytes.uint32(bytes.count - 6)
      var position = directory
      var modes: [Int] = []
      while bytes.uint32(position) == 0x0201_4B50 {
        // The earliest moment of zip, 1980-01-01 00:00, which does not depend on the time zone.
        #expect(bytes.uint32(position + 12) == 0x0021_0000)
        modes.append(bytes.uint32(position + 38) >> 16)
        let extra = position + 46 + bytes.uint16(position + 28)
        var field = extra
        while field < extra + bytes.uint16(position + 30) {
          let length = bytes.uint16(field + 2)
          // "UT": no time is given. "ux": owner and group 0.
          if bytes.uint16(field) == 0x5455 { #expect(bytes[field + 4] == 0) }
          if bytes.uint16(field) == 0x7875 {
            #expect(Array(bytes[field + 4..<field + 4 + length]) == [1, 4, 0, 0, 0, 0, 4, 0, 0, 0, 0])
          }
          field += 4 + length
        }
        position = extra + bytes.uint16(position + 30)
      }
      #expect(modes == [0o100644, 0o100644, 0o100644, 0o100755])
    }
  }

  @Test("are refused before writing when a name is unsound, and leave nothing") func unsoundName() throws {
    try TestFolders.withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("a.zip")
      let error = #expect(throws: ArchiveError.self) {
        try ArchiveWriter.write([.init(path: "a/../b", content: .data(Data()))], to: file)
      }
      #expect(error?.diagnostic.code == "archive.name.parentFolder")
      let twice = ["a/x", "a/X"].map { ArchiveWriter.Item(path: $0, content: .data(Data())) }
      let collision = #expect(throws: ArchiveError.self) { try ArchiveWriter.write(twice, to: file) }
      #expect(collision?.diagnostic.code == "archive.collision")
      let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(left == [])
    }
  }

  @Test("cut off at any length are refused in words") func truncated() throws {
    try TestFolders.withTemporaryFolder { folder in
      let bytes = try Data(contentsOf: Self.writeSample(in: folder))
      let file = folder.appendingPathComponent("cut.zip")
      let lengths = Array(stride(from: 0, to: bytes.count, by: 997)) + Array((bytes.count - 400)..<bytes.count)
      for length in lengths {
        try bytes.prefix(length).write(to: file)
        let error = #expect(throws: ArchiveError.self, "\(length) bytes") { try ArchiveReader.read(file) }
        let code = error?.diagnostic.code ?? ""
        #expect(code == "archive.structure.truncated" || (length < 4 && code == "archive.notAZip"), "\(length) \(code)")
      }
    }
  }

  @Test("with one bit turned are refused, or give the same content") func bitFlips() throws {
    try TestFolders.withTemporaryFolder { folder in
      let small = folder.appendingPathComponent("small.zip")
      try ArchiveWriter.write(Self.items.filter { $0.path != "top/a.tif" }, to: small)
      let expected = try ArchiveReader.read(small)
      let bytes = try Data(contentsOf: small)
      let file = folder.appendingPathComponent("flipped.zip")
      var refused = 0
      var random = SeededRandom(seed: 7)
      for index in bytes.indices {
        var spoiled = bytes
        spoiled[index] ^= 1 << UInt8(random.index(below: 8))
        try spoiled.write(to: file)
        do {
          let entries = try ArchiveReader.read(file)
          // Dates, versions and permission bits are the only fields that nothing depends on; a letter of a name is
          // in both headers, so one flip never gets through.
          #expect(entries == expected, "byte \(index)")
        } catch {
          #expect(error is ArchiveError, "byte \(index): \(error)")
          refused += 1
        }
      }
      #expect(refused > bytes.count * 7 / 10)
    }
  }

  @Test(
    "over a limit are refused by name",
    arguments: [
      (ArchiveLimits(entries: 3), "archive.limit.entries"),
      (ArchiveLimits(entryBytes: 69_999), "archive.limit.entryBytes"),
      (ArchiveLimits(totalBytes: 100_000), "archive.limit.totalBytes"),
      (ArchiveLimits(ratio: 50, ratioFreeBytes: 0), "archive.limit.ratio"),
    ])
  func limits(_ limits: ArchiveLimits, _ code: String) throws {
    try TestFolders.withTemporaryFolder { folder in
      let file = try Self.writeSample(in: folder)
      let error = #expect(throws: ArchiveError.self) { try ArchiveReader.read(file, limits: limits) }
      #expect(error?.diagnostic.code == code)
    }
  }

  @Test("stop being read when the work is cancelled or the sink refuses") func stops() throws {
    struct Enough: Error {}
    final class Refusing: ArchiveSink {
      func begin(_ entry: ZipStructure.Entry) throws { throw Enough() }
      func receive(_ bytes: UnsafeRawBufferPointer) {}
      func end(_ entry: ArchiveEntry) {}
    }
    try TestFolders.withTemporaryFolder { folder in
      let file = try Self.writeSample(in: folder)
      #expect(throws: Enough.self) { try ArchiveReader.read(file, sink: Refusing()) }
      let context = WorkContext()
      context.cancellation.cancel()
      #expect(throws: CancellationError.self) { try ArchiveReader.read(file, context: context) }
    }
  }

  @Test("that are folders or not there are named") func notThere() throws {
    try TestFolders.withTemporaryFolder { folder in
      let missing = #expect(throws: FileError.self) {
        try ArchiveReader.read(folder.appendingPathComponent("none.zip"))
      }
      #expect(missing?.diagnostic.code == "file.missing")
      #expect(throws: FileError.self) { try ArchiveReader.read(folder) }
    }
  }

  @Test(
    "that are something else are called what they are",
    arguments: [
      ("", ArchiveKind.empty), ("<!DOCTYPE html><p>404", .html), ("{\"a\": 1}", .json), ("%PDF-1.7", .pdf),
      ("Rar!\u{1A}\u{7}", .rar), ("SQLite format 3\u{0}", .sqlite), ("hallo daar", .text), ("<?xml?>", .xml),
      ("\u{0}\u{1}\u{2}", .unknown),
    ])
  func kinds(_ text: String, _ kind: ArchiveKind) throws {
    try TestFolders.withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("x.zip")
      try Data(text.utf8).write(to: file)
      #expect(throws: ArchiveError.notAZip(file: file.path, kind: kind)) { try ArchiveReader.read(file) }
    }
  }
}

@Suite("Names in archives")
struct ArchivePathTests {
  @Test(
    "that are sound pass",
    arguments: [
      "a", "a/b/c.txt", "wijk één/π.csv", "~x", "a b", "日本.txt", "console.txt", "com10",
      "a..b/c",
    ])
  func sound(_ name: String) { #expect(ArchivePath.fault(in: name) == nil) }

  @Test(
    "that are not are refused for the right reason",
    arguments: [
      ("", ArchivePath.Fault.empty), ("/a", .absolute), ("a/../b", .parentFolder), ("..", .parentFolder),
      ("./a", .parentFolder), ("a//b", .emptyComponent), ("a/", .emptyComponent), ("a\\b", .forbiddenCharacter),
      ("C:a", .forbiddenCharacter), ("a\u{FF0F}b", .forbiddenCharacter), ("a\u{0}b", .invisibleCharacter),
      ("a\u{202E}b", .invisibleCharacter), ("a\u{200B}", .invisibleCharacter), ("a\u{E000}", .invisibleCharacter),
      ("a\u{7F}", .invisibleCharacter), ("cafe\u{301}", .notComposed), (".git/config", .hidden),
      ("a.", .trailingDotOrSpace),
      ("a ", .trailingDotOrSpace), ("NUL", .deviceName), ("a/com1.txt", .deviceName), ("lpt¹", .deviceName),
      ("aux .txt", .deviceName), (String(repeating: "a", count: 201), .componentTooLong),
      (Array(repeating: String(repeating: "a", count: 199), count: 6).joined(separator: "/"), .pathTooLong),
      (Array(repeating: "d", count: 33).joined(separator: "/"), .tooDeep),
    ])
  func unsound(_ name: String, _ fault: ArchivePath.Fault) { #expect(ArchivePath.fault(in: name) == fault) }

  @Test(
    "that some computer takes for one another collide",
    arguments: [
      ("A", "a"), ("straße", "STRASSE"), ("\u{212A}", "k"), ("ﬁets", "fiets"), ("ΣΑΣ", "σας"), ("É", "e\u{301}"),
      ("ẞ", "ss"), ("\u{1E9E}", "ß"), ("Ⅷ", "viii"),
    ])
  func collide(_ a: String, _ b: String) {
    #expect(ArchivePath.collisionKey(of: a) == ArchivePath.collisionKey(of: b))
  }

  @Test("that differ do not collide") func differ() {
    #expect(ArchivePath.collisionKey(of: "café") != ArchivePath.collisionKey(of: "cafe"))
    #expect(ArchivePath.collisionKey(of: "a/b") != ArchivePath.collisionKey(of: "a_b"))
  }

  @Test("are harmless in messages") func printable() {
    #expect(ArchivePath.printable("a\u{1B}[31mb\u{202E}c") == "a\\u{1b}[31mb\\u{202e}c")
    #expect(ArchivePath.printable(String(repeating: "x", count: 5_000)).count < 400)
  }
}

@Suite("The check value CRC-32")
struct CyclicRedundancyCheckTests {
  /// The check string of the catalogue of parametrised CRC algorithms (CRC-32/ISO-HDLC), and the empty message.
  @Test("matches the published value, in one piece or in many", arguments: [("123456789", 0xCBF4_3926), ("", 0)])
  func published(_ text: String, _ value: UInt32) {
    let bytes = Array(text.utf8)
    for split in 0...bytes.count {
      var check = CyclicRedundancyCheck()
      bytes[..<split].withUnsafeBytes { check.update($0) }
      bytes[split...].withUnsafeBytes { check.update($0) }
      #expect(check.value == value)
    }
  }
}
