import Essentials
import Foundation
import Testing

@Suite("Canonical JSON (RFC 8785)")
struct CanonicalJSONTests {
  /// RFC 8785, appendix B: the bits of a double and its text.
  @Test(
    "writes numbers as the standard's appendix B does",
    arguments: [
      (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
      (0x8000_0000_0000_0001, "-5e-324"), (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
      (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"), (0x4340_0000_0000_0000, "9007199254740992"),
      (0xc340_0000_0000_0000, "-9007199254740992"), (0x4430_0000_0000_0000, "295147905179352830000"),
      (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"), (0x44b5_2d02_c7e1_4af6, "1e+23"),
      (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"), (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
      (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"), (0x444b_1ae4_d6e2_ef50, "1e+21"),
      (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"), (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
      (0x41b3_de43_5555_5553, "333333333.3333332"), (0x41b3_de43_5555_5554, "333333333.33333325"),
      (0x41b3_de43_5555_5555, "333333333.3333333"), (0x41b3_de43_5555_5556, "333333333.3333334"),
      (0x41b3_de43_5555_5557, "333333333.33333343"), (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
      (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
    ] as [(UInt64, String)])
  func numbers(bits: UInt64, text: String) throws {
    #expect(try canonical(.number(Double(bitPattern: bits))) == text)
  }

  @Test(
    "writes plain numbers plainly",
    arguments: [
      (1.0, "1"), (0.1, "0.1"), (0.002, "0.002"), (0.05, "0.05"), (-12.5, "-12.5"), (100, "100"),
      (1e20, "100000000000000000000"), (123e-7, "0.0000123"),
    ])
  func plainNumbers(value: Double, text: String) throws {
    #expect(try canonical(.number(value)) == text)
  }

  @Test("writes every double so that it reads back as itself")
  func numbersRoundTrip() throws {
    var random = SeededRandom(seed: 8785)
    for _ in 0..<20_000 {
      let wild = Double(bitPattern: random.next())
      let tame = (random.uniform(-2...2) * 1000).rounded() / [1, 10, 1000, 1e6, 1e9][random.index(below: 5)]
      for value in [wild, tame] where value.isFinite {
        let text = try canonical(.number(value))
        #expect(Double(text) == value, "\(value) became \(text)")
      }
    }
  }

  @Test("refuses what JSON has no word for", arguments: [Double.nan, .infinity, -.infinity])
  func notFinite(value: Double) {
    #expect(throws: JSONError.self) { try JSONValue.array([.number(value)]).canonicalData() }
  }

  /// RFC 8785, 3.2.3.
  @Test("orders members by UTF-16 code units")
  func order() throws {
    let value: JSONValue = [
      "\u{20ac}": "Euro Sign", "\r": "Carriage Return", "\u{fb33}": "Hebrew Letter Dalet With Dagesh", "1": "One",
      "\u{1f600}": "Emoji: Grinning Face", "\u{80}": "Control", "\u{f6}": "Latin Small Letter O With Diaeresis",
    ]
    #expect(
      try canonical(value)
        == "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\","
        + "\"\u{f6}\":\"Latin Small Letter O With Diaeresis\",\"\u{20ac}\":\"Euro Sign\","
        + "\"\u{1f600}\":\"Emoji: Grinning Face\",\"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}")
  }

  /// RFC 8785, 3.2.2 and 3.2.4.
  @Test("serialises the standard's sample to the standard's bytes")
  func sample() throws {
    let text = #"""
      {
        "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]
      }
      """#
    let expected =
      #"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"#
      + #""string":"€$\u000f\nA'B\"\\\\\"/"}"#
    let written = try canonical(JSONValue(parsing: Data(text.utf8)))
    #expect(written == expected)
  }

  @Test("gives equal values equal digests whatever the order and layout")
  func digests() throws {
    let a = try JSONValue(parsing: Data(#"{"b": [1.0, 2], "a": {"y": null, "x": true}}"#.utf8))
    let b = try JSONValue(parsing: Data(#"{"a":{"x":true,"y":null},"b":[1,2e0]}"#.utf8))
    #expect(try a.digest() == b.digest())
    let other = try JSONValue(parsing: Data(#"{"a":{"x":true,"y":null},"b":[2,1]}"#.utf8))
    #expect(try a.digest() != other.digest())
  }

  @Test("reads back what it writes, canonical or pretty")
  func roundTrip() throws {
    let value: JSONValue = [
      "leeg": [], "niets": [:], "diep": [["a": [1, 2.5, -3e-9]], .null, true], "tekst": "é\u{0}\u{1f600}\"\\\n",
    ]
    #expect(try JSONValue(parsing: value.canonicalData()) == value)
    #expect(try JSONValue(parsing: value.prettyData()) == value)
    #expect(try value.prettyData().last == UInt8(ascii: "\n"))
  }

  @Test("complains about what is not JSON", arguments: ["", "{", "[1,,2]", "{\"a\" 1}", "nul"])
  func malformed(text: String) {
    #expect(throws: JSONError.self) { try JSONValue(parsing: Data(text.utf8)) }
  }

  private func canonical(_ value: JSONValue) throws -> String {
    String(decoding: try value.canonicalData(), as: UTF8.self)
  }
}
