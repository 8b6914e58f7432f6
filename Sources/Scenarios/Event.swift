import Essentials

/// The weather that a plan is tested on: `data/events/*.yaml` (`EventFile`). Data, not code.
public struct Event: Codable, Hashable, Sendable {
  public var id: String
  public var version: String
  /// Id of the event that it is a variant of; nil for one that is written out.
  public var variantOf: String?
  /// Id of the model that it is for.
  public var kind: String
  /// Ids of other models that take the same weather, each as an event of its own (`furtherEvents`); nil for none.
  public var alsoFor: [String]?
  public var title: LocalizedText
  public var description: LocalizedText
  public var source: LocalizedText
  public var status: EvidenceStatus
  /// Values that hold for the whole event; parameters of the model.
  public var parameters: [String: Double]
  /// Values in time, columns of one length; empty for an event that does not change while it lasts.
  public var series: [String: [Double]]

  public init(
    id: String, version: String, kind: String, alsoFor: [String]? = nil, title: LocalizedText,
    description: LocalizedText, source: LocalizedText, status: EvidenceStatus, parameters: [String: Double],
    series: [String: [Double]]
  ) {
    self.id = id
    self.version = version
    self.kind = kind
    self.alsoFor = alsoFor
    self.title = title
    self.description = description
    self.source = source
    self.status = status
    self.parameters = parameters
    self.series = series
  }

  /// - Throws: `YAMLError` with file, line and key, also for a kind that no model has; `EventError.ragged`.
  public init(_ document: YAMLDocument) throws {
    let root = try document.mapping(allowing: [
      "id", "version", "kind", "alsoFor", "title", "description", "source", "status", "parameters", "series",
    ])
    id = try root.required("id").string()
    version = try root.required("version").string()
    let kind = try root.required("kind")
    let own = try kind.string()
    guard Engine.kinds.contains(own) else {
      throw YAMLError.notAChoice(kind.location, value: own, choices: Engine.kinds)
    }
    self.kind = own
    let others = Engine.kinds.filter { $0 != own }
    alsoFor = try root["alsoFor"]?.list().map { entry in
      let other = try entry.string()
      guard others.contains(other) else { throw YAMLError.notAChoice(entry.location, value: other, choices: others) }
      return other
    }
    title = try root.required("title").localizedText()
    description = try root.required("description").localizedText()
    source = try root.required("source").localizedText()
    status = try root.required("status").choice()
    var parameters: [String: Double] = [:]
    for (name, value) in try root["parameters"]?.mapping().entries ?? [] { parameters[name] = try value.number() }
    self.parameters = parameters
    var series: [String: [Double]] = [:]
    if let columns = root["series"] {
      for (name, values) in try columns.mapping().entries {
        series[name] = try values.list().map { try $0.number() }
      }
      guard let length = series.values.first?.count, length > 0, series.values.allSatisfy({ $0.count == length })
      else { throw EventError.ragged(columns.location) }
    }
    self.series = series
  }
}
