import Essentials
import Foundation

/// A file that only its owner may read.
enum PrivateFile {
  /// Makes the database's file if it is absent: names and hashes of passwords are nobody else's business on a machine
  /// with more users. SQLite gives the files beside it the same permissions.
  /// - Throws: `FileError`.
  static func make(_ file: URL) throws {
    let descriptor = open(file.path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileError.system(path: file.path, reason: errno) }
    defer { close(descriptor) }
    guard fchmod(descriptor, 0o600) == 0 else { throw FileError.system(path: file.path, reason: errno) }
  }
}
