import Areas
import Essentials
import Indicators

/// Everything a scenario needs, loaded.
public struct ScenarioInputs: Sendable {
  public var title: LocalizedText
  public var area: Area
  public var classes: LandCoverTable
  public var catalogue: MeasureCatalogue
  public var events: [Event]
  public var plan: Plan
  public var level: Level
  public var parameters: [String: [String: Double]]
  /// `name@version` with digest, in a fixed order.
  public var packs: [PackPin]
  /// The cards that the run is measured by.
  public var indicators: [IndicatorCard]
  /// A1 to A7, from the area's pack: it picks the row of each norm table.
  public var areaType: String?

  public init(
    title: LocalizedText, area: Area, classes: LandCoverTable, catalogue: MeasureCatalogue, events: [Event],
    plan: Plan, level: Level, parameters: [String: [String: Double]], packs: [PackPin],
    indicators: [IndicatorCard] = [], areaType: String? = nil
  ) {
    self.title = title
    self.area = area
    self.classes = classes
    self.catalogue = catalogue
    self.events = events
    self.plan = plan
    self.level = level
    self.parameters = parameters
    self.packs = packs
    self.indicators = indicators
    self.areaType = areaType
  }

  /// SHA-256 of what counts for the result: pack digests, events, level, parameters and the ordered measures as card
  /// digest and geometry in millimetres; never author, notes or ids.
  public func digest() throws -> Digest {
    let measures: [JSONValue] = try plan.measures.compactMap { measure in
      try catalogue.card(measure.card).map { try measure.scenarioForm(card: $0) }
    }
    let form: JSONValue = [
      "packs": .array(packs.map { .string($0.digest.hex) }),
      "events": .array(
        try events.map { event in
          [
            "id": .string(event.id), "version": .string(event.version),
            "digest": .string(try JSONValue(encoding: event).digest().hex),
          ]
        }),
      "level": .string(level.rawValue),
      "parameters": .object(parameters.mapValues { .object($0.mapValues { .number($0) }) }),
      "measures": .array(measures),
    ]
    return try form.digest()
  }
}

/// A pack as it was used.
public struct PackPin: Codable, Hashable, Sendable {
  public var name: String
  public var version: String
  public var digest: Digest

  public init(name: String, version: String, digest: Digest) {
    self.name = name
    self.version = version
    self.digest = digest
  }
}
