import Areas
import Essentials
import Foundation
import Scenarios
import TestSupport
import Testing

@testable import Assessment

@Suite("Submissions as files")
struct SubmissionTests {
  static func submission() throws -> Submission {
    try SmallCourse.submission([
      SmallCourse.typed("volume", "8 m3"),
      .answered(exercise: "voorspel", SubmittedAnswer(value: "1,5 °C", reasoning: "Boom *voor* schaduw & koelte. ☀️")),
      try SmallCourse.drawn(), try SmallCourse.ran(on: SmallRunner()),
    ])
  }

  @Test("read back as they were written, and the same submission has the same bytes")
  func roundTrip() throws {
    try TestFolders.withTemporaryFolder { folder in
      let submission = try Self.submission()
      let (first, second) = (folder.appendingPathComponent("a"), folder.appendingPathComponent("b"))
      try submission.write(to: first)
      try submission.write(to: second)
      #expect(try Data(contentsOf: first) == Data(contentsOf: second))
      let read = try Submission.read(first)
      #expect(read.history.answers(to: "voorspel") == [1])
      #expect(try read.digest() == submission.digest())
      // Plans are named by their place in the archive.
      #expect(read.history.plan(of: "ontwerp")?.data == submission.history.plan(of: "ontwerp")?.data)
      try read.write(to: second)
      #expect(try Data(contentsOf: first) == Data(contentsOf: second))
    }
  }

