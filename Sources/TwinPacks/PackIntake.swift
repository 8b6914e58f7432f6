import Archives
import Essentials
import Foundation

/// The part of installing that opens a foreign file. It runs in a confined worker and writes only inside a staging
/// folder; `PackLibrary.publish` does the rest in the application.
public enum PackIntake {
  static let blobFolder = "blobs"
  static let contentsName = "contents.json"

  /// Where a staged file lies.
  public static func blob(of file: PackFile, in staging: URL) -> URL {
    staging.appendingPathComponent(blobFolder).appendingPathComponent(file.sha256.hex)
  }

  /// Reads the archive once, checks it as `PackVerifier` does, and leaves every file under the name of its SHA-256 in
  /// `staging/blobs` and the table in `staging/contents.json`. No name from the archive becomes a name on disk.
  /// - Parameter staging: an empty folder; when this throws, what is in it must be thrown away.
  /// - Throws: what `PackVerifier.verify` throws.
  @discardableResult
  public static func stage(
    _ file: URL, into staging: URL, limits: ArchiveLimits = .standard, context: WorkContext = WorkContext()
  ) throws -> PackContents {
    let blobs = staging.appendingPathComponent(blobFolder)
    guard mkdir(blobs.path, 0o755) == 0 || errno == EEXIST else {
      throw FileError.system(path: blobs.path, reason: errno)
    }
    do {
      let writer = BlobWriter(folder: blobs)
      let contents = try PackVerifier.verify(file, limits: limits, context: context, sink: writer)
      try AtomicPublication.write(
        contents.jsonData(), to: staging.appendingPathComponent(contentsName))
      return contents
    } catch {
      try? FileManager.default.removeItem(at: blobs)
      throw error
    }
  }
}

/// Writes each file as it is unpacked, and names it when its hash is known.
private final class BlobWriter: ArchiveSink {
  private let folder: URL
  /// A name of our own for the file whose hash is not known yet.
  private let incoming: String
  private var descriptor: Int32 = -1

  init(folder: URL) {
    self.folder = folder
    incoming = folder.appendingPathComponent("incoming").path
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  func begin(_ entry: ZipStructure.Entry) throws {
    guard !entry.isFolder else { return }
    descriptor = open(incoming, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o444)
    guard descriptor >= 0 else { throw FileError.system(path: incoming, reason: errno) }
  }

  func receive(_ bytes: UnsafeRawBufferPointer) throws {
    var position = 0
    while position < bytes.count {
      let written = write(descriptor, bytes.baseAddress?.advanced(by: position), bytes.count - position)
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw FileError.system(path: folder.path, reason: errno) }
      position += written
    }
  }

  func end(_ entry: ArchiveEntry) throws {
    guard !entry.isFolder else { return }
    let closed = close(descriptor)
    descriptor = -1
    let name = folder.appendingPathComponent(entry.sha256.hex).path
    guard closed == 0, rename(incoming, name) == 0 else { throw FileError.system(path: name, reason: errno) }
  }
}
