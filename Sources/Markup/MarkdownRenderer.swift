/// Makes XHTML of a Markdown document. Every element and attribute that it can write is named here.
public struct MarkdownRenderer {
  /// Where the page finds a figure, and how large it is.
  public struct Figure: Hashable, Sendable {
    public var address: String
    public var width: Int
    public var height: Int

    public init(address: String, width: Int, height: Int) {
      (self.address, self.width, self.height) = (address, width, height)
    }
  }

  /// The address on this page of a file of the course; nil when the page has none, and the link becomes plain text.
  public var file: (_ path: String, _ heading: String?) -> String?
  /// nil when there is no such figure; then its alternative text stands in its place.
  public var figure: (_ path: String) -> Figure?
  /// Read out behind a link to the web, such as `(other website)`.
  public var externalNote: String
  /// Added to the level of every heading, for a text that is part of a larger page.
  public var headingShift: Int

  public init(
    externalNote: String, headingShift: Int = 0, file: @escaping (_ path: String, _ heading: String?) -> String?,
    figure: @escaping (_ path: String) -> Figure?
  ) {
    self.externalNote = externalNote
    self.headingShift = headingShift
    self.file = file
    self.figure = figure
  }

  /// The elements of the page's body.
  public func elements(_ document: MarkdownDocument) -> [XMLElement] { document.blocks.map(element) }

  // MARK: Blocks

  private func element(_ block: MarkdownDocument.Block) -> XMLElement {
    switch block {
    case .heading(let heading):
      XMLElement(
        "h\(min(6, max(1, heading.level + headingShift)))", ["id": heading.identifier], nodes(heading.content))
    case .paragraph(let content): XMLElement("p", [:], nodes(content))
    case .list(let first, let isTight, let items): list(first: first, isTight: isTight, items: items)
    case .quote(let blocks): XMLElement("blockquote", [:], blocks.map(element))
    case .code(_, let text): XMLElement("pre", [:], [XMLElement("code", [:], text)])
    case .table(let table): self.table(table)
    case .figure(let image): figure(image)
    case .rule: XMLElement("hr")
    }
  }

  private func list(first: Int?, isTight: Bool, items: [[MarkdownDocument.Block]]) -> XMLElement {
    var list = XMLElement(first == nil ? "ul" : "ol")
    if let first, first != 1 { list["start"] = "\(first)" }
    list.children = items.map { blocks in
      .element(
        XMLElement(
          "li", [:],
          blocks.flatMap { block -> [XMLElement.Node] in
            if isTight, case .paragraph(let content) = block { return nodes(content) }
            return [.element(element(block))]
          }))
    }
    return list
  }

  private func table(_ table: MarkdownDocument.Table) -> XMLElement {
    func cell(_ name: String, _ column: Int, _ content: [MarkdownDocument.Inline]) -> XMLElement {
      var cell = XMLElement(name, name == "th" ? ["scope": "col"] : [:], nodes(content))
      if column < table.alignments.count {
        switch table.alignments[column] {
        case .right: cell["class"] = "right"
        case .centre: cell["class"] = "centre"
        case .left, .none: break
        }
      }
      return cell
    }
    let head = XMLElement("tr", [:], table.header.enumerated().map { cell("th", $0, $1) })
    let rows = table.rows.map { row in XMLElement("tr", [:], row.enumerated().map { cell("td", $0, $1) }) }
    return XMLElement(
      "table", [:], [XMLElement("thead", [:], [head])] + (rows.isEmpty ? [] : [XMLElement("tbody", [:], rows)]))
  }

  private func figure(_ image: MarkdownDocument.Image) -> XMLElement {
    var figure = XMLElement("figure", [:], [node(image, withTitle: false)])
    if let title = image.title { figure.children.append(.element(XMLElement("figcaption", [:], title))) }
    return figure
  }

  // MARK: Inlines

  private func nodes(_ content: [MarkdownDocument.Inline]) -> [XMLElement.Node] { content.map(node) }

  private func node(_ inline: MarkdownDocument.Inline) -> XMLElement.Node {
    switch inline {
    case .text(let text): .text(text)
    case .softBreak: .text("\n")
    case .lineBreak: .element(XMLElement("br"))
    case .code(let text): .element(XMLElement("code", [:], text))
    case .emphasis(let content): .element(XMLElement("em", [:], nodes(content)))
    case .strong(let content): .element(XMLElement("strong", [:], nodes(content)))
    case .strikethrough(let content): .element(XMLElement("del", [:], nodes(content)))
    case .link(let link): node(link)
    case .image(let image): node(image, withTitle: true)
    }
  }

  private func node(_ link: MarkdownDocument.Link) -> XMLElement.Node {
    let address: String?
    var isExternal = false
    switch link.target {
    case .web(let url): (address, isExternal) = (url, true)
    case .mail(let mail): address = mail
    case .heading(let heading): address = "#\(heading)"
    case .file(let path, let heading): address = file(path, heading)
    }
    guard let address else { return .element(XMLElement("span", [:], nodes(link.content))) }
    var anchor = XMLElement("a", ["href": address], nodes(link.content))
    if let title = link.title { anchor["title"] = title }
    if isExternal {
      anchor["class"] = "external"
      anchor["rel"] = "external noopener noreferrer"
      anchor.children.append(.element(XMLElement("span", ["class": "for-screen-readers"], " \(externalNote)")))
    }
    return .element(anchor)
  }

  private func node(_ image: MarkdownDocument.Image, withTitle: Bool) -> XMLElement.Node {
    guard let figure = figure(image.path) else { return .text(image.alternative) }
    var element = XMLElement(
      "img",
      [
        "src": figure.address, "alt": image.alternative, "width": "\(figure.width)", "height": "\(figure.height)",
      ])
    if withTitle, let title = image.title { element["title"] = title }
    return .element(element)
  }
}
