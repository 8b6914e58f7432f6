import Essentials
import Grids

/// A pure function from layers and parameters to layers and scalars.
///
/// The same inputs give the same bytes on any machine and with any number of threads: a model takes no file, clock,
/// locale or random number, and calls `Elementary` instead of the C library's functions.
public protocol Model: Sendable {
  var description: ModelDescription { get }

  /// - Throws: `ModelError` for inputs that do not fit the description, `CancellationError` when asked to stop.
  func run(_ inputs: ModelInputs, context: WorkContext) throws -> ModelOutputs
}

/// What a model needs and gives, in the style of an OGC API Processes process description.
public struct ModelDescription: Codable, Hashable, Sendable {
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
  /// How far a changed cell reaches.
  public var influence: Influence
  /// Known limits, told to the user.
  public var limits: [LocalizedText]

  public init(
    id: String, version: String, title: LocalizedText, summary: LocalizedText, inputs: [LayerDescription],
    optionalInputs: [LayerDescription] = [], parameters: [ParameterDescription], outputs: [LayerDescription],
    scalars: [ScalarDescription] = [], influence: Influence, limits: [LocalizedText] = []
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
    self.influence = influence
    self.limits = limits
  }
}

public struct LayerDescription: Codable, Hashable, Sendable {
  public var id: String
  /// UCUM-like unit: `m`, `mm`, `mm/h`, `Cel`, `1`.
  public var unit: String
  public var title: LocalizedText

  public init(_ id: String, unit: String, title: LocalizedText) {
    self.id = id
    self.unit = unit
    self.title = title
  }
}

public struct ScalarDescription: Codable, Hashable, Sendable {
  public var id: String
  public var unit: String
  public var title: LocalizedText

  public init(_ id: String, unit: String, title: LocalizedText) {
    self.id = id
    self.unit = unit
    self.title = title
  }
}

public struct ParameterDescription: Codable, Hashable, Sendable {
  /// How far a value may be trusted; "from memory" and "design default" values are shown as teaching values.
  public enum Status: String, Codable, Sendable {
    case verified, oneSource, computed, uncertain, teachingValue
  }

  public var id: String
  public var unit: String
  public var title: LocalizedText
  public var defaultValue: Double
  public var minimum: Double
  public var maximum: Double
  public var source: String
  public var status: Status

