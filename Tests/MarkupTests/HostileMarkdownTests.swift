import Essentials
import Foundation
import Testing

@testable import Markup

/// Attempts to get a script, a foreign request or a broken page through a lesson.
@Suite("Hostile Markdown")
struct HostileMarkdownTests {
  static let refused = [
    "<script>alert(1)</script>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "a <script>alert(1)</script> b",
    "<img src=x onerror=alert(1)>", "text <img src=x onerror=alert(1)> text", "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>", "<iframe src=\"https://evil.example\"></iframe>",
    "<object data=x></object>",
    "<embed src=x>", "<style>body{background:url(//evil.example)}</style>", "<link rel=stylesheet href=//evil.example>",
    "<meta http-equiv=refresh content=0>", "<base href=//evil.example/>", "<form action=//evil.example><input></form>",
    "<div style=\"background:url(x)\">x</div>", "<b onclick=alert(1)>b</b>", "<a href=\"javascript:alert(1)\">x</a>",
    "<math><mtext></mtext></math>", "<!-- comment -->", "<?php echo 1 ?>", "<!DOCTYPE html>", "<![CDATA[x]]>",
    "x <!-- a --> y", "<details open ontoggle=alert(1)>", "<template><script>x</script></template>",
    "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](&#106;avascript:alert(1))",
    "[x](java&#10;script:alert(1))", "[x](java&Tab;script:alert(1))", "[x](<javascript:alert(1)>)",
    "[x](<java script:alert(1)>)", "[x](vbscript:msgbox(1))", "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)", "[x](file:///etc/passwd)", "[x](blob:https://a/1)",
    "[x](about:blank)", "[x](ftp://evil.example)", "[x](//evil.example)", "[x](\\\\evil.example\\a)",
    "[x](https:evil)", "[x](https://)", "[x](https://knmi.nl@evil.example/)", "[x](#<script>)", "[x](#Heading)",
    "[x](../../outside.md)", "[x](/root.md)", "[x](page.md?x=1)", "[x](\u{1}javascript:alert(1))",
    "[x](\u{A0}javascript:alert(1))", "[x](jav\u{200B}ascript:alert(1))", "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>", "![x](https://evil.example/track.png)", "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "![x](javascript:alert(1))", "![](../figures/a.svg)", "![ ](../figures/a.svg)", "![x](#a)",
    "![<b>](//evil.example/a.png)", "[![x](javascript:1)](javascript:2)", "| a |\n|---|\n| <script>x</script> |",
    "- item\n  <script>x</script>", "> <script>x</script>", "# <img src=x onerror=alert(1)>",
  ]

  @Test("is refused with a reason and a line, and leaves nothing behind", arguments: refused)
  func isRefused(text: String) {
    let document = MarkdownDocument.parse(Data(text.utf8), file: "lessons/x.nl.md")
    #expect(!document.problems.isEmpty, "nothing was said of \(text)")
    #expect(document.problems.allSatisfy { $0.severity == .error && ($0.location.line ?? 0) >= 1 })
    expectSafe(document, text)
  }

  @Test(
    "is harmless as text",
    arguments: [
      "`<script>alert(1)</script>`", "    <script>alert(1)</script>", "```\n<img onerror=x>\n```", "\\<script>",
      "&lt;script&gt;alert(1)&lt;/script&gt;", "1 < 2 > 1", "a & b", "[x] (javascript:alert(1))", "javascript:alert(1)",
      "```\" onmouseover=\"alert(1)\nx\n```", "![a \" onerror=\"x](../figures/a.svg)",
      "![a](../figures/a.svg \"t\\\" onload=\\\"x\")", "[a](https://knmi.nl/\"onclick=\"x)",
    ])
  func isText(text: String) {
    let document = MarkdownDocument.parse(Data(text.utf8), file: "lessons/x.nl.md")
    #expect(document.problems.isEmpty)
    expectSafe(document, text)
  }

  @Test("ten thousand mixtures of dangerous parts give nothing but the elements and attributes on the list")
  func mixtures() {
    let parts =
      Self.refused + [
        "<", ">", "\"", "'", "`", "```\n", "\n", "\n\n", "    ", "\t", "[", "](", ")", "![", "](../figures/a.svg)",
        "](https://a.nl/", "*", "**", "~~", "_", "|", "|---|\n", "# ", "> ", "- ", "1. ", "\\", "&", "&#x3C;", "&quot;",
        "\u{0}", "\u{FFFE}", "\u{202E}", "é", "javascript:", "onerror=", "a", " ", "<!--", "-->", "]]>", "</p>",
        "http://a", "www.a.nl", "x@y.nl", "\r", "\r\n",
      ]
    var random = SeededRandom(seed: 20_261_121)
    for _ in 0..<10_000 {
      let text = (0..<(1 + random.index(below: 12))).map { _ in parts[random.index(below: parts.count)] }.joined()
      expectSafe(MarkdownDocument.parse(Data(text.utf8), file: "lessons/x.nl.md"), text)
    }
  }

  /// By element, the attributes that may be there.
  private static let allowed: [String: Set<String>] = [
    "html": ["lang"], "body": [], "p": [], "em": [], "strong": [], "del": [], "code": [], "pre": [], "br": [], "hr": [],
    "h1": ["id"], "h2": ["id"], "h3": ["id"], "h4": ["id"], "h5": ["id"], "h6": ["id"], "ul": [], "ol": ["start"],
    "li": [], "blockquote": [], "table": [], "thead": [], "tbody": [], "tr": [], "th": ["scope", "class"],
    "td": ["class"], "a": ["href", "title", "class", "rel"], "span": ["class"], "figure": [], "figcaption": [],
    "img": ["src", "alt", "title", "width", "height"],
  ]

  private func expectSafe(_ document: MarkdownDocument, _ text: String) {
    let page = ReadBack.page(document)
    let back = ReadBack(page)
    #expect(back.isWhole, "not well formed: \(text.debugDescription)")
    for element in back.elements {
      let names = Set(element.attributes.keys)
      #expect(Self.allowed[element.name].map(names.isSubset) == true, "\(element) from \(text.debugDescription)")
      if let address = element.attributes["href"] {
        #expect(isSafe(address), "\(address) from \(text.debugDescription)")
      }
      if let source = element.attributes["src"] {
        #expect(source.hasPrefix("../") && CoursePath.resolve(String(source.dropFirst(3)), from: "") != nil)
        #expect(element.attributes["alt"]?.contains { !$0.isWhitespace } == true)
      }
    }
  }

  private func isSafe(_ address: String) -> Bool {
    let lower = address.lowercased()
    return ["https://", "http://", "mailto:", "#", "page.html?"].contains { lower.hasPrefix($0) }
      && !address.unicodeScalars.contains { $0.value <= 0x20 }
  }
}
