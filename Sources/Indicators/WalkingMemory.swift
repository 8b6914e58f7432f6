import Areas
import Geometry
import Grids
import Synchronization

/// Walking networks of an area and where features and cells stand on them: they follow from lines and buildings alone,
/// and serve every plan.
final class WalkingMemory: Sendable {
  /// Some features of one set seen from a network.
  struct Places: Hashable, Sendable {
    var set: String
    var ways: Ways
  }

  /// The lines of a set that make up a network.
  struct Ways: Hashable, Sendable {
    var set: String
    var included: [Bool]
  }

  private let frame: GridFrame
  private let networks = Mutex<[Ways: WalkingNetwork]>([:])
  private let cells = Mutex<[Ways: [WalkingNetwork.Access]]>([:])
  private let features = Mutex<[Places: [WalkingNetwork.Access?]]>([:])

  init(frame: GridFrame) { self.frame = frame }

  func network(_ ways: Ways, of lines: FeatureSet) -> WalkingNetwork {
    if let known = networks.withLock({ $0[ways] }) { return known }
    let chosen = zip(lines.features, ways.included).compactMap { $1 ? $0 : nil }
    let found = WalkingNetwork(FeatureSet(epsg: lines.epsg, features: chosen))
    networks.withLock { $0[ways] = found }
    return found
  }

  /// By cell of the frame, in row-major order.
  func accesses(to network: WalkingNetwork, _ ways: Ways) -> [WalkingNetwork.Access] {
    if let known = cells.withLock({ $0[ways] }) { return known }
    let found = network.accesses(from: frame)
    cells.withLock { $0[ways] = found }
    return found
  }

  /// By feature, in the order of the set.
  func accesses(
    to network: WalkingNetwork, _ places: Places, of set: FeatureSet
  ) -> [WalkingNetwork.Access?] {
    if let known = features.withLock({ $0[places] }) { return known }
    let found = set.features.map { network.access(from: $0.geometry) }
    features.withLock { $0[places] = found }
    return found
  }
}
