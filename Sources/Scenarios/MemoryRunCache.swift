import Essentials
import Grids
import ModelKit
import Synchronization

/// Outputs that were used lately, in memory, in front of another cache: for a process that lives longer than one run.
public final class MemoryRunCache: Sendable {
  fileprivate struct State {
    var outputs: [Digest: ModelOutputs] = [:]
    /// Least recently used first.
    var order: [Digest] = []
    var cells = 0
  }

  fileprivate let state = Mutex(State())
  private let mostCells: Int

  /// - Parameter megabytes: of cells that may be kept.
  public init(megabytes: Int) { mostCells = megabytes << 20 / MemoryLayout<Float>.stride }

  /// This memory in front of a cache.
  /// - Parameter persists: false keeps what is stored in memory only.
  public func before(_ cache: any RunCache, persists: Bool = true) -> any RunCache {
    Front(memory: self, behind: cache, persists: persists)
  }

  private struct Front: RunCache {
    let memory: MemoryRunCache
    let behind: any RunCache
    let persists: Bool

    func outputs(for key: Digest) -> ModelOutputs? {
      if let known = memory.state.withLock({ $0.use(key) }) { return known }
      guard let found = behind.outputs(for: key) else { return nil }
      memory.keep(found, for: key)
      return found
    }

    func store(_ outputs: ModelOutputs, for key: Digest) throws {
      var plain = outputs
      plain.frames = [:]
      memory.keep(plain, for: key)
      if persists { try behind.store(plain, for: key) }
    }

    func frames(for key: Digest) -> [String: [LayerFrame]]? { behind.frames(for: key) }

    func store(frames: [String: [LayerFrame]], for key: Digest) throws {
      if persists { try behind.store(frames: frames, for: key) }
    }
  }

  private func keep(_ outputs: ModelOutputs, for key: Digest) {
    state.withLock { state in
      state.forget(key)
      state.outputs[key] = outputs
      state.order.append(key)
      state.cells += State.cells(outputs)
      while state.cells > mostCells, state.order.count > 1, let oldest = state.order.first { state.forget(oldest) }
    }
  }
}

extension MemoryRunCache.State {
  fileprivate static func cells(_ outputs: ModelOutputs) -> Int { outputs.layers.values.reduce(0) { $0 + $1.count } }

  fileprivate mutating func use(_ key: Digest) -> ModelOutputs? {
    guard let known = outputs[key] else { return nil }
    order.removeAll { $0 == key }
    order.append(key)
    return known
  }

  fileprivate mutating func forget(_ key: Digest) {
    guard let known = outputs.removeValue(forKey: key) else { return }
    cells -= Self.cells(known)
    order.removeAll { $0 == key }
  }
}
