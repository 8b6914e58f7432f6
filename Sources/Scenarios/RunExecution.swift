import Essentials
import Grids
import ModelKit
import Synchronization

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
  /// What the process may still use when a run starts; nil where that is not known.
  var availableMemory: @Sendable () -> AvailableMemory? = { AvailableMemory.now() }
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
    // Previews are too short for many threads to help one; side by side they do.
    if context.threads > 1, graph.nodes.contains(where: { $0.level == .preview }) {
      try runSideBySide(graph.nodes, context)
    }
    var results: [NodeResult] = []
    for (index, node) in graph.nodes.enumerated() {
      try context.checkCancellation()
      let count = Double(graph.nodes.count)
      let part = context.part(Double(index) / count...Double(index + 1) / count)
      let description = node.model.description
      part.progress(0, Self.step(node))
      let found = try outputs(of: node, part)
      results.append(
        NodeResult(
          event: node.event, variant: node.variant, modelID: description.id, modelVersion: description.version,
          key: node.key, fromCache: found.fromCache, outputs: found.outputs))
      for warning in found.outputs.warnings where !warnings.contains(warning) { warnings.append(warning) }
    }
    return results
  }

  private static func step(_ node: RunNode) -> LocalizedText {
    let title = node.model.description.title
    return LocalizedText(
      nl: "\(title.nl), \(node.variant.title.nl)", en: "\(title.en), \(node.variant.title.en)")
  }

  /// Runs what is not known or kept, each node by its share of the threads.
  private mutating func runSideBySide(_ nodes: [RunNode], _ context: WorkContext) throws {
    var missing: [RunNode] = []
    for node in nodes where done[node.key] == nil && !missing.contains(where: { $0.key == node.key }) {
      if let kept = cached(node) { done[node.key] = (kept, true) } else { missing.append(node) }
    }
    guard missing.count > 1 else { return }
    let todo = missing
    let found = Mutex<[Int: Result<ModelOutputs, any Error>]>([:])
    var share = context
    share.threads = max(1, context.threads / todo.count)
    let frames = todo.map(wantsFrames)
    try requireMemory(todo)
    let own = share
    Parallel.ranges(todo.count, threads: context.threads) { range in
      for index in range {
        let node = todo[index]
        let result = Result {
          try node.model.run(
            node.inputs, options: RunOptions(level: node.level, frames: frames[index]), context: own)
        }
        found.withLock { $0[index] = result }
      }
    }
    let results = found.withLock { $0 }
    for (index, node) in todo.enumerated() {
      guard let outputs = try results[index]?.get() else { continue }
      keep(outputs, of: node)
      done[node.key] = (outputs, false)
    }
  }

  private mutating func outputs(
    of node: RunNode, _ context: WorkContext
  ) throws -> (outputs: ModelOutputs, fromCache: Bool) {
    if let known = done[node.key], !wantsFrames(node) || !known.outputs.frames.isEmpty { return known }
    let found: (outputs: ModelOutputs, fromCache: Bool)
    if let kept = cached(node) {
      found = (kept, true)
    } else {
      try requireMemory([node])
      let outputs = try node.model.run(
        node.inputs, options: RunOptions(level: node.level, frames: wantsFrames(node)), context: context)
      keep(outputs, of: node)
      found = (outputs, false)
    }
    done[node.key] = found
    return found
  }

  /// - Throws: `ModelError.tooLittleMemory` where runs of these nodes side by side would not fit.
  private func requireMemory(_ nodes: [RunNode]) throws {
    try RunMemory.require(nodes, frames: wantsFrames, available: availableMemory())
  }

  /// A cheap level has no steps of time that would be worth showing.
  private func wantsFrames(_ node: RunNode) -> Bool {
    frames && node.level == .run && node.model.description.outputs.contains(where: \.hasFrames)
  }

  private mutating func keep(_ outputs: ModelOutputs, of node: RunNode) {
    do {
      try cache.store(outputs, for: node.key)
      if wantsFrames(node) { try cache.store(frames: outputs.frames, for: node.key) }
    } catch {
      // A full cache costs time at the next run, not this result.
      var warning = Diagnostic(from: error)
      warning.severity = .warning
      warning.code = Self.notStored
      if !warnings.contains(warning) { warnings.append(warning) }
    }
  }

  private func cached(_ node: RunNode) -> ModelOutputs? {
    guard var outputs = cache.outputs(for: node.key) else { return nil }
    if wantsFrames(node) {
      guard let frames = cache.frames(for: node.key) else { return nil }
      outputs.frames = frames
    }
    return outputs
  }
}
