import Essentials
import Foundation

/// Lets one server work in a data folder at a time. Two would each keep plans in memory and answer with what the other
/// has changed meanwhile. The system takes the lock away with the process, however that ends.
public final class ServingLock: Sendable {
  private let descriptor: Int32

  /// - Throws: `ServingError.alreadyServed`, `FileError`.
  public init(folder: URL) throws {
    let file = folder.appendingPathComponent("serving.lock")
    descriptor = open(file.path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileError.system(path: file.path, reason: errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno
      close(descriptor)
      throw reason == EWOULDBLOCK
        ? ServingError.alreadyServed(folder.path) : FileError.system(path: file.path, reason: reason)
    }
  }

  deinit { close(descriptor) }
}

/// Why a data folder cannot be served.
public enum ServingError: DiagnosableError {
  case alreadyServed(String)

  public var diagnostic: Diagnostic {
    switch self {
    case .alreadyServed(let path):
      Diagnostic(
        "serving.alreadyServed",
        what: LocalizedText(
          nl: "Er draait al een server met deze map.", en: "A server already runs with this folder."),
        at: .init(file: path),
        remedy: LocalizedText(
          nl: "Gebruik die, stop die eerst, of kies met --home een andere map.",
          en: "Use that one, stop it first, or choose another folder with --home."))
    }
  }
}
