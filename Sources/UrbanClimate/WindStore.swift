import Synchronization

/// The last known wind of each quarter in the blocks of one situation.
final class WindStore: Sendable {
  private let known = Mutex<[Footprint: BlockWinds]>([:])

  subscript(footprint: Footprint) -> BlockWinds? { known.withLock { $0[footprint] } }

  func keep(_ winds: BlockWinds, _ footprint: Footprint) { known.withLock { $0[footprint] = winds } }

  /// Takes over those of another situation of the same blocks.
  func keep(_ other: WindStore) {
    let theirs = other.known.withLock { $0 }
    known.withLock { $0 = theirs }
  }
}
