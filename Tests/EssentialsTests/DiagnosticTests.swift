import Essentials
import Testing

@Suite("Several problems as one")
struct ManyProblemsTests {
  private func problem(_ number: Int) -> Diagnostic {
    Diagnostic(
      "test.\(number)", what: LocalizedText(nl: "Fout \(number).", en: "Mistake \(number)."),
      at: .init(file: "kaart.yaml", line: number), remedy: LocalizedText(nl: "Herstel.", en: "Mend."))
  }

  @Test("keep the first one's code and place, and tell the others with theirs")
  func told() throws {
    let one = try #require(Diagnostic.first(of: (1...3).map(problem)))
    #expect(one.code == "test.1")
    #expect(one.location.line == 1)
    #expect(one.what.nl == "Fout 1. Ook: kaart.yaml:2: Fout 2. kaart.yaml:3: Fout 3.")
  }

  @Test("are counted where there are too many, and nothing where there are none")
  func counted() throws {
    let one = try #require(Diagnostic.first(of: (1...5).map(problem), most: 2))
    #expect(one.what.en.hasSuffix("And 2 more."))
    #expect(Diagnostic.first(of: []) == nil)
    #expect(Diagnostic.first(of: [problem(7)])?.what.en == "Mistake 7.")
  }
}

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
