import Essentials
import Foundation
import Testing

@Suite("JSON from outside")
struct JSONDocumentTests {
  @Test("is read as everybody reads it")
  func read() throws {
    let text = #" {"a": [1, -0.5, 2e3, true, false, null, "é\u00e9\ud83c\udf33\n/"], "b": {}, "": []} "#
    let value = try JSONDocument(parsing: Data(text.utf8)).value
    #expect(try value == JSONValue(parsing: Data(text.utf8)))
    #expect(value["a"]?.arrayValue?.last == .string("éé🌳\n/"))
  }

  @Test(
    "is refused for what others let pass, with its line",
    arguments: [
      "", "{", "[1,]", "{\"a\": 1,}", "{\"a\": 1, \"a\": 2}", "01", "1.", "+1", ".5", "1e999", "NaN", "\"\\x\"",
      "\"\\ud800\"", "\"\u{01}\"", "{} {}", "{a: 1}", "tru", "[1 2]", "'a'",
      String(repeating: "[", count: 100_000),
    ])
  func refused(_ text: String) throws {
    let data = Data(("\n" + text).utf8)
    let error = #expect(throws: Diagnostic.self) { _ = try JSONDocument(parsing: data, at: .init(file: "body")) }
    #expect(error?.code == "json.malformed")
    #expect(error?.location.file == "body")
    #expect((error?.location.line ?? 0) >= 2)
  }

  @Test("is refused where a text is not UTF-8")
  func notUTF8() {
    #expect(throws: Diagnostic.self) { _ = try JSONDocument(parsing: Data([0x22, 0xFF, 0x22])) }
  }

  @Test("names the key of what does not belong")
  func keys() throws {
    let document = try JSONDocument(parsing: Data(#"{"a": {"b": [1, "x"]}}"#.utf8))
    let list = try document.members(allowing: ["a"]).required("a").members().required("b").list()
    #expect(list[1].location.key == "a.b.1")
    #expect(throws: YAMLError.self) { _ = try document.members(allowing: ["b"]) }
    #expect(throws: YAMLError.self) { _ = try list[1].number() }
  }
}
