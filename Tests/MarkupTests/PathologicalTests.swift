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
      "#", "``` ", "\t", "é", "|a|b\n|-|-\n", "|x\n|-\n|a\n", "-\n",
    ])
  func busy(part: String) {
    let count = MarkdownDocument.Limits.standard.bytes / part.utf8.count
    let text = String(repeating: part, count: count)
    let clock = ContinuousClock()
    let spent = clock.measure { _ = ReadBack.page(MarkdownDocument.parse(Data(text.utf8), file: "x.md")) }
    #expect(spent < .seconds(20), "\(part): \(spent)")
  }
}
