import Areas
import Assessment
import Essentials
import Foundation
import Indicators
import ModelKit
import Scenarios

/// Says at once which measures of a plan cannot stand where they are. Answers `PlanReview`.
public struct ReviewPlanJob: Codable, Sendable {
  public var packs: [MountedPack]
  /// GeoJSON of the whole plan.
  public var plan: Data

  public init(packs: [MountedPack], plan: Data) {
    self.packs = packs
    self.plan = plan
  }
}

/// What is wrong with a plan, and what it costs.
public struct PlanReview: Codable, Sendable {
  /// By measure; `Diagnostic.location.key` begins with the measure's id.
  public var problems: [Diagnostic]
  public var cost: PlanCost

  public init(problems: [Diagnostic], cost: PlanCost) {
    self.problems = problems
    self.cost = cost
  }
}

/// Evaluates a plan for a browser: indicators, and the layers that it wants to see as grids. Answers `PlanView`.
public struct EvaluatePlanJob: Codable, Sendable {
  public var packs: [MountedPack]
  public var events: [String]
  /// By model id.
  public var parameters: [String: [String: Double]]
  public var level: Level
  /// GeoJSON.
  public var plan: Data
  /// Ids of layers (`heat.pet`) and parts of a change (`heat.petLocal`) to be written as grids; the others are left out.
  public var layers: [String]
  /// Whether steps of time are written too, for the layers that have them.
  public var frames: Bool
  /// Whether every indicator and goal comes with its whole explanation.
  public var explains: Bool
  /// What the assignment looks at, under names of the caller's choice.
  public var goals: [String: Goal]
  public var viewFolder: String
  public var cacheFolder: String

  public init(
    packs: [MountedPack], events: [String], parameters: [String: [String: Double]], level: Level, plan: Data,
    layers: [String], frames: Bool, explains: Bool, goals: [String: Goal] = [:], viewFolder: String,
    cacheFolder: String
  ) {
    self.packs = packs
    self.events = events
    self.parameters = parameters
    self.level = level
    self.plan = plan
    self.layers = layers
    self.frames = frames
    self.explains = explains
    self.goals = goals
    self.viewFolder = viewFolder
    self.cacheFolder = cacheFolder
  }
}

/// A plan's effect, as a browser shows it.
public struct PlanView: Codable, Sendable {
  /// One layer in one situation; a part of a change stands as `after`, and is itself a difference.
  public struct LayerGrid: Codable, Hashable, Sendable {
    /// `heat.pet`.
    public var layer: String
    public var variant: Variant
    /// The main grid; nil where only frames were asked for.
    public var grid: GridReference?
    public var frames: [Frame]
    /// 1 where the values are incomplete and to be greyed; nil where they never are.
    public var incomplete: GridReference?

    public init(
      layer: String, variant: Variant, grid: GridReference?, frames: [Frame] = [], incomplete: GridReference? = nil
    ) {
      self.layer = layer
      self.variant = variant
      self.grid = grid
      self.frames = frames
      self.incomplete = incomplete
    }
  }

  /// A step of time.
  public struct Frame: Codable, Hashable, Sendable {
    /// `14:00`, `0:20`.
    public var label: LocalizedText
    public var grid: GridReference
    /// Where the sun stands then; nil where it plays no part in the model.
    public var sun: SolarAngles?

    public init(label: LocalizedText, grid: GridReference, sun: SolarAngles? = nil) {
      self.label = label
      self.grid = grid
      self.sun = sun
    }
  }

  public var scenarioDigest: Digest
  /// At which the values of `after` were computed. On `preview`, a value is the run's value for today plus the change
  /// that the preview found.
  public var level: Level
  public var indicators: [RunSummary.Row]
  /// With formula, numbers, sources and limits; empty unless asked for.
  public var explanations: [IndicatorResult]
  /// By the names of the job; a goal that has nothing to measure with this plan is left out.
  public var goals: [String: Goal.Reading]
  public var cost: PlanCost
  public var layers: [LayerGrid]
  /// Where water is meant to stand with the plan: 1 inside.
  public var holdsWater: GridReference?
  public var warnings: [Diagnostic]

