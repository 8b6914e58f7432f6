import Essentials

/// What a model needs and gives, in the style of an OGC API Processes process description.
public struct ModelDescription: Codable, Hashable, Sendable {
  /// Also the kind of the events that it takes, the name under which a scenario sets its parameters, and the first
  /// word of its layers in formulas (`heat.pet`) and files.
  public var id: String
  /// Semantic version; part of every cache key.
  public var version: String
  public var title: LocalizedText
  public var summary: LocalizedText
  /// Layers it must have.
  public var inputs: [LayerDescription]
  /// Layers it uses where present.
  public var optionalInputs: [LayerDescription]
  public var parameters: [ParameterDescription]
  public var outputs: [LayerDescription]
  public var scalars: [ScalarDescription]
  /// Maps into which the change of an output can be split, see `Model.changeParts`; they are no outputs.
  public var changeParts: [ChangePartDescription]
  /// How far a changed cell reaches.
  public var influence: Influence
  /// Known limits, told to the user.
  public var limits: [LocalizedText]
  /// The levels that it offers; one that is asked for anything else runs at `run`.
  public var levels: [Level]

  public init(
    id: String, version: String, title: LocalizedText, summary: LocalizedText, inputs: [LayerDescription],
    optionalInputs: [LayerDescription] = [], parameters: [ParameterDescription], outputs: [LayerDescription],
    scalars: [ScalarDescription] = [], changeParts: [ChangePartDescription] = [], influence: Influence,
    limits: [LocalizedText] = [], levels: [Level] = [.run]
  ) {
    self.id = id
    self.version = version
    self.title = title
    self.summary = summary
    self.inputs = inputs
    self.optionalInputs = optionalInputs
    self.parameters = parameters
    self.outputs = outputs
    self.scalars = scalars
    self.changeParts = changeParts
    self.influence = influence
    self.limits = limits
    self.levels = levels
  }
}

/// A grid that a model takes or gives.
public struct LayerDescription: Codable, Hashable, Sendable {
  public var id: String
  /// UCUM-like unit: `m`, `mm`, `mm/h`, `Cel`, `1`.
  public var unit: String
  public var title: LocalizedText
  /// The map that a run draws of it; nil for none. Only for outputs.
  public var map: MapPresentation?
  /// Whether it can be had for steps of time too. Only for outputs.
  public var hasFrames: Bool

  public init(
    _ id: String, unit: String, title: LocalizedText, map: MapPresentation? = nil, hasFrames: Bool = false
  ) {
    self.id = id
    self.unit = unit
    self.title = title
    self.map = map
    self.hasFrames = hasFrames
  }
}

/// A part of the change of an output between two situations, as a map of its own.
public struct ChangePartDescription: Codable, Hashable, Sendable {
  /// Among the ids of outputs and parts it stands once.
  public var id: String
  /// Id of the output whose change it is part of; all parts of one output add up to that change.
  public var output: String
  public var title: LocalizedText
  /// What it holds, and in which order the parts were told apart.
  public var meaning: LocalizedText
  /// Id of the diverging scale of its map.
  public var scale: String

  public init(_ id: String, of output: String, title: LocalizedText, meaning: LocalizedText, scale: String) {
    self.id = id
    self.output = output
    self.title = title
    self.meaning = meaning
    self.scale = scale
  }
}

/// How an output becomes a map: before and after beside each other, and the change below them.
public struct MapPresentation: Codable, Hashable, Sendable {
  /// Of the file, without its ending: lower case, words parted by hyphens.
  public var name: String
  public var title: LocalizedText
  /// Id of a colour scale of the workbench.
  public var scale: String
  /// Id of the diverging scale of the change; nil shows no change.
  public var changeScale: String?
  /// More of it is no harm where water is meant to stand: the change is left white there.
  public var passesOverStoredWater: Bool
  /// Id of the output that is 1 where the values are incomplete and the map is greyed; nil where they never are.
  public var incompleteWhere: String?

  public init(
    name: String, title: LocalizedText, scale: String, changeScale: String? = nil, passesOverStoredWater: Bool = false,
    incompleteWhere: String? = nil
  ) {
    self.name = name
    self.title = title
    self.scale = scale
    self.changeScale = changeScale
    self.passesOverStoredWater = passesOverStoredWater
    self.incompleteWhere = incompleteWhere
  }
}

/// A number that a model gives.
public struct ScalarDescription: Codable, Hashable, Sendable {
  public var id: String
  /// As of a layer.
  public var unit: String
  public var title: LocalizedText

  public init(_ id: String, unit: String, title: LocalizedText) {
    self.id = id
    self.unit = unit
    self.title = title
  }
}

/// A number that a run may set, with its default and where that comes from.
public struct ParameterDescription: Codable, Hashable, Sendable {
  public var id: String
  /// As of a layer.
  public var unit: String
  public var title: LocalizedText
  public var defaultValue: Double
  public var minimum: Double
  public var maximum: Double
  /// Author and year, or whose choice it is.
  public var source: String
  public var status: EvidenceStatus

  public init(
    _ id: String, unit: String, title: LocalizedText, default defaultValue: Double, in range: ClosedRange<Double>,
    source: String, status: EvidenceStatus
  ) {
    self.id = id
    self.unit = unit
    self.title = title
    self.defaultValue = defaultValue
    minimum = range.lowerBound
    maximum = range.upperBound
    self.source = source
    self.status = status
  }
}

/// What a change of one cell can change.
public enum Influence: Codable, Hashable, Sendable {
  /// Cells within so many metres.
  case radius(Double)
  /// Cells on the scan lines through it, and cells within so many metres for averages.
  case scanLines(radius: Double)
  /// Everything.
  case domain
}
