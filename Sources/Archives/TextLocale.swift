import Essentials
import Foundation

/// libarchive turns names into the characters of the current locale, and in the C locale loses every name with an
/// accent. A program cannot count on its locale, so UTF-8 is set here, for this thread and this work only.
enum TextLocale {
  /// Runs `body` with a UTF-8 character type on the calling thread.
  /// - Throws: `ArchiveError.library` where the system has no UTF-8 locale.
  static func withUTF8<R>(file: String, _ body: () throws -> R) throws -> R {
    // LC_CTYPE_MASK is an expression that Swift does not import.
    let characterType = Int32(1) << LC_CTYPE
    guard let locale = newlocale(characterType, "C.UTF-8", nil) ?? newlocale(characterType, "C.utf8", nil) else {
      throw ArchiveError.library(file: file, detail: "no C.UTF-8 locale on this system")
    }
    let previous = uselocale(locale)
    defer {
      uselocale(previous)
      freelocale(locale)
    }
    return try body()
  }
}
