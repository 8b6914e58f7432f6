import Foundation

extension XMLElement {
  /// The whole document: XML declaration, UTF-8, two spaces a level, a newline at the end.
  public func xmlDocument() -> Data {
    var writer = XMLWriter(isHTML: false)
    writer.output = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    writer.write(self, level: 0)
    return Data((writer.output + "\n").utf8)
  }

  /// The whole page of an `html` element: HTML5 that is at the same time well-formed XML.
  public func htmlDocument() -> Data {
    var writer = XMLWriter(isHTML: true)
    writer.output = "<!DOCTYPE html>\n"
    writer.write(self, level: 0)
    return Data((writer.output + "\n").utf8)
  }

  /// The element alone as HTML5 on one line, for a place that takes a piece of HTML as text.
  public func htmlFragment() -> String {
    var writer = XMLWriter(isHTML: true)
    writer.writeInline(self)
    return writer.output
  }
}

/// Writes elements in their one form.
private struct XMLWriter {
  let isHTML: Bool
  var output = ""

  /// Elements without content and without an end tag (HTML, 13.1.2).
  private static let voidElements: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
  ]
  /// Between the children of these, white space means nothing, so each may have a line of its own.
  private static let containers: Set<String> = [
    "html", "head", "body", "header", "main", "footer", "nav", "section", "article", "aside", "div", "ul", "ol", "dl",
    "table", "thead", "tbody", "tr", "figure", "blockquote",
  ]

  init(isHTML: Bool) { self.isHTML = isHTML }

  mutating func write(_ element: XMLElement, level: Int) {
    let isSpread =
      !element.children.isEmpty && element.elements.count == element.children.count
      && (!isHTML || Self.containers.contains(element.name))
    guard isSpread else { return writeInline(element) }
    let margin = String(repeating: "  ", count: level + 1)
    output += "<\(tag(element))>"
    for child in element.elements {
      output += "\n" + margin
      write(child, level: level + 1)
    }
    output += "\n" + margin.dropLast(2) + "</\(element.name)>"
  }

  mutating func writeInline(_ element: XMLElement) {
    if element.children.isEmpty, !isHTML || Self.voidElements.contains(element.name) {
      output += "<\(tag(element))/>"
      return
    }
    output += "<\(tag(element))>"
    for child in element.children {
      switch child {
      case .element(let element): writeInline(element)
      case .text(let text): output += Self.escaped(text, inAttribute: false)
      }
    }
    output += "</\(element.name)>"
  }

  private func tag(_ element: XMLElement) -> String {
    element.attributes.reduce(element.name) { tag, attribute in
      tag + " \(attribute.name)=\"\(Self.escaped(attribute.value, inAttribute: true))\""
    }
  }

  /// What XML 1.0 has no place for becomes the replacement character; white space in an attribute is kept by number,
  /// because a reader would make spaces of it.
  private static func escaped(_ text: String, inAttribute: Bool) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"" where inAttribute: result += "&quot;"
      case "\t" where inAttribute: result += "&#9;"
      case "\n" where inAttribute: result += "&#10;"
      case "\r": result += "&#13;"
      case "\t", "\n": result.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
