import Areas
import Essentials
import Foundation
import Indicators
import Scenarios

/// What a run answers to whoever asked: the table and where its files are.
public struct RunSummary: Codable, Sendable {
  public var title: LocalizedText
  public var areaTitle: LocalizedText
  public var synthetic: Bool
  public var level: Level
  public var events: [LocalizedText]
  public var scenarioDigest: Digest
  public var areaType: String?
  /// With every value on the way.
  public var indicators: [IndicatorResult]
  public var cost: PlanCost
  public var measureCount: Int
  public var warnings: [Diagnostic]
  /// Relative to the output folder.
  public var maps: [String]
  public var nodes: [Node]

  /// One execution of a model.
  public struct Node: Codable, Sendable {
    public var event: String
    public var variant: Variant
    public var model: String
    public var modelVersion: String
    public var key: Digest
    public var fromCache: Bool
    /// SHA-256 of each output layer's cells.
    public var layers: [String: Digest]

    public init(
      event: String, variant: Variant, model: String, modelVersion: String, key: Digest, fromCache: Bool,
      layers: [String: Digest]
    ) {
      self.event = event
      self.variant = variant
      self.model = model
      self.modelVersion = modelVersion
      self.key = key
      self.fromCache = fromCache
      self.layers = layers
    }
  }

  /// An indicator without the values on the way: a row of the table.
  public struct Row: Codable, Sendable {
    public var id: String
    public var version: String
    public var theme: LocalizedText
    public var title: LocalizedText
    public var unit: UnitOfMeasure
    public var decimals: Int
    public var better: IndicatorCard.Direction
    public var before: Double
    public var after: Double
    /// After minus before.
    public var change: Double
    public var verdict: Verdict
    /// 1 to 10; absent without a norm for this type of area.
    public var scoreBefore: Double?
    public var scoreAfter: Double?
    public var belowFloor: Bool
    public var norm: NormTable.Row?
    public var band: Band?
    public var changeBand: Band?
    /// From lowest to highest that the change may be.
    public var changeLowest: Double?
    public var changeHighest: Double?
    public var formula: String
    public var inWords: LocalizedText
    public var sources: [LocalizedText]
    public var status: EvidenceStatus
    public var doesNotShow: LocalizedText

    public init(_ result: IndicatorResult) {
      id = result.id
      version = result.version
      theme = result.theme
      title = result.title
      unit = result.unit
      decimals = result.decimals
      better = result.better
      before = result.before.value
      after = result.after.value
      change = result.change
      verdict = result.verdict
      scoreBefore = result.before.score
      scoreAfter = result.after.score
      belowFloor = result.after.belowFloor
      norm = result.norm
      band = result.band
      changeBand = result.changeBand
      changeLowest = result.changeRange?.lowerBound
      changeHighest = result.changeRange?.upperBound
      formula = result.formula
      inWords = result.inWords
      sources = result.sources
      status = result.status
      doesNotShow = result.doesNotShow
    }
  }

  /// What `table.json` holds: indicators and cost without paths and cache state, so that equal runs give equal bytes.
  public struct Table: Codable, Sendable {
    public var title: LocalizedText
    public var area: LocalizedText
    public var synthetic: Bool
    public var level: Level
    public var events: [LocalizedText]
    public var scenarioDigest: Digest
    public var areaType: String?
    public var indicators: [Row]
    public var cost: PlanCost
  }

  public var rows: [Row] { indicators.map(Row.init) }

  public var table: Table {
    Table(
      title: title, area: areaTitle, synthetic: synthetic, level: level, events: events,
      scenarioDigest: scenarioDigest, areaType: areaType, indicators: rows, cost: cost)
  }

  public init(_ run: ScenarioRun, maps: [String]) {
    title = run.inputs.title
    areaTitle = run.inputs.area.manifest.title
    synthetic = run.inputs.area.manifest.synthetic
    level = run.inputs.level
    events = run.inputs.events.map(\.title)
    scenarioDigest = run.scenarioDigest
    areaType = run.inputs.areaType
    indicators = run.indicators
    cost = run.cost
    measureCount = run.inputs.plan.measures.count
    warnings = run.warnings
    self.maps = maps
    nodes = run.nodes.map { node in
      Node(
        event: node.event.id, variant: node.variant, model: node.modelID, modelVersion: node.modelVersion,
        key: node.key, fromCache: node.fromCache, layers: node.outputs.layers.mapValues(\.digest))
    }
  }
}