  public init(
    scenarioDigest: Digest, level: Level, indicators: [RunSummary.Row], explanations: [IndicatorResult],
    goals: [String: Goal.Reading] = [:], cost: PlanCost, layers: [LayerGrid], holdsWater: GridReference?,
    warnings: [Diagnostic]
  ) {
    self.scenarioDigest = scenarioDigest
    self.level = level
    self.indicators = indicators
    self.explanations = explanations
    self.goals = goals
    self.cost = cost
    self.layers = layers
    self.holdsWater = holdsWater
    self.warnings = warnings
  }
}

/// Reads everything that is known of one cell, before and after a plan. Answers `CellReading`.
public struct ReadCellJob: Codable, Sendable {
  public var packs: [MountedPack]
  public var events: [String]
  public var parameters: [String: [String: Double]]
  public var level: Level
  public var plan: Data
  /// RD New, m.
  public var x: Double
  public var y: Double
  public var cacheFolder: String

  public init(
    packs: [MountedPack], events: [String], parameters: [String: [String: Double]], level: Level, plan: Data,
    x: Double, y: Double, cacheFolder: String
  ) {
    self.packs = packs
    self.events = events
    self.parameters = parameters
    self.level = level
    self.plan = plan
    self.x = x
    self.y = y
    self.cacheFolder = cacheFolder
  }
}

/// One cell, read out.
public struct CellReading: Codable, Hashable, Sendable {
  /// A value or a term of a formula, before and after the plan.
  public struct Line: Codable, Hashable, Sendable {
    public var id: String
    public var title: LocalizedText
    public var unit: String
    /// nil where there is none, such as PET on a roof.
    public var before: Double?
    public var after: Double?
    public var decimals: Int
    /// What it means or where it comes from.
    public var note: LocalizedText?

    public init(
      id: String, title: LocalizedText, unit: String, before: Double?, after: Double?, decimals: Int,
      note: LocalizedText? = nil
    ) {
      self.id = id
      self.title = title
      self.unit = unit
      self.before = before
      self.after = after
      self.decimals = decimals
      self.note = note
    }
  }

  /// One step of time of a part, before and after the plan.
  public struct Hour: Codable, Hashable, Sendable {
    /// `14:00`.
    public var label: LocalizedText
    public var sun: SolarAngles?
    /// In a word what reigns then, such as sun or shade.
    public var stateBefore: LocalizedText?
    public var stateAfter: LocalizedText?
    /// False where the hour is told but left out of the mean.
    public var counts: Bool
    public var before: Double?
    public var after: Double?
    /// By the ids of the part's terms.
    public var terms: [Line]

    public init(
      label: LocalizedText, sun: SolarAngles?, stateBefore: LocalizedText?, stateAfter: LocalizedText?, counts: Bool,
      before: Double?, after: Double?, terms: [Line]
    ) {
      self.label = label
      self.sun = sun
      self.stateBefore = stateBefore
      self.stateAfter = stateAfter
      self.counts = counts
      self.before = before
      self.after = after
      self.terms = terms
    }
  }

  /// The outputs of one model at the cell, and the terms behind its main one.
  public struct Part: Codable, Hashable, Sendable {
    public var kind: String
    public var title: LocalizedText
    /// The formula in words or symbols.
    public var formula: LocalizedText?
    public var source: LocalizedText?
    public var values: [Line]
    /// Terms that add up to the first value, where the model can say them.
    public var terms: [Line]
    /// The first value step by step; empty where the model has no steps.
    public var hours: [Hour]
    /// By what the first value changed; nil where nothing was planned or the model cannot say.
    public var change: ChangeExplanation?

    public init(
      kind: String, title: LocalizedText, formula: LocalizedText?, source: LocalizedText?, values: [Line],
      terms: [Line], hours: [Hour] = [], change: ChangeExplanation? = nil
    ) {
      self.kind = kind
      self.title = title
      self.formula = formula
      self.source = source
      self.values = values
      self.terms = terms
      self.hours = hours
      self.change = change
    }
  }

  public var row: Int
  public var column: Int
  public var landCoverBefore: LocalizedText
  public var landCoverAfter: LocalizedText
  /// Ground level, heights of building and crown.
  public var surroundings: [Line]
  public var parts: [Part]

  public init(
    row: Int, column: Int, landCoverBefore: LocalizedText, landCoverAfter: LocalizedText, surroundings: [Line],
    parts: [Part]
  ) {
    self.row = row
    self.column = column
    self.landCoverBefore = landCoverBefore
    self.landCoverAfter = landCoverAfter
    self.surroundings = surroundings
    self.parts = parts
  }
}
