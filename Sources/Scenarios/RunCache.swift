import Essentials
import ModelKit

/// Keeps the outputs of run-graph nodes by their key.
public protocol RunCache: Sendable {
  /// The stored outputs without steps of time, or nil where there are none or they are damaged.
  func outputs(for key: Digest) -> ModelOutputs?
  /// Steps of time are left out: they have a place of their own.
  func store(_ outputs: ModelOutputs, for key: Digest) throws
  /// The stored steps of time, by layer; nil where there are none or they are damaged.
  func frames(for key: Digest) -> [String: [LayerFrame]]?
  func store(frames: [String: [LayerFrame]], for key: Digest) throws
}

extension RunCache {
  public func frames(for key: Digest) -> [String: [LayerFrame]]? { nil }
  public func store(frames: [String: [LayerFrame]], for key: Digest) throws {}
}

/// Keeps nothing.
public struct NoRunCache: RunCache {
  public init() {}
  public func outputs(for key: Digest) -> ModelOutputs? { nil }
  public func store(_ outputs: ModelOutputs, for key: Digest) {}
}
