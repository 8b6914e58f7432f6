import Essentials
import Grids

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
  /// - Throws: `ModelError.missingLayer`, `.holes`, `.unknownParameter`, `.parameterOutOfRange`;
  ///   `GridError.framesDiffer`.
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