  public init(
    _ id: String, unit: String, title: LocalizedText, default defaultValue: Double, in range: ClosedRange<Double>,
    source: String, status: Status
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

/// The layers, coarse context, event series and parameters of one run of a model.
public struct ModelInputs: Sendable {
  public var frame: GridFrame
  /// All in `frame`.
  public var layers: [String: Grid<Float>]
  /// The coarse surroundings, if the pack has them; all in `contextFrame`.
  public var contextFrame: GridFrame?
  public var contextLayers: [String: Grid<Float>]
  /// Values in time that belong to the event; columns by name, all of one length.
  public var series: [String: [Double]]
  public var parameters: [String: Double]

  public init(
    frame: GridFrame, layers: [String: Grid<Float>], contextFrame: GridFrame? = nil,
    contextLayers: [String: Grid<Float>] = [:], series: [String: [Double]] = [:], parameters: [String: Double] = [:]
  ) {
    self.frame = frame
    self.layers = layers
    self.contextFrame = contextFrame
    self.contextLayers = contextLayers
    self.series = series
    self.parameters = parameters
  }

  /// - Throws: `ModelError.missingLayer`, `GridError.framesDiffer`.
  public func layer(_ id: String) throws -> Grid<Float> {
    guard let grid = layers[id] else { throw ModelError.missingLayer(id) }
    try frame.requireSame(as: grid.frame, id)
    return grid
  }

  /// The layer, or a constant where it is absent.
  public func layer(_ id: String, default value: Float) throws -> Grid<Float> {
    layers[id] == nil ? Grid(frame, repeating: value) : try layer(id)
  }

  /// A column of the event.
  /// - Throws: `ModelError.missingSeries`.
  public func series(_ id: String) throws -> [Double] {
    guard let values = series[id] else { throw ModelError.missingSeries(id) }
    return values
  }

  /// The given value or the description's default.
  /// - Throws: `ModelError.unknownParameter`, `ModelError.parameterOutOfRange`.
  public func parameter(_ id: String, of description: ModelDescription) throws -> Double {
    guard let known = description.parameters.first(where: { $0.id == id }) else {
      throw ModelError.unknownParameter(id, known: description.parameters.map(\.id))
    }
    let value = parameters[id] ?? known.defaultValue
    guard value >= known.minimum, value <= known.maximum else {
      throw ModelError.parameterOutOfRange(id, value: value, range: known.minimum...known.maximum)
    }
    return value
  }

  /// Refuses what would give wrong results: missing or foreign layers, holes in layers that must be complete,
  /// unknown parameters.
  public func validate(against description: ModelDescription) throws {
    for input in description.inputs {
      let grid = try layer(input.id)
      try grid.withCells { cells in
        for index in 0..<grid.count where !cells[index].isFinite {
          throw ModelError.holes(input.id, row: index / grid.columns, column: index % grid.columns)
        }
      }
    }
    for id in parameters.keys.sorted() { _ = try parameter(id, of: description) }
  }
}

/// What a model gives.
public struct ModelOutputs: Sendable {
  public var layers: [String: Grid<Float>]
  public var scalars: [String: Double]
  /// The run's water or energy balance, in the order in which it is shown.
  public var balance: [BalanceTerm]
  /// What the user should know about this run.
  public var warnings: [Diagnostic]

  public init(
    layers: [String: Grid<Float>], scalars: [String: Double] = [:], balance: [BalanceTerm] = [],
    warnings: [Diagnostic] = []
  ) {
    self.layers = layers
    self.scalars = scalars
    self.balance = balance
    self.warnings = warnings
  }
}

/// One line of a balance card.
public struct BalanceTerm: Codable, Hashable, Sendable {
  public var id: String
  public var title: LocalizedText
  public var value: Double
  public var unit: String

  public init(_ id: String, title: LocalizedText, value: Double, unit: String) {
    self.id = id
    self.title = title
    self.value = value
    self.unit = unit
  }
}

/// Inputs that do not fit, or a run that went wrong.
public enum ModelError: DiagnosableError {
  case missingLayer(String)
  case missingSeries(String)
  case unknownParameter(String, known: [String])
  case parameterOutOfRange(String, value: Double, range: ClosedRange<Double>)
  case holes(String, row: Int, column: Int)
  case badSeries(String, reason: LocalizedText)
  case balanceNotClosed(relativeError: Double)

  public var diagnostic: Diagnostic {
    switch self {
    case .missingLayer(let id):
      Diagnostic(
        "model.missingLayer", what: LocalizedText(nl: "Laag '\(id)' ontbreekt.", en: "Layer '\(id)' is missing."),
        at: .init(key: id),
        remedy: LocalizedText(nl: "Voeg de laag toe aan het gebied.", en: "Add the layer to the area."))
    case .missingSeries(let id):
      Diagnostic(
        "model.missingSeries",
        what: LocalizedText(nl: "De gebeurtenis mist de reeks '\(id)'.", en: "The event lacks the series '\(id)'."),
        at: .init(key: id),
        remedy: LocalizedText(
          nl: "Kies een gebeurtenis die bij dit model hoort.", en: "Choose an event for this model."))
    case .unknownParameter(let id, let known):
      Diagnostic(
        "model.unknownParameter",
        what: LocalizedText(nl: "Onbekende parameter '\(id)'.", en: "Unknown parameter '\(id)'."), at: .init(key: id),
        remedy: LocalizedText(
          nl: "Bekend zijn: \(known.joined(separator: ", ")).", en: "Known are: \(known.joined(separator: ", "))."))
    case .parameterOutOfRange(let id, let value, let range):
      Diagnostic(
        "model.parameterOutOfRange",
        what: LocalizedText(
          nl: "Parameter '\(id)' is \(value), buiten \(range.lowerBound) tot \(range.upperBound).",
          en: "Parameter '\(id)' is \(value), outside \(range.lowerBound) to \(range.upperBound)."),
        at: .init(key: id),
        remedy: LocalizedText(nl: "Kies een waarde daarbinnen.", en: "Choose a value within it."))
    case .holes(let id, let row, let column):
      Diagnostic(
        "model.holes",
        what: LocalizedText(
          nl: "Laag '\(id)' heeft een gat (geen waarde) op rij \(row), kolom \(column).",
          en: "Layer '\(id)' has a hole (no value) at row \(row), column \(column)."),
        at: .init(key: id),
        remedy: LocalizedText(
          nl: "Vul de gaten, bijvoorbeeld met gdal_fillnodata, en bouw het pakket opnieuw.",
          en: "Fill the holes, for instance with gdal_fillnodata, and build the pack anew."))
    case .badSeries(let id, let reason):
      Diagnostic(
        "model.badSeries",
        what: LocalizedText(nl: "Reeks '\(id)': \(reason.nl)", en: "Series '\(id)': \(reason.en)"), at: .init(key: id),
        remedy: LocalizedText(nl: "Herstel de gebeurtenis.", en: "Mend the event."))
    case .balanceNotClosed(let error):
      Diagnostic(
        "model.balanceNotClosed",
        what: LocalizedText(
          nl: "De balans sluit niet (relatieve fout \(error)); het resultaat is verworpen.",
          en: "The balance does not close (relative error \(error)); the result was rejected."),
        remedy: LocalizedText(
          nl: "Kies een kleinere tijdstap of meld dit gebied.", en: "Choose a smaller time step or report this area."))
    }
  }
}
