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
  /// That the model offers.
  public var level: Level
  /// SHA-256 over engine version, model id and version, input layers, series, parameters and level: whatever can
  /// change a bit of the outputs, and nothing else.
  public var key: Digest
}

/// What has to be run for a scenario.
public struct RunGraph: Sendable {
  public let nodes: [RunNode]

  /// - Parameters:
  ///   - level: a model that does not offer it runs at `run`.
  ///   - layers: the layers of each variant to be compared.
  ///   - present: the situation that the layers come from, where it is at hand: it saves hashing.
  /// - Throws: `EventError.unknownKind`.
  public init(
    events: [Event], level: Level, parameters: [String: [String: Double]], layers: [(Variant, EffectiveLayers)],
    present: PresentSituation? = nil
  ) throws {
    var nodes: [RunNode] = []
    for event in events {
      guard let model = Engine.model(for: event.kind) else {
        throw EventError.unknownKind(event.kind, event: event.id, known: Engine.kinds)
      }
      let description = model.description
      let level = model.level(for: level)
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
            event: event, variant: variant, model: model, inputs: inputs, level: level,
            key: try Self.key(description, level, inputs, present)))
      }
    }
    self.nodes = nodes
  }

  private static func key(
    _ model: ModelDescription, _ level: Level, _ inputs: ModelInputs, _ present: PresentSituation?
  ) throws -> Digest {
    func frame(_ frame: GridFrame) -> JSONValue {
      [
        "epsg": .number(Double(frame.epsg)), "west": .number(frame.west), "north": .number(frame.north),
        "cellSize": .number(frame.cellSize), "columns": .number(Double(frame.columns)),
        "rows": .number(Double(frame.rows)),
      ]
    }
    func digests(_ layers: [String: Grid<Float>], _ digest: (Grid<Float>, String) -> Digest) -> JSONValue {
      .object(Dictionary(uniqueKeysWithValues: layers.map { ($0.key, .string(digest($0.value, $0.key).hex)) }))
    }
    let layers = digests(inputs.layers) { present?.digest(of: $0, named: $1) ?? $0.digest }
    let context = digests(inputs.contextLayers) { present?.contextDigest(of: $0, named: $1) ?? $0.digest }
    let form: JSONValue = [
      "engine": .string(Engine.version), "model": .string(model.id), "modelVersion": .string(model.version),
      "level": .string(level.rawValue), "frame": frame(inputs.frame), "layers": layers,
      "contextFrame": inputs.contextFrame.map(frame) ?? .null, "contextLayers": context,
      "series": .object(inputs.series.mapValues { .array($0.map { .number($0) }) }),
      "parameters": .object(inputs.parameters.mapValues { .number($0) }),
    ]
    return try form.digest()
  }
}
