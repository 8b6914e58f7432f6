import Grids
import Synchronization

/// The shade of one situation for the positions of the sun that were asked for.
final class ShadeStore: Sendable {
  private let known = Mutex<[SolarPosition: Grid<UInt8>]>([:])

  /// In no order.
  var suns: [SolarPosition] { known.withLock { Array($0.keys) } }

  func shade(_ sun: SolarPosition) -> Grid<UInt8>? { known.withLock { $0[sun] } }

  func keep(_ shade: Grid<UInt8>, _ sun: SolarPosition) {
    known.withLock { known in
      // More than the hours of two days would be of no use to anybody.
      if known.count >= 48 { known.removeAll() }
      known[sun] = shade
    }
  }
}
