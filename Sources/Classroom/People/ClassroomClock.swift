import Foundation

/// The two clocks of a machine, passed in so that tests can move them.
public struct ClassroomClock: Sendable {
  /// What the calendar says; somebody may set it forward or back.
  public var wall: @Sendable () -> Date
  /// Time since some start; only ever grows, also while the machine sleeps.
  public var monotonic: @Sendable () -> Duration

  public init(wall: @escaping @Sendable () -> Date, monotonic: @escaping @Sendable () -> Duration) {
    self.wall = wall
    self.monotonic = monotonic
  }

  /// Those of this machine.
  public static let system: ClassroomClock = {
    let start = ContinuousClock.now
    return ClassroomClock(wall: { Date() }, monotonic: { ContinuousClock.now - start })
  }()
}

/// The time by which sessions grow old, in whole seconds. While the server runs it follows the monotonic clock, so
/// setting the calendar neither ends a session nor revives one. Over a restart it goes on by what the calendar says has
/// passed, and never back.
struct SessionTime: Sendable {
  private let atStart: Int
  private let clock: ClassroomClock
  private let monotonicAtStart: Duration

  /// - Parameters:
  ///   - storedTime: the newest session time on record.
  ///   - storedWall: what the calendar said then, in seconds since 1970.
  init(clock: ClassroomClock, storedTime: Int, storedWall: Int) {
    self.clock = clock
    atStart = storedTime + max(0, Self.seconds(clock.wall()) - storedWall)
    monotonicAtStart = clock.monotonic()
  }

  var now: Int { atStart + Int((clock.monotonic() - monotonicAtStart).components.seconds) }
  var wall: Int { Self.seconds(clock.wall()) }

  /// A calendar before 1970 or beyond reason counts as 1970.
  private static func seconds(_ date: Date) -> Int {
    let seconds = date.timeIntervalSince1970
    return seconds > 0 && seconds < 1e12 ? Int(seconds) : 0
  }
}
