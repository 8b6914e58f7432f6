import Essentials
import ModelKit

/// One node's outputs and where they came from.
public struct NodeResult: Sendable {
  public var event: Event
  public var variant: Variant
  public var modelID: String
  public var modelVersion: String
  public var key: Digest
  public var fromCache: Bool
  public var outputs: ModelOutputs
}

/// Runs the nodes of graphs, each key once: what is known or in the cache is not computed.
struct RunExecution {
  let cache: any RunCache
  /// Whether steps of time are wanted of the layers that have them.
  let frames: Bool
  private var done: [Digest: (outputs: ModelOutputs, fromCache: Bool)] = [:]
  /// What to tell about the nodes so far, each thing once.
  private(set) var warnings: [Diagnostic] = []

  /// Code of the warning that outputs could not be kept: about this machine, not about the run.
  static let notStored = "run.notStored"

  /// - Parameter known: nodes of an earlier run that need not be run again.
  init(cache: any RunCache, known: [NodeResult] = [], frames: Bool = false) {
    self.cache = cache
    self.frames = frames
    for node in known { done[node.key] = (node.outputs, true) }
  }

  /// The outputs of every node, in the graph's order.
  /// - Throws: `ModelError`, `CancellationError`.
  mutating func results(of graph: RunGraph, context: WorkContext) throws -> [NodeResult] {
    var results: [NodeResult] = []
    for (index, node) in graph.nodes.enumerated() {
      try context.checkCancellation()
      let count = Double(graph.nodes.count)
      let part = context.part(Double(index) / count...Double(index + 1) / count)
      let description = node.model.description
      part.progress(
        0,
        LocalizedText(
          nl: "\(description.title.nl), \(node.variant.title.nl)",
          en: "\(description.title.en), \(node.variant.title.en)"))
      let found = try outputs(of: node, part)
      results.append(
        NodeResult(
          event: node.event, variant: node.variant, modelID: description.id, modelVersion: description.version,
          key: node.key, fromCache: found.fromCache, outputs: found.outputs))
      for warning in found.outputs.warnings where !warnings.contains(warning) { warnings.append(warning) }
    }
    return results
  }

  private mutating func outputs(
    of node: RunNode, _ context: WorkContext
  ) throws -> (outputs: ModelOutputs, fromCache: Bool) {
    // A cheap level has no steps of time that would be worth showing.
    let wantsFrames = frames && node.level == .run && node.model.description.outputs.contains(where: \.hasFrames)
    if let known = done[node.key], !wantsFrames || !known.outputs.frames.isEmpty { return known }
    let found: (outputs: ModelOutputs, fromCache: Bool)
    if let cached = cached(node.key, withFrames: wantsFrames) {
      found = (cached, true)
    } else {
      let outputs = try node.model.run(
        node.inputs, options: RunOptions(level: node.level, frames: wantsFrames), context: context)
      do {
        try cache.store(outputs, for: node.key)
        if wantsFrames { try cache.store(frames: outputs.frames, for: node.key) }
      } catch {
        // A full cache costs time at the next run, not this result.
        var warning = Diagnostic(from: error)
        warning.severity = .warning
        warning.code = Self.notStored
        if !warnings.contains(warning) { warnings.append(warning) }
      }
      found = (outputs, false)
    }
    done[node.key] = found
    return found
  }

  private func cached(_ key: Digest, withFrames: Bool) -> ModelOutputs? {
    guard var outputs = cache.outputs(for: key) else { return nil }
    if withFrames {
      guard let frames = cache.frames(for: key) else { return nil }
      outputs.frames = frames
    }
    return outputs
  }
}
