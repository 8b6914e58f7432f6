import Areas
import Essentials
import Foundation
import Indicators
import ModelKit
import Scenarios

/// The place and the weather on which the plans of an assignment are judged.
public struct AssignmentScenario: Codable, Hashable, Sendable {
  /// `publisher/name@version`.
  public var area: String
  /// Ids of events in the packs.
  public var events: [String]
  public var level: Level
  /// By kind of event, then by parameter.
  public var parameters: [String: [String: Double]]

  public init(
    area: String, events: [String], level: Level = .run, parameters: [String: [String: Double]] = [:]
  ) {
    self.area = area
    self.events = events
    self.level = level
    self.parameters = parameters
  }

  /// - Throws: `YAMLError` with file, line and key.
  init(_ document: YAMLDocument) throws {
    let members = try document.mapping(allowing: ["area", "events", "level", "parameters"])
    area = try members.required("area").string()
    let list = try members.required("events")
    events = try list.list().map { try $0.string() }
    guard !events.isEmpty else {
      throw YAMLError.wrongKind(
        list.location, expected: LocalizedText(nl: "minstens één gebeurtenis", en: "at least one event"))
    }
    level = try members["level"]?.choice() ?? .run
    parameters = try Dictionary(
      uniqueKeysWithValues: members["parameters"]?.mapping().entries.map { kind, values in
        (kind, try Dictionary(uniqueKeysWithValues: values.mapping().entries.map { ($0.0, try $0.1.number()) }))
      } ?? [])
  }
}

/// Exercises on one scenario, handed in together: `assignments/ID.yaml`.
public struct Assignment: Sendable {
  /// ASCII kebab-case; the name of its file without `.yaml`.
  public var id: String
  public var version: String
  public var title: LocalizedText
  /// Markdown.
  public var introduction: LocalizedText
  public var scenario: AssignmentScenario
  /// In the order in which they are shown.
  public var exercises: [any Exercise]
  public var location: Diagnostic.Location
  /// SHA-256 over all that decides about a grade: this file, the exercises' files and the plans that they use.
  public var digest: Digest

  /// Reads an assignment with its exercises.
  ///
  /// - Parameters:
  ///   - document: `assignments/ID.yaml`.
  ///   - exercise: the document of an exercise by id: `exercises/ID.yaml`.
  ///   - file: a file of the course by path from its root.
  /// - Throws: `YAMLError`, `AssessmentError`, `FormulaError`, `UnitError`, with file and line; what the readers throw.
  public static func load(
    _ document: YAMLDocument, exercise: (String) throws -> YAMLDocument, file: (String) throws -> Data
  ) throws -> Assignment {
    let members = try document.mapping(allowing: ["id", "version", "title", "introduction", "scenario", "exercises"])
    var form: [JSONValue] = [try document.jsonValue()]
    var exercises: [any Exercise] = []
    let list = try members.required("exercises")
    for item in try list.list() {
      let id = try item.identifier()
      guard !exercises.contains(where: { $0.header.id == id }) else {
        throw AssessmentError.exerciseTwice(item.location, id)
      }
      let source = try exercise(id)
      let read = try Exercises.load(source) { path in
        let data = try file(path)
        form.append(["path": .string(path), "digest": .string(Digest.sha256(data).hex)])
        return data
      }
      guard read.header.id == id else {
        throw AssessmentError.otherIdentifier(read.header.location, expected: id, found: read.header.id)
      }
      form.append(try source.jsonValue())
      exercises.append(read)
    }
    guard !exercises.isEmpty else {
      throw YAMLError.wrongKind(
        list.location, expected: LocalizedText(nl: "minstens één opgave", en: "at least one exercise"))
    }
    return Assignment(
      id: try members.required("id").identifier(), version: try members.required("version").string(),
      title: try members.required("title").localizedText(),
      introduction: try members.required("introduction").localizedText(),
      scenario: try AssignmentScenario(members.required("scenario")), exercises: exercises,
      location: document.location, digest: try JSONValue.array(form).digest())
  }

  public func exercise(_ id: String) -> (any Exercise)? { exercises.first { $0.header.id == id } }

  /// The most points that can be earned.
  public var maximum: Double { Points.rounded(exercises.reduce(0) { $0 + $1.maximum }) }

  /// What students may see of the exercises, in order.
  public func views(seed: UInt64 = 0) -> [StudentView] {
    exercises.map { $0.view($0.prepare(seed: seed)) }
  }

  /// Everything that is wrong with the exercises and can be seen without a run: unknown layers, zones, indicators and
  /// cards, units that do not fit, references to exercises that are not there.
  ///
  /// - Parameters:
  ///   - symbols: what the scenario's runs will hold.
  ///   - indicators: the cards at hand.
  ///   - catalogue: nil leaves names of measure cards unchecked.
  public func check(
    symbols: FormulaSymbols, indicators: [IndicatorCard], catalogue: MeasureCatalogue?
  ) -> [Diagnostic] {
    let surroundings = ExerciseSurroundings(
      assignment: self, symbols: symbols, indicators: indicators, catalogue: catalogue)
    return exercises.flatMap { $0.check(surroundings) }
  }
}

/// What an exercise is checked against.
public struct ExerciseSurroundings {
  public let assignment: Assignment
  public let symbols: FormulaSymbols
  public let indicators: [IndicatorCard]
  public let catalogue: MeasureCatalogue?

  /// Whether the exercise of this id is answered with a plan.
  public func isAnsweredWithPlan(_ id: String) -> Bool {
    assignment.exercise(id).map { $0.view($0.prepare(seed: 0)).response.form == .plan } ?? false
  }

  /// Ids of the exercises that are answered with a plan.
  public var planExercises: [String] {
    assignment.exercises.map(\.header.id).filter(isAnsweredWithPlan)
  }
}
