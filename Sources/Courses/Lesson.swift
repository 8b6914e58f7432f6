import Essentials
import Markup

/// One lesson in both languages.
public struct Lesson: Hashable, Sendable {
  public let id: String
  public let nl: MarkdownDocument
  public let en: MarkdownDocument

  public subscript(language: Language) -> MarkdownDocument {
    switch language {
    case .nl: nl
    case .en: en
    }
  }

  /// `lessons/ID.nl.md`.
  public static func path(_ id: String, _ language: Language) -> String { "lessons/\(id).\(language.rawValue).md" }

  /// The first heading, which a checked lesson has; its id where it has none.
  public var title: LocalizedText { LocalizedText(nl: Self.title(of: nl) ?? id, en: Self.title(of: en) ?? id) }

  static func title(of document: MarkdownDocument) -> String? {
    guard case .heading(let heading)? = document.blocks.first, heading.level == 1 else { return nil }
    let text = MarkdownDocument.plainText(heading.content)
    return text.contains { !$0.isWhitespace } ? text : nil
  }

  /// The text without its title, which a page shows in a place of its own.
  static func body(of document: MarkdownDocument) -> MarkdownDocument {
    guard title(of: document) != nil else { return document }
    var body = document
    body.blocks.removeFirst()
    return body
  }
}
