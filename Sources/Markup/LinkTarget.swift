import Essentials

extension MarkdownDocument.Link.Target {
  /// Reads what stands between the brackets of a link.
  /// - Parameters:
  ///   - text: as written, with entities resolved.
  ///   - folder: of the file that the link stands in, from the course's root; empty at the root.
  /// - Throws: `MarkupError.unsafeLink`, `.linkPath`.
  init(_ text: String, in folder: String, at location: Diagnostic.Location) throws {
    // Browsers drop white space and control characters before they look at the scheme, so none may be there at all.
    guard !text.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7F || $0.properties.isWhitespace }),
      !text.contains("\\"), !text.hasPrefix("//")
    else { throw MarkupError.unsafeLink(location, target: text) }
    if text.hasPrefix("#") {
      let heading = String(text.dropFirst())
      guard CoursePath.isWord(heading) else { throw MarkupError.linkPath(location, target: text) }
      self = .heading(heading)
      return
    }
    if let colon = text.firstIndex(of: ":"),
      text.firstIndex(where: { "/?#".contains($0) }).map({ colon < $0 }) ?? true
    {
      switch text[..<colon].lowercased() {
      case "http", "https":
        guard let host = Self.host(of: text[text.index(after: colon)...]), !host.isEmpty else {
          throw MarkupError.unsafeLink(location, target: text)
        }
        self = .web(text)
      case "mailto":
        self = .mail(text)
      default: throw MarkupError.unsafeLink(location, target: text)
      }
      return
    }
    let halves = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let heading = halves.count == 2 ? halves[1] : nil
    guard let path = CoursePath.resolve(halves[0], from: folder), heading.map(CoursePath.isWord) ?? true else {
      throw MarkupError.linkPath(location, target: text)
    }
    self = .file(path, heading: heading)
  }

  /// The host of what follows the scheme; an `@` would show one host and lead to another.
  private static func host(of rest: Substring) -> String? {
    guard rest.hasPrefix("//") else { return nil }
    let authority = rest.dropFirst(2).prefix { !"/?#".contains($0) }
    return authority.contains("@") ? nil : String(authority)
  }
}

/// Names of files within a course: ASCII letters, digits, dot, hyphen and underscore, with `/` between folders.
public enum CoursePath {
  /// `path` as seen from `folder`, both from the course's root; nil when it is no such name or leads outside.
  public static func resolve(_ path: String, from folder: String) -> String? {
    guard !path.isEmpty, !path.hasPrefix("/") else { return nil }
    var parts = folder.split(separator: "/").map(String.init)
    for part in path.split(separator: "/", omittingEmptySubsequences: false).map(String.init) {
      switch part {
      case ".": continue
      case "..":
        guard parts.popLast() != nil else { return nil }
      default:
        guard isName(part) else { return nil }
        parts.append(part)
      }
    }
    return parts.isEmpty ? nil : parts.joined(separator: "/")
  }

  /// Whether `text` may be the name of one file or folder.
  public static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, first != UInt8(ascii: "."), first != UInt8(ascii: "-") else { return false }
    return text.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
  }

  /// Whether `text` is lower-case ASCII letters, digits and single hyphens between them: an id, or a heading's anchor.
  public static func isWord(_ text: String) -> Bool {
    !text.isEmpty && !text.hasPrefix("-") && !text.hasSuffix("-") && !text.contains("--")
      && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
  }
}
