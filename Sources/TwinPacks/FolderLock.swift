import Essentials
import Foundation
import Glibc

/// An advisory lock on a file or folder. It ends with its owner, however that ends, so a killed process leaves none.
final class FolderLock: @unchecked Sendable {
  // Only opened in `init` and closed in `deinit`.
  private let descriptor: Int32

  /// Waits until the lock is free.
  init(waitingFor url: URL) throws {
    descriptor = try Self.open(url)
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else {
        let reason = errno
        close(descriptor)
        throw FileError.system(path: url.path, reason: reason)
      }
    }
  }

  /// nil when someone else holds it.
  init?(trying url: URL) throws {
    descriptor = try Self.open(url)
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return nil
    }
  }

  deinit { close(descriptor) }

  private static func open(_ url: URL) throws -> Int32 {
    let descriptor = Glibc.open(url.path, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
    guard descriptor >= 0 else { throw FileError.system(path: url.path, reason: errno) }
    return descriptor
  }
}
