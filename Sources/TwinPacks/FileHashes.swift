import Essentials
import Foundation
import Glibc

/// Size and hashes of a file on disk, read once.
struct FileHashes {
  let size: Int
  let sha256: Digest
  let sha512: Digest

  private static let blockBytes = 1 << 18

  /// - Throws: `FileError`, `CancellationError`.
  static func of(_ url: URL, context: WorkContext = WorkContext()) throws -> FileHashes {
    var sha512 = DigestStream(.sha512)
    let (size, sha256) = try read(url, context: context) { sha512.update($0) }
    return FileHashes(size: size, sha256: sha256, sha512: sha512.finalized())
  }

  /// Size and SHA-256 alone.
  static func sha256(of url: URL, context: WorkContext = WorkContext()) throws -> (size: Int, sha256: Digest) {
    try read(url, context: context) { _ in }
  }

  private static func read(
    _ url: URL, context: WorkContext, also: (UnsafeRawBufferPointer) -> Void
  ) throws -> (size: Int, sha256: Digest) {
    // A link put in the file's place after it was listed is not followed.
    let descriptor = open(url.path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw FileError.system(path: url.path, reason: errno) }
    defer { close(descriptor) }
    var sha256 = DigestStream(.sha256)
    var size = 0
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: blockBytes, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      try context.checkCancellation()
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileError.system(path: url.path, reason: errno) }
      if count == 0 { break }
      let block = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      sha256.update(block)
      also(block)
      size += count
    }
    return (size, sha256.finalized())
  }
}
