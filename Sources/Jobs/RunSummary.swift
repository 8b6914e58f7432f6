import Areas
import Essentials
import Foundation
import Scenarios

/// What a run answers to whoever asked: the table and where its files are.
public struct RunSummary: Codable, Sendable {
  public var title: LocalizedText
  public var areaTitle: LocalizedText
  public var synthetic: Bool
  public var level: Level
  public var events: [LocalizedText]
  public var scenarioDigest: Digest
  public var figures: [Figure]
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

  /// What `table.json` holds: figures and cost without paths and cache state, so that equal runs give equal bytes.
  public struct Table: Codable, Sendable {
    public var title: LocalizedText
    public var area: LocalizedText
    public var synthetic: Bool
    public var level: Level
    public var events: [LocalizedText]
    public var scenarioDigest: Digest
    public var figures: [Figure]
    public var cost: PlanCost
  }

  public var table: Table {
    Table(
      title: title, area: areaTitle, synthetic: synthetic, level: level, events: events,
      scenarioDigest: scenarioDigest, figures: figures, cost: cost)
  }

  public init(_ run: ScenarioRun, maps: [String]) {
    title = run.inputs.title
    areaTitle = run.inputs.area.manifest.title
    synthetic = run.inputs.area.manifest.synthetic
    level = run.inputs.level
    events = run.inputs.events.map(\.title)
    scenarioDigest = run.scenarioDigest
    figures = run.figures
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
