import Foundation
import Testing

@testable import Markup

@Suite("Writing XML")
struct XMLWriterTests {
  @Test("a tree has one form in bytes: declaration, two spaces a level, attributes in their order")
  func form() {
    let tree = XMLElement(
      "a", ["xmlns": "urn:x", "b": "1", "a": "2"], [XMLElement("b", [:], "text"), XMLElement("c")])
    #expect(
      String(decoding: tree.xmlDocument(), as: UTF8.self) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <a xmlns="urn:x" b="1" a="2">
          <b>text</b>
          <c/>
        </a>

        """)
  }

  @Test("mixed content gets no white space of ours")
  func mixed() {
    let tree = XMLElement("p", [:], ["one ", .element(XMLElement("em", [:], "two")), "."])
    #expect(String(decoding: tree.xmlDocument(), as: UTF8.self).hasSuffix("\n<p>one <em>two</em>.</p>\n"))
  }

  @Test("HTML closes what needs closing and leaves void elements without an end tag")
  func html() {
    let page = XMLElement(
      "html", [:], [XMLElement("body", [:], [XMLElement("p"), XMLElement("br"), XMLElement("hr")])])
    let text = String(decoding: page.htmlDocument(), as: UTF8.self)
    #expect(text.contains("<p></p>") && text.contains("<br/>") && text.contains("<hr/>"))
    #expect(text.hasPrefix("<!DOCTYPE html>\n<html>\n  <body>"))
  }

  @Test(
    "a parser reads back every character that XML has, and a replacement for the others",
    arguments: [
      ("<script>alert(1)</script> & \"quotes\" 'single' ]]>", nil), ("tab\tline\nend", nil), ("é 漢字 🏘️", nil),
      ("null \u{0} bell \u{7} end", "null \u{FFFD} bell \u{FFFD} end"),
    ] as [(String, String?)])
  func readBack(text: String, seen: String?) throws {
    let tree = XMLElement("x", ["value": text], text)
    let back = ReadBack(tree.xmlDocument())
    #expect(back.isWhole)
    #expect(back.text == (seen ?? text))
    #expect(try #require(back.elements.first).attributes["value"] == (seen ?? text))
  }

  @Test("attributes are found, set and removed by name, and keep their place")
  func attributes() {
    var element = XMLElement("a", ["href": "x", "rel": "next"])
    element["href"] = "y"
    element["class"] = "c"
    element["rel"] = nil
    #expect(element.attributes.map(\.name) == ["href", "class"])
    #expect(element["href"] == "y" && element["rel"] == nil)
  }
}
