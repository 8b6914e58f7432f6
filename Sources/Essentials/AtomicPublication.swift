import CPlatform
import Foundation

/// Writing so that a reader sees the old content or the new, never a half: everything is made in a temporary
/// neighbour, made durable, and published with one rename.
public enum AtomicPublication {
  /// Writes `data` to `url`.
  /// - Throws: `FileError` naming the file and the system's reason (disk full, not permitted, ...).
  public static func write(_ data: Data, to url: URL) throws {
    try file(at: url) { handle in try handle.write(contentsOf: data) }
  }

  /// Lets `body` write a temporary file next to `url`, then renames it. On any error the temporary file is removed.
  /// The handle also reads, so that `body` can check what it wrote before anyone else sees it.
  public static func file(at url: URL, _ body: (FileHandle) throws -> Void) throws {
    let temporary = temporaryNeighbour(of: url)
    do {
      let descriptor = open(temporary.path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { throw FileError.system(path: url.path, reason: errno) }
      let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
      do {
        try body(handle)
        guard fsync(descriptor) == 0 else { throw FileError.system(path: url.path, reason: errno) }
        guard close(descriptor) == 0 else { throw FileError.system(path: url.path, reason: errno) }
      } catch {
        close(descriptor)
        throw error
      }
      guard rename(temporary.path, url.path) == 0 else { throw FileError.system(path: url.path, reason: errno) }
      synchronizeFolder(url.deletingLastPathComponent())
    } catch {
      unlink(temporary.path)
      throw FileError.wrapping(error, path: url.path)
    }
  }

  /// Lets `body` fill a temporary folder next to `url`, then puts it in the place of `url`; a folder that is there
  /// already is swapped out and removed. On any error nothing of the new folder remains and the old one is untouched.
  public static func folder(at url: URL, _ body: (URL) throws -> Void) throws {
    let temporary = temporaryNeighbour(of: url)
    do {
      try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
      try body(temporary)
      try publishFolder(temporary, at: url)
    } catch {
      try? FileManager.default.removeItem(at: temporary)
      throw FileError.wrapping(error, path: url.path)
    }
  }

  /// The same for a body that waits, such as for a worker process.
  public static func folder<R: Sendable>(at url: URL, _ body: (URL) async throws -> R) async throws -> R {
    let temporary = temporaryNeighbour(of: url)
    do {
      try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
      let result = try await body(temporary)
      try publishFolder(temporary, at: url)
      return result
    } catch {
      try? FileManager.default.removeItem(at: temporary)
      throw FileError.wrapping(error, path: url.path)
    }
  }

  /// Gives a finished folder its name in one step; an older folder there is replaced.
  /// - Parameter temporary: on the same file system as `url`.
  /// - Throws: `FileError`.
  public static func publishFolder(_ temporary: URL, at url: URL) throws {
    if FileManager.default.fileExists(atPath: url.path) {
      // One system call exchanges both names, so there is no moment without a folder at `url`.
      guard exchange(temporary.path, url.path) else { throw FileError.system(path: url.path, reason: errno) }
      try? FileManager.default.removeItem(at: temporary)
    } else {
      guard rename(temporary.path, url.path) == 0 else { throw FileError.system(path: url.path, reason: errno) }
    }
    synchronizeFolder(url.deletingLastPathComponent())
  }

  /// A name in the same folder that starts with a dot, so that listings and globs pass over it.
  public static func temporaryNeighbour(of url: URL) -> URL {
    let name = ".\(url.lastPathComponent).partial-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    return url.deletingLastPathComponent().appendingPathComponent(name)
  }

  /// Removes what a killed process left behind in `folder`: temporary neighbours whose maker no longer runs.
  public static func removeLeftovers(in folder: URL) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names where name.hasPrefix(".") {
      guard let mark = name.range(of: ".partial-", options: .backwards) else { continue }
      let process = name[mark.upperBound...].split(separator: "-").first.flatMap { pid_t($0) }
      if let process, process != getpid(), kill(process, 0) != 0, errno == ESRCH {
        try? FileManager.default.removeItem(at: folder.appendingPathComponent(name))
      }
    }
  }

  /// Makes everything written to the file system of `folder` durable. For many files this is far quicker than one
  /// flush for each.
  public static func synchronizeFileSystem(of folder: URL) throws {
    let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError.system(path: folder.path, reason: errno) }
    defer { close(descriptor) }
    guard system_synchronize_file_system(descriptor) == 0 else {
      throw FileError.system(path: folder.path, reason: errno)
    }
  }

  private static func exchange(_ a: String, _ b: String) -> Bool {
    system_exchange_names(a, b) == 0
  }

  private static func synchronizeFolder(_ url: URL) {
    let descriptor = open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}

/// A file or folder could not be read or written.
public enum FileError: DiagnosableError {
  /// `reason` is an `errno`.
  case system(path: String, reason: Int32)
  case missing(path: String)
  case other(path: String, reason: String)

  /// Known errors stay as they are; Foundation's become the system's reason, named with the file. (`errno` itself says
  /// nothing after a call to Foundation, which may have made other calls since.)
  public static func wrapping(_ error: any Error, path: String) -> any Error {
    if error is any DiagnosableError || error is CancellationError { return error }
    let bridged = error as NSError
    if bridged.domain == NSPOSIXErrorDomain { return FileError.system(path: path, reason: Int32(bridged.code)) }
    // On Linux the reason is a plain `POSIXError`, which a cast to `NSError` does not find.
    if let underlying = (bridged.userInfo[NSUnderlyingErrorKey] as? any Error).map({ $0 as NSError }),
      underlying.domain == NSPOSIXErrorDomain
    {
      return FileError.system(path: path, reason: Int32(underlying.code))
    }
    if bridged.domain == NSCocoaErrorDomain, bridged.code == CocoaError.Code.fileWriteOutOfSpace.rawValue {
      return FileError.system(path: path, reason: ENOSPC)
    }
    return FileError.other(path: path, reason: String(describing: error))
  }

  public var diagnostic: Diagnostic {
    switch self {
    case .missing(let path):
      Diagnostic(
        "file.missing", what: LocalizedText(nl: "Het bestand is er niet.", en: "The file is not there."),
        at: .init(file: path), remedy: LocalizedText(nl: "Controleer de naam.", en: "Check the name."))
    case .system(let path, let reason) where reason == ENOSPC || reason == EDQUOT || reason == EFBIG:
      Diagnostic(
        "file.diskFull",
        what: LocalizedText(
          nl: "De schijf is vol; er is niets half weggeschreven.", en: "The disk is full; nothing was half written."),
        at: .init(file: path),
        remedy: LocalizedText(nl: "Maak ruimte vrij en probeer het opnieuw.", en: "Free some space and try again."))
    case .system(let path, let reason) where reason == ENOENT:
      FileError.missing(path: path).diagnostic
    case .system(let path, let reason):
      Diagnostic(
        "file.system",
        what: LocalizedText(
          nl: "Lezen of schrijven lukt niet: \(String(cString: strerror(reason)))",
          en: "Reading or writing failed: \(String(cString: strerror(reason)))"),
        at: .init(file: path),
        remedy: LocalizedText(
          nl: "Controleer de map en de rechten.", en: "Check the folder and the permissions."))
    case .other(let path, let reason):
      Diagnostic(
        "file.other",
        what: LocalizedText(nl: "Lezen of schrijven lukt niet: \(reason)", en: "Reading or writing failed: \(reason)"),
        at: .init(file: path),
        remedy: LocalizedText(
          nl: "Controleer de map en de rechten.", en: "Check the folder and the permissions."))
    }
  }
}
