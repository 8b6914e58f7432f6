import Essentials
import Foundation

/// The key of this server, in a file that only its owner may read. Return codes and tokens of forms are derived from
/// it, and it is what turns a session token into the row that stands for it.
struct ServerSecret {
  let hash: KeyedHash

  /// Reads the file, or makes it.
  /// - Throws: `ClassroomError.secretDamaged`, `FileError`.
  init(file: URL) throws {
    AtomicPublication.removeLeftovers(in: file.deletingLastPathComponent())
    if !FileManager.default.fileExists(atPath: file.path) { try Self.make(file) }
    let data: Data
    do { data = try Data(contentsOf: file) } catch { throw FileError.wrapping(error, path: file.path) }
    guard let hash = KeyedHash(key: Array(data)) else { throw ClassroomError.secretDamaged(file.path) }
    // A copy from a backup may have come back readable for everybody.
    guard chmod(file.path, 0o600) == 0 else { throw FileError.system(path: file.path, reason: errno) }
    self.hash = hash
  }

  /// A hard link gives the finished file its name, and fails where another server was first.
  private static func make(_ file: URL) throws {
    let temporary = AtomicPublication.temporaryNeighbour(of: file)
    defer { unlink(temporary.path) }
    let descriptor = open(temporary.path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileError.system(path: file.path, reason: errno) }
    defer { close(descriptor) }
    let bytes = SecureRandom.bytes(KeyedHash.keyByteCount)
    guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
      throw FileError.system(path: file.path, reason: errno)
    }
    guard link(temporary.path, file.path) == 0 || errno == EEXIST else {
      throw FileError.system(path: file.path, reason: errno)
    }
  }
}