  /// The files of a good submission with `submission.json` changed as text.
  static func files(replacing text: String, with instead: String) throws -> [String: Data] {
    var files = try submission().files()
    let main = String(decoding: try #require(files["submission.json"]), as: UTF8.self)
    #expect(main.contains(text), "nothing to replace")
    files["submission.json"] = Data(main.replacingOccurrences(of: text, with: instead).utf8)
    return files
  }

  @Test(
    "are refused with the entry and the key of what is wrong",
    arguments: [
      ("\"formatVersion\": 1", "\"formatVersion\": 2", "submission.otherFormat"),
      ("\"twinsubmission\"", "\"twinpack\"", "submission.notASubmission"),
      ("\"pseudonym\"", "\"naam\"", "yaml.unknownKey"),
      ("\"vlinder-12\"", "\"jan@school.nl\"", "pseudonym.address"), ("\"vlinder-12\"", "12", "yaml.wrongKind"),
      ("\"seed\": 7", "\"seed\": 7.5", "yaml.wrongKind"), ("\"seed\": 7", "\"seed\": -1", "yaml.wrongKind"),
      ("\"8 m3\"", "[8]", "yaml.wrongKind"), ("\"answer\": {", "\"antwoord\": {", "yaml.unknownKey"),
      ("\"exercise\": \"volume\"", "\"exercise\": \"../volume\"", "exercise.badIdentifier"),
      ("plans/03-ontwerp.geojson", "plans/09-ontwerp.geojson", "submission.missingEntry"),
      ("\"plans/03-ontwerp.geojson\"", "\"submission.json\"", "submission.missingEntry"),
      ("\"entries\": [", "\"entries\": [[],", "yaml.wrongKind"),
      ("\"course\": {", "\"course\": [{}], \"x\": {", "yaml.unknownKey"),
      ("{", "", "json.malformed"),
    ])
  func refused(text: String, instead: String, code: String) throws {
    let files = try Self.files(replacing: text, with: instead)
    let error = #expect(throws: (any Error).self) { _ = try Submission(files: files, named: "x.twinsubmission") }
    let diagnostic = Diagnostic(from: try #require(error))
    #expect(diagnostic.code == code)
    #expect(diagnostic.location.entry != nil || code == "pseudonym.address")
  }

  @Test("may hold nothing that nobody reads")
  func stray() throws {
    var files = try Self.submission().files()
    files["photo.jpg"] = Data([1])
    let error = #expect(throws: AssessmentError.self) { _ = try Submission(files: files, named: "x") }
    #expect(error?.diagnostic.code == "submission.strayEntry")
    #expect(error?.diagnostic.location.entry == "photo.jpg")
  }

  @Test("hold receipts that are nothing but receipts")
  func receipts() throws {
    for (text, instead) in [("{", "{\"name\": \"Jan\", "), ("\"engine\"", "\"motor\"")] {
      var files = try Self.submission().files()
      let path = try #require(files.keys.first { $0.hasPrefix("receipts/") })
      let receipt = String(decoding: try #require(files[path]), as: UTF8.self)
      let range = try #require(receipt.range(of: text))
      files[path] = Data(receipt.replacingCharacters(in: range, with: instead).utf8)
      let error = #expect(throws: AssessmentError.self) { _ = try Submission(files: files, named: "x") }
      #expect(error?.diagnostic.code == "submission.badReceipt")
    }
  }

  static let source = """
    assignment: proef
    pseudonym: vlinder-12
    seed: 7
    entries:
      - {answer: volume, value: 8 m3}
      - {answer: ontwerp, plan: plan.geojson}
      - {answer: voorspel, value: "1,5 °C", reasoning: schaduw}
      - {run: ontwerp}
    """

  static func source(_ text: String) throws -> SubmissionSource {
    try SubmissionSource(YAMLDocument.parse(text, file: "submission.yaml")) { name in
      guard name == "plan.geojson" else { throw FileError.missing(path: name) }
      return try SmallCourse.plan().data
    }
  }

  @Test("are not packed from an answer that could not be read back", arguments: ["{a: b}", "[1]", "null", "true"])
  func unreadableAnswer(value: String) throws {
    let text = "assignment: proef\npseudonym: vlinder-12\nentries:\n  - {answer: volume, value: \(value)}\n"
    let thrown = #expect(throws: YAMLError.self) { try Self.source(text) }
    #expect(thrown?.diagnostic.code == "yaml.wrongKind")
    #expect(thrown?.diagnostic.location.line == 4)
  }

  @Test("are packed from their written form, with receipts of the runs")
  func packed() throws {
    let runner = SmallRunner()
    let submission = try Self.source(Self.source).pack(
      SmallCourse.assignment(), course: SmallCourse.course, runner: runner)
    #expect(submission.packs == [SmallRunner.pack])
    #expect(submission.entries.map(\.exercise) == ["volume", "ontwerp", "voorspel", "ontwerp"])
    #expect(submission.entries.last == (try SmallCourse.ran(on: runner)))
  }

  @Test("say nothing of the machine on which they were made, not even that its disk was full")
  func machine() throws {
    var runner = SmallRunner()
    runner.cache = FullCache()
    let full = try Self.source(Self.source).pack(
      SmallCourse.assignment(), course: SmallCourse.course, runner: runner)
    let other = try Self.source(Self.source).pack(
      SmallCourse.assignment(), course: SmallCourse.course, runner: SmallRunner())
    let run = try runner.run(SmallCourse.assignment().scenario, plan: SmallCourse.plan().plan())
    #expect(run.warnings.contains { $0.code == "run.notStored" })
    #expect(try full.digest() == other.digest())
  }

  @Test(
    "are refused in their written form for each mistake",
    arguments: [
      ("run: ontwerp", "run: tekenen", "submission.unknownExercise"),
      ("- {answer: ontwerp, plan: plan.geojson}", "", "submission.runWithoutPlan"),
      ("{run: ontwerp}", "{run: ontwerp, answer: volume}", "submission.neitherAnswerNorRun"),
      ("plan.geojson", "weg.geojson", "file.missing"), ("vlinder-12", "a@b", "pseudonym.address"),
      ("seed: 7", "seed: 1.0e300", "yaml.outOfRange"),
    ])
  func refusedSource(text: String, instead: String, code: String) throws {
    let error = #expect(throws: (any Error).self) {
      _ = try Self.source(Self.source.replacingOccurrences(of: text, with: instead))
        .pack(SmallCourse.assignment(), course: SmallCourse.course, runner: SmallRunner())
    }
    #expect(Diagnostic(from: try #require(error)).code == code)
  }

  @Test("carry of a plan only what counts, not what a drawing program added")
  func reducedPlan() throws {
    let original = try SmallCourse.plan()
    let text = String(decoding: original.data, as: UTF8.self)
      .replacingOccurrences(of: "{\"crs\"", with: "{\"name\":\"Jan's plan\",\"crs\"")
    let drawn = PlanFile(name: "plan.geojson", data: Data(text.utf8))
    #expect(drawn.data != original.data)
    #expect(drawn.reduced.data == original.data)
    let broken = PlanFile(name: "plan.geojson", data: Data("{".utf8))
    #expect(broken.reduced == broken)
  }
}
