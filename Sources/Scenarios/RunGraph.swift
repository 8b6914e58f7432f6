import Areas
import Essentials
import Grids
import ModelKit

/// Before the plan and with it.
public enum Variant: String, CaseIterable, Codable, Sendable {
  case before, after

  public var title: LocalizedText {
    switch self {
    case .before: LocalizedText(nl: "nu", en: "now")
    case .after: LocalizedText(nl: "met plan", en: "with plan")
    }
  }
}

/// One execution of one model. Nodes with equal keys have equal outputs, so they are run once.
public struct RunNode: Sendable {
  public var event: Event
  public var variant: Variant
  public var model: any Model
  public var inputs: ModelInputs
  /// SHA-256 over engine version, model id and version, input layers, series, parameters and level: whatever can
  /// change a bit of the outputs, and nothing else.
  public var key: Digest
}

/// What has to be run for a scenario.
public struct RunGraph: Sendable {
  public let nodes: [RunNode]

  /// - Parameter layers: the layers of each variant to be compared.
  /// - Throws: `EventError.unknownKind`.
  public init(
    events: [Event], level: Level, parameters: [String: [String: Double]], layers: [(Variant, EffectiveLayers)]
  ) throws {
    var nodes: [RunNode] = []
    for event in events {
      guard let model = Engine.model(for: event.kind) else {
        throw EventError.unknownKind(event.kind, event: event.id, known: Engine.kinds)
      }
      let description = model.description
      let wanted = Set((description.inputs + description.optionalInputs).map(\.id))
      for (variant, effective) in layers {
        let inputs = ModelInputs(
          frame: effective.landCover.frame, layers: effective.layers.filter { wanted.contains($0.key) },
          contextFrame: effective.contextFrame,
          contextLayers: effective.contextLayers.filter { wanted.contains($0.key) },
          series: event.series,
          parameters: event.parameters.merging(parameters[event.kind] ?? [:]) { _, own in own })
        nodes.append(
          RunNode(
            event: event, variant: variant, model: model, inputs: inputs,
            key: try Self.key(description, level, inputs)))
      }
    }
    self.nodes = nodes
  }

  private static func key(_ model: ModelDescription, _ level: Level, _ inputs: ModelInputs) throws -> Digest {
    func frame(_ frame: GridFrame) -> JSONValue {
      [
        "epsg": .number(Double(frame.epsg)), "west": .number(frame.west), "north": .number(frame.north),
        "cellSize": .number(frame.cellSize), "columns": .number(Double(frame.columns)),
        "rows": .number(Double(frame.rows)),
      ]
    }
    func digests(_ layers: [String: Grid<Float>]) -> JSONValue { .object(layers.mapValues { .string($0.digest.hex) }) }
    let form: JSONValue = [
      "engine": .string(Engine.version), "model": .string(model.id), "modelVersion": .string(model.version),
      "level": .string(level.rawValue), "frame": frame(inputs.frame), "layers": digests(inputs.layers),
      "contextFrame": inputs.contextFrame.map(frame) ?? .null, "contextLayers": digests(inputs.contextLayers),
      "series": .object(inputs.series.mapValues { .array($0.map { .number($0) }) }),
      "parameters": .object(inputs.parameters.mapValues { .number($0) }),
    ]
    return try form.digest()
  }
}
