import Foundation
import Testing

@testable import Markup

@Suite("Figures")
struct FigureTests {
  private func svg(_ content: String, attributes: String = "viewBox=\"0 0 80 40\"") -> Data {
    Data("<svg xmlns=\"http://www.w3.org/2000/svg\" \(attributes)>\(content)</svg>".utf8)
  }

  @Test("a drawing of shapes, words and its own gradients is accepted, with its size")
  func plain() throws {
    let drawing = """
      <title>t</title><style>.a { fill: #123; font-weight: 700 }</style><defs><linearGradient id="g">
      <stop offset="0" stop-color="#fff"/></linearGradient></defs><g style="fill: #456; opacity: .5">
      <rect width="1" height="2" fill="url(#g)"/><use href="#g"/><text x="1" y="2">x &lt; y</text></g>
      """
    let figure = try FigureFile(svg(drawing), file: "figures/a.svg")
    #expect(figure.kind == .svg && figure.width == 80 && figure.height == 40)
  }

  @Test(
    "what runs, animates or reaches out is refused by name",
    arguments: [
      ("<script>alert(1)</script>", "element"), ("<a href=\"https://evil.example\"><rect/></a>", "element"),
      ("<foreignObject><p/></foreignObject>", "element"), ("<image href=\"x.png\"/>", "element"),
      ("<animate attributeName=\"href\" to=\"javascript:alert(1)\"/>", "element"),
      ("<set attributeName=\"onclick\" to=\"x\"/>", "element"), ("<iframe/>", "element"),
      ("<filter id=\"f\"/>", "element"),
      ("<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\">x</h:script>", "element"),
      ("<rect onclick=\"alert(1)\"/>", "attribute"), ("<rect onload=\"x\"/>", "attribute"),
      ("<rect ONLOAD=\"x\"/>", "attribute"), ("<g filter=\"url(#x)\"/>", "attribute"),
      ("<use href=\"other.svg#a\"/>", "reference"), ("<use href=\"https://evil.example/a.svg#a\"/>", "reference"),
      ("<use href=\"data:image/svg+xml,x\"/>", "reference"), ("<use href=\"javascript:alert(1)\"/>", "reference"),
      ("<use xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:href=\"//evil.example\"/>", "reference"),
      ("<rect fill=\"url(https://evil.example/#a)\"/>", "reference"), ("<rect fill=\"url( 'x.svg#a')\"/>", "reference"),
      ("<rect fill=\"URL(x)\"/>", "reference"), ("<rect style=\"fill:url(https://evil.example)\"/>", "style"),
      ("<rect style=\"fill:u\\72l(x)\"/>", "style"), ("<style>@import 'x.css';</style>", "style"),
      ("<style>rect{fill:url(#a)}</style>", "style"), ("<style>/**/rect{}</style>", "style"),
      ("<style><![CDATA[@import 'x']]></style>", "style"), ("<?xml-stylesheet href=\"x.css\"?>", "instruction"),
      ("<rect>", "malformed"), ("&nbsp;", "malformed"), ("&#0;", "malformed"), ("<svg><svg/></svg>", "element"),
    ])
  func refused(content: String, code: String) {
    let thrown = #expect(throws: MarkupError.self) { try FigureFile(svg(content), file: "figures/a.svg") }
    #expect(thrown?.diagnostic.code == "figure.\(code)", "\(thrown.debugDescription)")
    #expect(thrown?.diagnostic.location.file == "figures/a.svg")
  }

  @Test(
    "a declaration that could make more of the file than it is does not get to the parser",
    arguments: [
      "<!DOCTYPE svg [<!ENTITY a \"aaaa\">]><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">&a;</svg>",
      "<!DOCTYPE svg SYSTEM \"file:///etc/passwd\"><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>",
      "<?xml version=\"1.0\" encoding=\"UTF-7\"?><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>",
    ])
  func declarations(text: String) {
    let thrown = #expect(throws: MarkupError.self) { try FigureFile(Data(text.utf8), file: "a.svg") }
    #expect(thrown?.diagnostic.code == "figure.doctype")
  }

  @Test("an SVG in UTF-16 or without a size is refused")
  func odd() {
    let text = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>"
    #expect(throws: MarkupError.self) { try FigureFile(text.data(using: .utf16)!, file: "a.svg") }
    let thrown = #expect(throws: MarkupError.self) { try FigureFile(svg("", attributes: ""), file: "a.svg") }
    #expect(thrown?.diagnostic.code == "figure.size")
  }

  @Test("a drawing that draws again what draws again is refused, for it grows tenfold with each line")
  func repetition() throws {
    let once = "<g id=\"a\"><rect/></g><use href=\"#a\"/><g id=\"b\"><use href=\"#a\"/></g>"
    _ = try FigureFile(svg(once), file: "a.svg")
    for again in [
      "<use href=\"#b\"/>", "<use xlink:href=\"#b\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"/>",
      "<use id=\"c\" href=\"#c\"/>", String(repeating: "<use href=\"#a\"/>", count: 500),
    ] {
      let thrown = #expect(throws: MarkupError.self) { try FigureFile(svg(once + again), file: "a.svg") }
      #expect(thrown?.diagnostic.code == "figure.element", "\(again)")
    }
  }

  private let png: [UInt8] =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8) + [0, 0, 3, 32, 0, 0, 1, 144]
  private let jpeg: [UInt8] =
    [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 11, 8, 1, 144, 3, 32, 1, 1, 17, 0]

  @Test("PNG and JPEG are known by their first bytes, and give their size")
  func pixels() throws {
    let first = try FigureFile(Data(png), file: "a.png")
    #expect(first.width == 800 && first.height == 400)
    let second = try FigureFile(Data(jpeg), file: "a.jpg")
    #expect(second.width == 800 && second.height == 400)
  }

  @Test("a name that promises another kind, an unknown kind, or too many bytes or pixels are refused")
  func wrong() {
    for (data, name, code) in [
      (png, "a.jpg", "kind"), (jpeg, "a.png", "kind"), (png, "a.svg", "doctype"), (png, "a.gif", "kind"),
      (Array(png.prefix(20)), "a.png", "dimensions"), (Array(jpeg.prefix(10)), "a.jpg", "dimensions"),
    ] {
      let thrown = #expect(throws: MarkupError.self) { try FigureFile(Data(data), file: name) }
      #expect(thrown?.diagnostic.code == "figure.\(code)", "\(name)")
    }
    let small = FigureFile.Limits(bytes: 10, pixels: 100)
    #expect(throws: MarkupError.self) { try FigureFile(Data(png), file: "a.png", limits: small) }
    let narrow = FigureFile.Limits(bytes: 1_000, pixels: 100)
    #expect(throws: MarkupError.self) { try FigureFile(Data(png), file: "a.png", limits: narrow) }
  }
}
