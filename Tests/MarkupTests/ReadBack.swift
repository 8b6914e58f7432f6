import Foundation
import FoundationXML

@testable import Markup

/// What a real XML parser sees in our output.
final class ReadBack: NSObject, XMLParserDelegate {
  struct Element: Hashable {
    let name: String
    let attributes: [String: String]
  }

  private(set) var elements: [Element] = []
  private(set) var text = ""
  /// Well formed, with every start tag closed by its own end tag.
  private(set) var isWhole = false
  private var open: [String] = []
  private var hasMismatch = false

  init(_ data: Data) {
    super.init()
    let parser = XMLParser(data: data)
    parser.delegate = self
    isWhole = parser.parse() && parser.parserError == nil && open.isEmpty && !hasMismatch
  }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?, qualifiedName: String?,
    attributes attributeDict: [String: String]
  ) {
    open.append(elementName)
    elements.append(Element(name: elementName, attributes: attributeDict))
  }

  func parser(
    _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if open.popLast() != elementName { hasMismatch = true }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  /// A Markdown text as the body of a page, rendered with every file and figure present.
  static func page(_ document: MarkdownDocument) -> Data {
    let renderer = MarkdownRenderer(
      externalNote: "(other website)", file: { path, _ in "page.html?\(path.count)" },
      figure: { .init(address: "../\($0)", width: 10, height: 10) })
    return XMLElement("html", ["lang": "en"], [XMLElement("body", [:], renderer.elements(document))]).htmlDocument()
  }
}
