import Dispatch
import Essentials
import Synchronization

/// The rules for passwords of teachers, and the one place where they are hashed.
public enum Password {
  public static let shortest = 10
  public static let longest = 200

  /// - Throws: `PeopleError.password`.
  static func check(_ password: String, for name: String) throws {
    guard (shortest...longest).contains(password.count), password.utf8.count <= longest * 4,
      password.lowercased() != name.lowercased()
    else { throw PeopleError.password }
  }
}

/// Hashes one password at a time away from the threads that serve requests: argon2id takes 64 MiB and tens of
/// milliseconds, and thirty at once would take a small server down.
final class PasswordDesk: Sendable {
  private let queue = DispatchQueue(label: "twinbench.passwords")
  private let waiting = Atomic<Int>(0)
  private let mostWaiting: Int
  /// What an unknown name is compared with, so that it takes as long as a known one.
  private let nobody = Mutex<PasswordHash?>(nil)

  init(mostWaiting: Int = 40) { self.mostWaiting = mostWaiting }

  /// - Throws: `PeopleError.busy` where too many wait or the memory is not there.
  func hash(_ password: String) async throws -> PasswordHash {
    guard let hash = try await perform({ PasswordHash.hash(password) }) else { throw PeopleError.busy }
    return hash
  }

  /// False, as slowly, where there is no hash to compare with.
  /// - Throws: `PeopleError.busy`.
  func matches(_ password: String, _ hash: PasswordHash?) async throws -> Bool {
    try await perform { [self] in
      guard let hash else {
        let stand = nobody.withLock { nobody in
          if nobody == nil { nobody = PasswordHash.hash(SecureRandom.token()) }
          return nobody
        }
        _ = stand?.matches(password)
        return false
      }
      return hash.matches(password)
    }
  }

  private func perform<R: Sendable>(_ work: @escaping @Sendable () -> R) async throws -> R {
    guard waiting.add(1, ordering: .relaxed).newValue <= mostWaiting else {
      waiting.subtract(1, ordering: .relaxed)
      throw PeopleError.busy
    }
    defer { waiting.subtract(1, ordering: .relaxed) }
    return await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: work()) }
    }
  }
}
