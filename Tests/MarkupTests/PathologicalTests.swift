import Foundation
import Testing

@testable import Markup

@Suite("Markdown made to keep a reader busy")
struct PathologicalTests {
  @Test(
    "at the largest size that is read still takes no more than seconds",
    arguments: [
      "[", "![", "[a](", "[a](<b", "*a _b ", "**a *b ", "_", "~~a ~b ", "`", "` ``", "<", "<!--", "<a ", "&", "\\", "|",
      "| a ", "|-", "> ", "- ", "1. ", "  - a\n", "[a]: b\n", "[a][b]", "www.", "http://", "a@", "a@b.", "(", "\n\n",
      "#", "``` ", "\t", "é", "|a|b\n|-|-\n", "|x\n|-\n|a\n", "-\n", "# a\n", "# a\n# a-2\n",
    ])
  func busy(part: String) {
    let count = MarkdownDocument.Limits.standard.bytes / part.utf8.count
    let text = String(repeating: part, count: count)
    let clock = ContinuousClock()
    let spent = clock.measure { _ = ReadBack.page(MarkdownDocument.parse(Data(text.utf8), file: "x.md")) }
    #expect(spent < .seconds(20), "\(part): \(spent)")
  }

  @Test("is refused where references or tables would make it many times larger")
  func growth() {
    let address = "https://e.nl/" + String(repeating: "x", count: 60_000)
    let references = String(repeating: "[a]\n", count: 40_000) + "\n[a]: \(address)\n"
    let columns = 5_000
    let table =
      String(repeating: "|a", count: columns) + "|\n" + String(repeating: "|-", count: columns) + "|\n"
      + String(repeating: "|\n", count: 60_000)
    for text in [references, table, "> " + references, references.replacing("\n", with: "\r")] {
      let document = MarkdownDocument.parse(Data(text.utf8), file: "x.md")
      #expect(document.problems.map(\.code) == ["markdown.growth"])
    }
  }

  @Test("is read where it has many references of an ordinary length")
  func manyReferences() {
    let text =
      (1...300).map { "See [part \($0)][p\($0)].\n\n" }.joined()
      + (1...300).map { "[p\($0)]: https://example.org/part/\($0) \"Part \($0)\"\n" }.joined()
    let document = MarkdownDocument.parse(Data(text.utf8), file: "x.md")
    #expect(document.problems.isEmpty)
    #expect(document.links.count == 300)
  }
}
