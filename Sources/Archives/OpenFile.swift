import Essentials
import Foundation

/// A regular file that is open for reading, read at given places without moving anything.
final class OpenFile {
  let descriptor: Int32
  /// As the person named it, for messages.
  let name: String
  let size: Int
  private let closes: Bool

  /// - Throws: `FileError` when it is not there, may not be read or is no regular file.
  convenience init(reading url: URL) throws {
    let descriptor = open(url.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError.system(path: url.path, reason: errno) }
    do {
      try self.init(descriptor: descriptor, name: url.path, closes: true)
    } catch {
      close(descriptor)
      throw error
    }
  }

  /// A descriptor that someone else opened and closes.
  convenience init(borrowing handle: FileHandle, name: String) throws {
    try self.init(descriptor: handle.fileDescriptor, name: name, closes: false)
  }

  private init(descriptor: Int32, name: String, closes: Bool) throws {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError.system(path: name, reason: errno) }
    guard status.st_mode & FileKind.mask == FileKind.regular else {
      throw FileError.system(path: name, reason: status.st_mode & FileKind.mask == FileKind.folder ? EISDIR : EINVAL)
    }
    self.descriptor = descriptor
    self.name = name
    self.size = Int(status.st_size)
    self.closes = closes
  }

  deinit { if closes { close(descriptor) } }

  /// `count` bytes from `offset`; fewer only where the file ends.
  func bytes(at offset: Int, count: Int) throws -> [UInt8] {
    guard offset >= 0, count > 0, offset < size else { return [] }
    let wanted = min(count, size - offset)
    let name = name
    return try [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
      while filled < wanted {
        let got = pread(
          descriptor, UnsafeMutableRawPointer(buffer.baseAddress)?.advanced(by: filled), wanted - filled,
          off_t(offset + filled))
        if got < 0, errno == EINTR { continue }
        guard got >= 0 else { throw FileError.system(path: name, reason: errno) }
        if got == 0 { break }
        filled += got
      }
    }
  }
}

extension [UInt8] {
  /// Little-endian; the caller has checked the bounds.
  func uint16(_ offset: Int) -> Int { Int(self[offset]) | Int(self[offset + 1]) << 8 }
  func uint32(_ offset: Int) -> Int { uint16(offset) | uint16(offset + 2) << 16 }
}

/// The kind bits of a Unix mode (POSIX `sys/stat.h`), under names that no C module also claims.
enum FileKind {
  static let mask: UInt32 = 0o170000
  static let regular: UInt32 = 0o100000
  static let folder: UInt32 = 0o040000
}
