import Essentials
import Grids

/// What a model gives.
public struct ModelOutputs: Sendable {
  public var layers: [String: Grid<Float>]
  public var scalars: [String: Double]
  /// The run's water or energy balance, in the order in which it is shown.
  public var balance: [BalanceTerm]
  /// What the user should know about this run.
  public var warnings: [Diagnostic]
  /// Steps of time of a layer, in order; empty unless asked for.
  public var frames: [String: [LayerFrame]]

  public init(
    layers: [String: Grid<Float>], scalars: [String: Double] = [:], balance: [BalanceTerm] = [],
    warnings: [Diagnostic] = [], frames: [String: [LayerFrame]] = [:]
  ) {
    self.layers = layers
    self.scalars = scalars
    self.balance = balance
    self.warnings = warnings
    self.frames = frames
  }
}

/// A layer at one moment of the event.
public struct LayerFrame: Sendable {
  /// `14:00`, `0:20`.
  public var label: LocalizedText
  public var grid: Grid<Float>
  /// Where the sun stands then; nil where it plays no part in the model.
  public var sun: SolarAngles?

  public init(label: LocalizedText, grid: Grid<Float>, sun: SolarAngles? = nil) {
    self.label = label
    self.grid = grid
    self.sun = sun
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
