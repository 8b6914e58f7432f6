/// A colour, sRGB.
public struct Colour: Hashable, Codable, Sendable {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8

  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// `0xRRGGBB`.
  public init(_ hex: UInt32) {
    self.init(
      red: UInt8(truncatingIfNeeded: hex >> 16), green: UInt8(truncatingIfNeeded: hex >> 8),
      blue: UInt8(truncatingIfNeeded: hex))
  }
}

extension YAMLDocument {
  /// A colour as `"#rrggbb"`.
  /// - Throws: `YAMLError.wrongKind`.
  public func colour() throws -> Colour {
    let text = try string()
    guard text.wholeMatch(of: /#[0-9A-Fa-f]{6}/) != nil, let value = UInt32(text.dropFirst(), radix: 16) else {
      throw YAMLError.wrongKind(
        location, expected: LocalizedText(nl: "een kleur zoals \"#6e7079\"", en: "a colour such as \"#6e7079\""))
    }
    return Colour(value)
  }
}
