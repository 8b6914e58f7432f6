import Essentials
import ModelKit

/// The check that comes before a run, and before an explanation of one: does it fit in what the process may still use?
public enum RunMemory {
  /// - Parameters:
  ///   - nodes: what is at work, or held, at the same time.
  ///   - frames: whether steps of time are wanted of a node.
  ///   - available: what the process may still use; nil where that is not known, and then all is let through.
  /// - Throws: `ModelError.tooLittleMemory` where runs of these nodes side by side would not fit.
  public static func require(
    _ nodes: [RunNode], frames: (RunNode) -> Bool = { _ in false },
    available: AvailableMemory? = AvailableMemory.now()
  ) throws {
    guard let available else { return }
    let needed = nodes.reduce(0) { sum, node in
      sum + node.model.predictedMemory(node.inputs, options: RunOptions(level: node.level, frames: frames(node)))
    }
    if needed > available.bytes { throw ModelError.tooLittleMemory(needed: needed, available: available) }
  }
}
