import Areas
import Essentials
import ModelKit

/// What a run was made of and what came out: the part of a receipt that every repetition with the same inputs repeats
/// to the byte, on any machine. No time, path, thread count or library version is in it.
public struct RunReceipt: Codable, Hashable, Sendable {
  /// An event as it was used.
  public struct EventPin: Codable, Hashable, Sendable {
    public var id: String
    public var version: String
    public var kind: String
    /// Of its content.
    public var digest: Digest
  }

  /// One measure of the plan, by what counts of it.
  public struct PlannedMeasure: Codable, Hashable, Sendable {
    public var card: CardReference
    /// Of the card's digest, the geometry in whole millimetres and the properties.
    public var digest: Digest
  }

  /// One execution of a model.
  public struct Node: Codable, Hashable, Sendable {
    public var event: String
    public var eventVersion: String
    public var variant: Variant
    public var model: String
    public var modelVersion: String
    /// Of everything that went in.
    public var key: Digest
    /// Of the cells of each output layer.
    public var layers: [String: Digest]
    public var scalars: [String: Double]
    public var balance: [BalanceTerm]
  }

  /// What an indicator read.
  public struct IndicatorValue: Codable, Hashable, Sendable {
    public var before: Double
    public var after: Double
    /// 1 to 10; absent without a norm.
    public var scoreBefore: Double?
    public var scoreAfter: Double?

    public init(before: Double, after: Double, scoreBefore: Double? = nil, scoreAfter: Double? = nil) {
      self.before = before
      self.after = after
      self.scoreBefore = scoreBefore
      self.scoreAfter = scoreAfter
    }
  }

  public var engine: String
  public var scenarioDigest: Digest
  public var level: Level
  public var packs: [PackPin]
  public var landCoverTable: Digest
  public var areaType: String?
  public var events: [EventPin]
  /// By model, then by parameter, as the scenario set them.
  public var parameters: [String: [String: Double]]
  /// The cards that the plan uses, by `id@version`.
  public var cards: [String: Digest]
  /// In the plan's order.
  public var plan: [PlannedMeasure]
  /// By `id@version`.
  public var indicatorCards: [String: Digest]
  public var nodes: [Node]
  /// By id.
  public var indicators: [String: IndicatorValue]
  public var warnings: [Diagnostic]

  /// - Throws: `GeometryError` for coordinates that are no numbers; what keeps an event from being JSON.
  public init(_ run: ScenarioRun) throws {
    let inputs = run.inputs
    engine = Engine.version
    scenarioDigest = run.scenarioDigest
    level = inputs.level
    packs = inputs.packs
    landCoverTable = inputs.classes.digest
    areaType = inputs.areaType
    events = try inputs.events.map {
      EventPin(id: $0.id, version: $0.version, kind: $0.kind, digest: try JSONValue(encoding: $0).digest())
    }
    parameters = inputs.parameters
    let measures = inputs.plan.measures.compactMap { measure in
      inputs.catalogue.card(measure.card).map { (measure: measure, card: $0) }
    }
    cards = Dictionary(measures.map { ("\($0.measure.card)", $0.card.digest) }, uniquingKeysWith: { first, _ in first })
    plan = try measures.map {
      PlannedMeasure(card: $0.measure.card, digest: try $0.measure.scenarioForm(card: $0.card).digest())
    }
    indicatorCards = Dictionary(
      inputs.indicators.map { ("\($0.id)@\($0.version)", $0.digest) }, uniquingKeysWith: { first, _ in first })
    nodes = run.nodes.map { node in
      Node(
        event: node.event.id, eventVersion: node.event.version, variant: node.variant, model: node.modelID,
        modelVersion: node.modelVersion, key: node.key, layers: node.outputs.layers.mapValues(\.digest),
        scalars: node.outputs.scalars, balance: node.outputs.balance)
    }
    indicators = Dictionary(
      run.indicators.map {
        (
          $0.id,
          IndicatorValue(
            before: $0.before.value, after: $0.after.value, scoreBefore: $0.before.score, scoreAfter: $0.after.score)
        )
      }, uniquingKeysWith: { first, _ in first })
    // A full disk is nobody else's business, and its folder would travel with a submission.
    warnings = run.warnings.filter { $0.code != RunExecution.notStored }
  }
}
