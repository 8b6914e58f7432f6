import Essentials
import Foundation
import TestSupport
import Testing

@testable import Archives

/// The shared corpus of hostile and odd archives, read in place.
enum Corpus {
  static let folder = (TestFolders.shared ?? TestFolders.fixtures).appendingPathComponent("archives")

  struct Row: Sendable, CustomTestStringConvertible {
    let file: URL
    let verdict: String
    var testDescription: String { "\(file.lastPathComponent) (\(verdict))" }
  }

  static func rows(_ table: String, under: String, verdict: Int?) -> [Row] {
    guard
      let text = try? String(contentsOf: folder.appendingPathComponent(table), encoding: .utf8)
    else { return [] }
    return text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      return Row(
        file: folder.appendingPathComponent(under + fields[0]), verdict: verdict.map { String(fields[$0]) } ?? "")
    }
  }

  static let own = rows("OWN.tsv", under: "own/", verdict: 2)
  static let found = rows("INDEX.tsv", under: "", verdict: nil)
}

@Suite("The corpus of hostile archives", .enabled(if: TestFolders.hasShared, "needs ../shared"))
struct CorpusTests {
  /// Zip64 is legal zip, but a pack within the limits never needs it and readers differ in how they take it; hidden
  /// names may be refused by the corpus's own word.
  static let legalButRefused = [
    "zip64-ok-small.zip": "archive.structure.zip64", "path-dotenv.zip": "archive.name.hidden",
    "path-percent.zip": "archive.name.hidden", "path-overlong-like.zip": "archive.name.hidden",
  ]

  @Test("the corpus is there") func corpusIsThere() {
    #expect(Corpus.own.count > 100)
    #expect(Corpus.found.count > 400)
  }

  @Test("an archive that must be refused is refused", arguments: Corpus.own.filter { $0.verdict == "reject" })
  func refuses(_ row: Corpus.Row) {
    #expect(throws: ArchiveError.self) { try ArchiveReader.read(row.file) }
  }

  @Test(
    "what is no zip is refused as such, by name of what it is",
    arguments: Corpus.own.filter { $0.file.pathExtension != "zip" })
  func namesTheKind(_ row: Corpus.Row) {
    #expect {
      try ArchiveReader.read(row.file)
    } throws: { error in
      guard case .notAZip(_, let kind)? = error as? ArchiveError else { return false }
      // A tar of the old kind has no mark of its own.
      return kind != .unknown || ["tar", "bin"].contains(row.file.pathExtension)
    }
  }

  @Test(
    "a sound zip is accepted; where the corpus leaves the choice, the house rule decides",
    arguments: Corpus.own.filter { $0.file.pathExtension == "zip" && $0.verdict.hasPrefix("accept") })
  func accepts(_ row: Corpus.Row) throws {
    if let code = Self.legalButRefused[row.file.lastPathComponent] {
      let error = #expect(throws: ArchiveError.self) { try ArchiveReader.read(row.file) }
      #expect(error?.diagnostic.code == code)
    } else {
      #expect(try ArchiveReader.read(row.file).isEmpty == false)
    }
  }

  @Test("every archive of other projects is read whole or refused in words, never a crash and never slow")
  func survivesTheOthers() throws {
    var accepted = 0
    var structureAccepted = 0
    var refusals: [String: Int] = [:]
    let clock = ContinuousClock()
    var slowest = Duration.zero
    for row in Corpus.own + Corpus.found {
      let took = clock.measure {
        if (try? ZipStructure.check(row.file)) != nil { structureAccepted += 1 }
        do {
          _ = try ArchiveReader.read(row.file)
          accepted += 1
        } catch {
          refusals[Diagnostic(from: error).code, default: 0] += 1
        }
      }
      slowest = max(slowest, took)
    }
    let counts = refusals.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    print("corpus: \(accepted) read, \(structureAccepted) of sound structure, slowest \(slowest); \(counts)")
    #expect(refusals["unexpected"] == nil)
    #expect(accepted > 0)
    #expect(slowest < .seconds(10))
  }

  @Test("what both readers accept stays in their agreement when its bytes are turned")
  func mutants() throws {
    try TestFolders.withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("mutant.zip")
      var random = SeededRandom(seed: 20_261_121)
      var mutants = 0
      for row in (Corpus.own + Corpus.found) where row.file.pathExtension == "zip" {
        guard let bytes = try? Data(contentsOf: row.file), !bytes.isEmpty, bytes.count < 1 << 20 else { continue }
        for _ in 0..<8 {
          var changed = bytes
          for _ in 0...random.index(below: 4) {
            changed[random.index(below: changed.count)] = UInt8(truncatingIfNeeded: random.next())
          }
          try changed.write(to: file)
          mutants += 1
          do {
            let entries = try ArchiveReader.read(file)
            let promised = try ZipStructure.check(file).entries
            #expect(entries.map(\.path) == promised.map(\.path))
            #expect(entries.map(\.size) == promised.map(\.size))
          } catch {
            #expect(error is ArchiveError, "\(row.file.lastPathComponent): \(error)")
          }
        }
      }
      #expect(mutants > 1_000)
    }
  }
}
