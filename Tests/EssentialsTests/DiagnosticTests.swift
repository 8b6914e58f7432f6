import Essentials
import Testing

@Suite("Diagnostics on a terminal")
struct DiagnosticTests {
  @Test("show control characters from a stranger's file instead of obeying them")
  func controlCharacters() {
    let name = "boom\u{1B}[2J\u{7}\r\u{0}é"
    let text = Diagnostic(
      "plan.x", what: LocalizedText(verbatim: name), at: .init(key: name), remedy: LocalizedText(verbatim: "-")
    ).rendered(in: .nl)
    #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" })
    #expect(text.contains("boom\\u{1b}[2J\\u{7}\\u{d}\\u{0}é"))
    #expect(text.contains("\n  → -"))
  }
}
