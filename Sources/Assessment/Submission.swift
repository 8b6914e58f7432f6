import Essentials
import Foundation
import Scenarios

/// What a student hands in: answers and runs in the order in which they were made, with the plans. Nothing about the
/// person is in it but a pseudonym, and anyone who has the packs can run it again and get the same grade.
public struct Submission: Hashable, Sendable {
  /// One step of the student's work.
  public enum Entry: Hashable, Sendable {
    case answered(exercise: String, SubmittedAnswer)
    /// The plan that was last answered to the exercise was run; the receipt says with what and to what effect.
    case ran(exercise: String, RunReceipt)

    public var exercise: String {
      switch self {
      case .answered(let exercise, _), .ran(let exercise, _): exercise
      }
    }
  }

  public static let formatVersion = 1
  /// What every submission is held to.
  public static let mostEntries = 500
  /// Numbers above this are not exact in JSON.
  public static let largestSeed: UInt64 = 1 << 53

  public var course: CoursePin
  public var assignment: AssignmentPin
  public var pseudonym: String
  public var seed: UInt64
  /// The packs with which the student worked.
  public var packs: [PackPin]
  public var entries: [Entry]

  public init(
    course: CoursePin, assignment: AssignmentPin, pseudonym: String, seed: UInt64, packs: [PackPin], entries: [Entry]
  ) {
    self.course = course
    self.assignment = assignment
    self.pseudonym = pseudonym
    self.seed = seed
    self.packs = packs
    self.entries = entries
  }

  public var history: SubmissionHistory { SubmissionHistory(entries) }

  /// SHA-256 over its files.
  public func digest() throws -> Digest {
    let files = try self.files()
    return try JSONValue.object(files.mapValues { .string(Digest.sha256($0).hex) }).digest()
  }

  // MARK: Files

  static let mainFile = "submission.json"
  private static let format = "twinsubmission"

  /// The files of the archive by path: `submission.json`, `plans/NN-EXERCISE.geojson`, `receipts/NN-EXERCISE.json`.
  public func files() throws -> [String: Data] {
    var files: [String: Data] = [:]
    var list: [JSONValue] = []
    for (index, entry) in entries.enumerated() {
      let number = index + 1
      let name = "\(number < 10 ? "0" : "")\(number)-\(entry.exercise)"
      var form: [String: JSONValue] = ["exercise": .string(entry.exercise)]
      switch entry {
      case .answered(_, let answer):
        form["value"] = answer.value
        form["reasoning"] = answer.reasoning.map { .string($0) }
        if let plan = answer.plan {
          files["plans/\(name).geojson"] = plan.data
          form["plan"] = .string("plans/\(name).geojson")
        }
        list.append(["answer": .object(form)])
      case .ran(_, let receipt):
        files["receipts/\(name).json"] = try JSONValue(encoding: receipt).prettyData()
        form["receipt"] = .string("receipts/\(name).json")
        list.append(["run": .object(form)])
      }
    }
    let main: JSONValue = [
      "format": .string(Self.format), "formatVersion": .number(Double(Self.formatVersion)),
      "course": try JSONValue(encoding: course), "assignment": try JSONValue(encoding: assignment),
      "pseudonym": .string(pseudonym), "seed": .number(Double(seed)), "packs": try JSONValue(encoding: packs),
      "entries": .array(list),
    ]
    files[Self.mainFile] = try main.prettyData()
    return files
  }

  /// - Parameter name: what messages call the archive.
  /// - Throws: `AssessmentError` naming the entry and the key; `JSONError`.
  public init(files: [String: Data], named name: String) throws {
    guard let data = files[Self.mainFile] else {
      throw AssessmentError.missingEntry(.init(file: name, entry: Self.mainFile))
    }
    let place = Diagnostic.Location(file: name, entry: Self.mainFile)
    var used: Set<String> = [Self.mainFile]
    func file(_ path: String, _ folder: String, _ location: Diagnostic.Location) throws -> Data {
      guard path.hasPrefix(folder), let data = files[path] else {
        throw AssessmentError.missingEntry(.init(file: name, entry: path, key: location.key))
      }
      used.insert(path)
      return data
    }
    let document = try JSONDocument(parsing: data, at: place)
    // The version comes first: another version may have other keys.
    guard case .object(let form) = document.value, form["format"] == .string(Self.format) else {
      throw AssessmentError.notASubmission(place)
    }
    guard form["formatVersion"] == .number(Double(Self.formatVersion)) else {
      throw AssessmentError.otherFormat(place, found: form["formatVersion"] ?? .null, known: Self.formatVersion)
    }
    let root = try document.members(allowing: [
      "format", "formatVersion", "course", "assignment", "pseudonym", "seed", "packs", "entries",
    ])
    let course = try root.required("course").members(allowing: ["name", "version"])
    self.course = CoursePin(
      name: try course.required("name").string(), version: try course.required("version").string())
    let assignment = try root.required("assignment").members(allowing: ["id", "version", "digest"])
    self.assignment = AssignmentPin(
      id: try assignment.required("id").string(), version: try assignment.required("version").string(),
      digest: try assignment.required("digest").digest())
    pseudonym = try root.required("pseudonym").string()
    if let problem = Pseudonym.problems(pseudonym).first(where: { $0.severity == .error }) { throw problem }
    seed = try root.required("seed").seed()
    packs = try root.required("packs").list().map { try $0.pin() }
    let list = try root.required("entries")
    let items = try list.list()
    guard items.count <= Self.mostEntries else {
      throw AssessmentError.tooManyEntries(list.location, most: Self.mostEntries)
    }
    entries = try items.map { item in
      let members = try item.members(allowing: ["answer", "run"])
      switch (members["answer"], members["run"]) {
      case (let answer?, nil):
        let members = try answer.members(allowing: ["exercise", "value", "plan", "reasoning"])
        let plan = try members["plan"].map { path in
          let path = (try path.string(), path.location)
          return PlanFile(name: path.0, data: try file(path.0, "plans/", path.1))
        }
        return .answered(
          exercise: try members.required("exercise").identifier(),
          SubmittedAnswer(
            value: try members["value"]?.scalar(), plan: plan, reasoning: try members["reasoning"]?.string()))
      case (nil, let run?):
        let members = try run.members(allowing: ["exercise", "receipt"])
        let path = try members.required("receipt")
        let data = try file(path.string(), "receipts/", path.location)
        return .ran(
          exercise: try members.required("exercise").identifier(),
          try Self.receipt(data, .init(file: name, entry: path.string())))
      default: throw AssessmentError.neitherAnswerNorRun(item.location)
      }
    }
    if let stray = files.keys.sorted().first(where: { !used.contains($0) }) {
      throw AssessmentError.strayEntry(.init(file: name, entry: stray))
    }
  }

  /// Nothing may be in a receipt that is not read, so it must be what it would be written as.
  private static func receipt(_ data: Data, _ place: Diagnostic.Location) throws -> RunReceipt {
    let receipt: RunReceipt
    do { receipt = try JSONDecoder().decode(RunReceipt.self, from: data) } catch {
      throw AssessmentError.badReceipt(place, detail: String(describing: error))
    }
    guard try JSONValue(encoding: receipt) == JSONDocument(parsing: data, at: place).value else {
      throw AssessmentError.badReceipt(place, detail: "unknown members")
    }
    return receipt
  }
}
