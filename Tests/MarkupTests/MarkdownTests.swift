import Foundation
import Testing

@testable import Markup

@Suite("Reading Markdown")
struct MarkdownTests {
  private func read(_ text: String) -> MarkdownDocument {
    MarkdownDocument.parse(Data(text.utf8), file: "lessons/heat.en.md")
  }

  private func html(_ text: String) -> String {
    let document = read(text)
    let renderer = MarkdownRenderer(
      externalNote: "(other website)", file: { path, heading in path + (heading.map { "#\($0)" } ?? "") },
      figure: { $0.hasPrefix("figures/") ? .init(address: $0, width: 80, height: 40) : nil })
    return renderer.elements(document).map { $0.htmlFragment() }.joined(separator: "\n")
  }

  @Test(
    "CommonMark and GitHub's additions become plain HTML",
    arguments: [
      ("# Heat & water", "<h1 id=\"heat-water\">Heat &amp; water</h1>"),
      ("*a* **b** ~~c~~ `d < e`", "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d &lt; e</code></p>"),
      ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
      ("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
      ("3. a\n4. b", "<ol start=\"3\"><li>a</li><li>b</li></ol>"),
      ("> q", "<blockquote><p>q</p></blockquote>"), ("---", "<hr/>"), ("a  \nb", "<p>a<br/>b</p>"),
      ("```sh\nx < y\n```", "<pre><code>x &lt; y\n</code></pre>"),
      (
        "| a | b |\n|---|--:|\n| 1 | 2 |",
        "<table><thead><tr><th scope=\"col\">a</th><th scope=\"col\" class=\"right\">b</th></tr></thead>"
          + "<tbody><tr><td>1</td><td class=\"right\">2</td></tr></tbody></table>"
      ),
      ("[water](wolkbreuk.en.md#four-ways)", "<p><a href=\"lessons/wolkbreuk.en.md#four-ways\">water</a></p>"),
      (
        "[task](../assignments/square.yaml \"go\")",
        "<p><a href=\"assignments/square.yaml\" title=\"go\">task</a></p>"
      ),
      ("[up](#heat)", "<p><a href=\"#heat\">up</a></p>"),
      (
        "![A tree](../figures/tree.svg \"Shade\")",
        "<figure><img src=\"figures/tree.svg\" alt=\"A tree\" width=\"80\" height=\"40\"/>"
          + "<figcaption>Shade</figcaption></figure>"
      ),
      (
        "https://knmi.nl",
        "<p><a href=\"https://knmi.nl\" class=\"external\" rel=\"external noopener noreferrer\">https://knmi.nl"
          + "<span class=\"for-screen-readers\"> (other website)</span></a></p>"
      ),
    ])
  func elements(markdown: String, expected: String) {
    #expect(html(markdown) == expected)
    #expect(read(markdown).problems.isEmpty)
  }

  @Test("headings get anchors of ASCII letters, and a number when one comes back")
  func anchors() {
    let headings = read("# Één wadi!\n\n## Water\n\n## Water\n\n## 漢字").headings
    #expect(headings.map(\.identifier) == ["een-wadi", "water", "water-2", "deel"])
    #expect(headings.map(\.line) == [1, 3, 5, 7])
  }

  @Test("a complaint names file and line")
  func places() throws {
    let problems = read("text\n\nmore <b>bold</b>\n\n![ ](../figures/x.svg)").problems
    #expect(problems.map(\.code) == ["markdown.html", "markdown.html", "markdown.alt"])
    #expect(problems.map { $0.location.line } == [3, 3, 5])
    #expect(problems.allSatisfy { $0.location.file == "lessons/heat.en.md" })
  }

  @Test("a text that is too large, too deep or no UTF-8 is refused and not read on")
  func limits() {
    let deep = read(String(repeating: "> ", count: 200) + "x")
    #expect(deep.problems.map(\.code) == ["markdown.depth"])
    let large = MarkdownDocument.parse(
      Data("too long".utf8), file: "x.md", limits: .init(bytes: 4, depth: 4))
    #expect(large.problems.map(\.code) == ["markdown.size"] && large.blocks.isEmpty)
    let foreign = MarkdownDocument.parse(Data([0xC3, 0x28]), file: "x.md")
    #expect(foreign.problems.map(\.code) == ["markdown.encoding"])
  }

  @Test("a text inside another file counts its lines from there")
  func inside() throws {
    let document = try MarkdownDocument.parse("a\n\n<b>", file: "exercises/x.yaml", line: 10)
    #expect(document.problems.first?.location.line == 12)
  }

  @Test(
    "paths stay within the course",
    arguments: [
      ("heat.md", "lessons", "lessons/heat.md"), ("../figures/a.svg", "lessons", "figures/a.svg"),
      ("./a.md", "lessons", "lessons/a.md"), ("../../a.md", "lessons", nil), ("/etc/passwd", "lessons", nil),
      ("a b.md", "lessons", nil), ("é.md", "lessons", nil), ("a%20b.md", "", nil), (".hidden", "", nil), ("", "", nil),
    ] as [(String, String, String?)])
  func paths(path: String, folder: String, expected: String?) {
    #expect(CoursePath.resolve(path, from: folder) == expected)
  }
}
