import Grids
import Synchronization

/// The shade of one situation for the positions of the sun that were asked for last.
final class ShadeStore: Sendable {
  /// All hours of a day, and the sun at its highest on midsummer day.
  static let mostSuns = 25

  private struct Known {
    var sun: SolarPosition
    var shade: Grid<UInt8>
    var isAsked: Bool
  }

  /// Asked for last at the end.
  private let known = Mutex<[Known]>([])

  /// What the next situation takes over: the shade that this one was asked for, or, where nobody asked yet, what it took
  /// over itself. Asked for last at the end.
  var inUse: [(sun: SolarPosition, shade: Grid<UInt8>)] {
    known.withLock { known in
      let asked = known.filter(\.isAsked)
      return (asked.isEmpty ? known : asked).map { ($0.sun, $0.shade) }
    }
  }

  /// Shade that somebody asks for, if it is known.
  func shade(_ sun: SolarPosition) -> Grid<UInt8>? {
    known.withLock { known in
      guard let index = known.firstIndex(where: { $0.sun == sun }) else { return nil }
      var found = known.remove(at: index)
      found.isAsked = true
      known.append(found)
      return found.shade
    }
  }

  /// - Parameter isAsked: somebody asked for it; else it is taken over from the situation before.
  func keep(_ shade: Grid<UInt8>, _ sun: SolarPosition, isAsked: Bool) {
    known.withLock { known in
      known.removeAll { $0.sun == sun }
      known.append(Known(sun: sun, shade: shade, isAsked: isAsked))
      if known.count > Self.mostSuns { known.removeFirst() }
    }
  }
}
