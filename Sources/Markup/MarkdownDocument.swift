import Essentials

/// A text in Markdown (CommonMark with GitHub's tables, strikethrough and bare links) as a tree that holds nothing
/// dangerous: no HTML, no link but to the web, to mail or into the course, no image from elsewhere.
public struct MarkdownDocument: Hashable, Sendable {
  public indirect enum Block: Hashable, Sendable {
    case heading(Heading)
    case paragraph([Inline])
    case list(first: Int?, isTight: Bool, items: [[Block]])
    case quote([Block])
    case code(language: String?, text: String)
    case table(Table)
    /// An image that is alone in its paragraph.
    case figure(Image)
    case rule
  }

  public indirect enum Inline: Hashable, Sendable {
    case text(String)
    case softBreak, lineBreak
    case code(String)
    case emphasis([Inline])
    case strong([Inline])
    case strikethrough([Inline])
    case link(Link)
    case image(Image)
  }

  public struct Heading: Hashable, Sendable {
    /// 1 to 6.
    public var level: Int
    public var content: [Inline]
    /// Unique in the document; lower-case ASCII letters, digits and hyphens.
    public var identifier: String
    public var line: Int
  }

  public struct Link: Hashable, Sendable {
    public enum Target: Hashable, Sendable {
      /// `http` or `https`.
      case web(String)
      case mail(String)
      /// A heading of this same document.
      case heading(String)
      /// A file of the course, from its root, and perhaps a heading in it.
      case file(String, heading: String?)
    }

    public var target: Target
    public var title: String?
    public var content: [Inline]
    public var line: Int
  }

  public struct Image: Hashable, Sendable {
    /// From the course's root, such as `figures/shade.nl.svg`.
    public var path: String
    /// What it says to someone who does not see it; never blank.
    public var alternative: String
    /// The caption.
    public var title: String?
    public var line: Int
  }

  public struct Table: Hashable, Sendable {
    public enum Alignment: Hashable, Sendable { case left, centre, right, none }

    public var alignments: [Alignment]
    public var header: [[Inline]]
    public var rows: [[[Inline]]]
  }

  /// How much a text may ask of a reader.
  public struct Limits: Hashable, Sendable {
    public var bytes: Int
    public var depth: Int

    public static let standard = Limits(bytes: 256 << 10, depth: 32)

    public init(bytes: Int, depth: Int) {
      self.bytes = bytes
      self.depth = depth
    }
  }

  public var blocks: [Block]
  /// What was refused, in the order of the text. A refused part is not in `blocks`.
  public var problems: [Diagnostic]

  // MARK: What is in it

  /// Every heading, also inside quotes and lists.
  public var headings: [Heading] {
    allBlocks.compactMap { if case .heading(let heading) = $0 { heading } else { nil } }
  }

  /// Every piece of running text, without code.
  public var texts: [String] {
    allInlines.compactMap { if case .text(let text) = $0 { text } else { nil } }
  }

  public var links: [Link] {
    allInlines.compactMap { if case .link(let link) = $0 { link } else { nil } }
  }

  public var images: [Image] {
    let within = allInlines.compactMap { inline -> Image? in
      if case .image(let image) = inline { image } else { nil }
    }
    let alone = allBlocks.compactMap { block -> Image? in
      if case .figure(let image) = block { image } else { nil }
    }
    return (within + alone).sorted { ($0.line, $0.path) < ($1.line, $1.path) }
  }

  /// The words alone.
  public static func plainText(_ content: [Inline]) -> String {
    content.map { inline in
      switch inline {
      case .text(let text), .code(let text): text
      case .softBreak, .lineBreak: " "
      case .emphasis(let content), .strong(let content), .strikethrough(let content): plainText(content)
      case .link(let link): plainText(link.content)
      case .image(let image): image.alternative
      }
    }.joined()
  }

  private var allBlocks: [Block] { blocks.flatMap(Self.withInner) }

  private static func withInner(_ block: Block) -> [Block] {
    switch block {
    case .list(_, _, let items): [block] + items.joined().flatMap(withInner)
    case .quote(let blocks): [block] + blocks.flatMap(withInner)
    default: [block]
    }
  }

  private var allInlines: [Inline] {
    allBlocks.flatMap { block -> [Inline] in
      switch block {
      case .heading(let heading): heading.content
      case .paragraph(let content): content
      case .table(let table): table.header.flatMap { $0 } + table.rows.joined().flatMap { $0 }
      default: []
      }
    }.flatMap(Self.withInner)
  }

  private static func withInner(_ inline: Inline) -> [Inline] {
    switch inline {
    case .emphasis(let content), .strong(let content), .strikethrough(let content):
      [inline] + content.flatMap(withInner)
    case .link(let link): [inline] + link.content.flatMap(withInner)
    default: [inline]
    }
  }
}
