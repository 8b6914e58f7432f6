import Essentials
import Foundation
import TestSupport
import Testing

@Suite("YAML documents")
struct YAMLDocumentTests {
  private let card = """
    # A comment
    id: tree-lime
    title:
      nl: Linde
      en: Lime
    cost:
      construction: 850
      maintenance: [10, 20]
    wide: true
    """

  @Test("are read with keys, lists, numbers and both languages")
  func read() throws {
    let root = try YAMLDocument.parse(card, file: "tree.yaml").mapping(allowing: ["id", "title", "cost", "wide"])
    #expect(try root.required("id").string() == "tree-lime")
    #expect(try root.required("title").localizedText() == LocalizedText(nl: "Linde", en: "Lime"))
    let cost = try root.required("cost").mapping()
    #expect(try cost.required("construction").number(in: 0...1000) == 850)
    #expect(try cost.required("maintenance").list().map { try $0.integer() } == [10, 20])
    #expect(try root.required("wide").boolean())
    #expect(root.entries.map(\.0) == ["id", "title", "cost", "wide"])
  }

  @Test("refuse references, of which a few lines can stand for billions of values, and stars in prose are no such")
  func references() throws {
    var bomb = "a: &a [x, x]\n"
    for (name, previous) in zip("bcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxy") {
      bomb += "\(name): &\(name) [\(Array(repeating: "*\(previous)", count: 9).joined(separator: ", "))]\n"
    }
    let error = #expect(throws: YAMLError.self) {
      try YAMLDocument.parse(bomb + "? *z\n: 1\n? *y\n: 2\n", file: "bomb.yaml")
    }
    #expect(error?.diagnostic.code == "yaml.alias")
    #expect(error?.diagnostic.location.line == 2)
    let prose = try YAMLDocument.parse("a: R&D and 5 *m2* of \"*stars*\"\nb: x*x & y", file: "x.yaml").mapping()
    #expect(try prose.required("a").string() == "R&D and 5 *m2* of \"*stars*\"")
  }

  @Test(
    "are plain files: a pipe, a device or a folder is not waited for", arguments: ["/dev/zero", "/tmp", "/nowhere"])
  func plainFiles(path: String) {
    #expect(throws: FileError.self) { try YAMLDocument.read(URL(fileURLWithPath: path)) }
  }

  @Test("know the line and key of every value")
  func locations() throws {
    let root = try YAMLDocument.parse(card, file: "tree.yaml").mapping()
    let construction = try root.required("cost").mapping().required("construction")
    #expect(construction.location.line == 7)
    #expect(construction.location.column == 17)
    #expect(construction.location.key == "cost.construction")
    let second = try root.required("cost").mapping().required("maintenance").list()[1]
    #expect(second.location.line == 8)
    #expect(second.location.key == "cost.maintenance.1")
    #expect(try root.required("wide").location.line == 9)
  }

  @Test(
    "complain with the right line and key",
    arguments: [
      ("a: 1\nb: x\n", "b", "yaml.wrongKind", 2), ("a: 1\n\n\nb: [1]\n", "b", "yaml.wrongKind", 4),
      ("a: 1\nb: 11\n", "b", "yaml.outOfRange", 2), ("a: 1\nb: .nan\n", "b", "yaml.wrongKind", 2),
      ("# one\n# two\na: 5\nc: 3\nb: 4\n", "c", "yaml.unknownKey", 4),
    ])
  func wrongValues(text: String, key: String, code: String, line: Int) {
    let problem = diagnostic {
      let root = try YAMLDocument.parse(text, file: "x.yaml").mapping(allowing: ["a", "b"])
      return try root.required("b").number(in: 0...10)
    }
    #expect(problem?.code == code)
    #expect(problem?.location.file == "x.yaml")
    #expect(problem?.location.line == line)
    #expect(problem?.location.key?.hasSuffix(key) == true || problem?.what.en.contains("'\(key)'") == true)
  }

  @Test("name a missing key and the known ones for a slip")
  func missingAndUnknown() {
    let missing = diagnostic { try YAMLDocument.parse("a: 1", file: "x.yaml").mapping().required("titel") }
    #expect(missing?.code == "yaml.missingKey")
    #expect(missing?.what.nl.contains("titel") == true)
    let unknown = diagnostic { try YAMLDocument.parse("titel: 1", file: "x.yaml").mapping(allowing: ["title", "id"]) }
    #expect(unknown?.remedy.en.contains("id, title") == true)
  }

  @Test(
    "complain about broken text at its line",
    arguments: [("a: 1\nb: [1, 2\nc: 3\n", 2...4), ("a: \"open\nb: 2\n", 1...3), ("a: 1\n\tb: 2\n", 2...2)])
  func malformed(text: String, lines: ClosedRange<Int>) throws {
    let problem = try #require(diagnostic { try YAMLDocument.parse(text, file: "x.yaml") })
    #expect(problem.code == "yaml.malformed")
    #expect(lines.contains(try #require(problem.location.line)))
  }

  @Test("refuse a key that stands there twice")
  func duplicates() {
    let problem = diagnostic { try YAMLDocument.parse("a: 1\nb: 2\na: 3\n", file: "x.yaml").mapping() }
    #expect(problem?.code == "yaml.duplicateKey")
    #expect(problem?.what.en.contains("'a'") == true)
  }

  @Test("offer the choices when a word is not one of them")
  func choices() throws {
    #expect(try YAMLDocument.parse("en", file: "x.yaml").choice(Language.self) == .en)
    let problem = diagnostic { try YAMLDocument.parse("fr", file: "x.yaml").choice(Language.self) }
    #expect(problem?.code == "yaml.notAChoice")
    #expect(problem?.remedy.en.contains("nl, en") == true)
  }

  @Test("become JSON typed by the core schema")
  func json() throws {
    let text = "a: 1.5\nb: yes please\nc: '7'\nd: ~\ne: [true, -2]\n"
    #expect(
      try YAMLDocument.parse(text, file: "x.yaml").jsonValue()
        == ["a": 1.5, "b": "yes please", "c": "7", "d": .null, "e": [true, -2]])
  }

  @Test("are refused when missing, empty, too large or not UTF-8")
  func files() throws {
    try TestFolders.withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("card.yaml")
      #expect(diagnostic { try YAMLDocument.read(file) }?.code == "file.missing")
      try Data().write(to: file)
      #expect(diagnostic { try YAMLDocument.read(file) }?.code == "yaml.empty")
      try Data([0x61, 0x3a, 0x20, 0xff, 0xfe]).write(to: file)
      #expect(diagnostic { try YAMLDocument.read(file) }?.code == "yaml.notUTF8")
      try Data(repeating: UInt8(ascii: "a"), count: 4 << 20 + 1).write(to: file)
      #expect(diagnostic { try YAMLDocument.read(file) }?.code == "yaml.tooLarge")
    }
  }

  private func diagnostic(_ work: () throws -> some Any) -> Diagnostic? {
    do {
      _ = try work()
      return nil
    } catch {
      return Diagnostic(from: error)
    }
  }
}
