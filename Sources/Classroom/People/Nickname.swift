import Foundation

/// The name under which a student works: 1 to 24 visible characters in any script, unique in the class. Showing it is
/// the reader's care: a nickname may well be `<script>`.
public struct Nickname: Hashable, Sendable {
  public static let longest = 24

  /// As the student typed it, without spaces around it and with single ones in it.
  public let text: String
  /// Equal for names that people take for the same: upper and lower case, width and composition do not count, nor do
  /// joiners and tags, which nobody sees.
  public var key: String {
    let visible = text.unicodeScalars.filter { $0.properties.generalCategory != .format }
    return String(String.UnicodeScalarView(visible)).precomposedStringWithCompatibilityMapping
      .folding(options: [.caseInsensitive, .widthInsensitive], locale: Locale(identifier: "en_US_POSIX"))
      .lowercased()
  }

  /// - Throws: `PeopleError.nickname`.
  public init(_ typed: String) throws {
    guard typed.utf8.count <= 1_000 else { throw PeopleError.nickname(.tooLong) }
    let composed = typed.precomposedStringWithCanonicalMapping
    guard composed.unicodeScalars.allSatisfy(Self.isAllowed) else { throw PeopleError.nickname(.invisible) }
    let words = composed.unicodeScalars.split { $0.properties.isWhitespace }
    let text = words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
    guard text.unicodeScalars.contains(where: Self.isVisible) else { throw PeopleError.nickname(.empty) }
    // Characters as people count them, and few marks on each: a tower of accents is no name.
    guard text.count <= Self.longest, text.unicodeScalars.count <= Self.longest * 4 else {
      throw PeopleError.nickname(.tooLong)
    }
    guard text.allSatisfy({ $0.unicodeScalars.count <= 10 }) else { throw PeopleError.nickname(.invisible) }
    self.text = text
  }

  /// Controls, turns of writing direction and unassigned characters make a name look like another one. Joiners are
  /// part of Persian words and of emoji, and stay.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    case .format: scalar.value == 0x200C || scalar.value == 0x200D || (0xE0020...0xE007F).contains(scalar.value)
    default: !scalar.properties.isBidiControl
    }
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .format, .spaceSeparator, .nonspacingMark, .enclosingMark, .spacingMark: false
    default: !scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}
