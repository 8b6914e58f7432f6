import Essentials
import ModelKit

/// How carefully models compute, a word of `ModelKit` that every scenario uses.
public typealias Level = ModelKit.Level

/// What to run, as a person writes it: `scenario.yaml`.
public struct Scenario: Codable, Hashable, Sendable {
  public var title: LocalizedText
  /// `publisher/name@version`.
  public var areaPack: String
  /// Ids of events in the packs.
  public var events: [String]
  /// A GeoJSON plan or a plan log, relative to the scenario's folder; nil compares nothing.
  public var plan: String?
  public var level: Level
  /// By model id, then by parameter id.
  public var parameters: [String: [String: Double]]

  /// - Throws: `YAMLError` with file, line and key.
  public init(_ document: YAMLDocument) throws {
    let root = try document.mapping(allowing: ["title", "area", "events", "plan", "level", "parameters"])
    title = try root.required("title").localizedText()
    areaPack = try root.required("area").string()
    let list = try root.required("events")
    events = try list.list().map { try $0.string() }
    guard !events.isEmpty else {
      throw YAMLError.wrongKind(
        list.location, expected: LocalizedText(nl: "minstens één gebeurtenis", en: "at least one event"))
    }
    plan = try root["plan"]?.string()
    level = try root["level"]?.choice() ?? .run
    var parameters: [String: [String: Double]] = [:]
    for (model, values) in try root["parameters"]?.mapping(allowing: Set(Engine.kinds)).entries ?? [] {
      parameters[model] = try Dictionary(
        values.mapping().entries.map { ($0.0, try $0.1.number()) }, uniquingKeysWith: { first, _ in first })
    }
    self.parameters = parameters
  }
}
