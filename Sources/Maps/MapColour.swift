/// A colour on a map, sRGB.
public struct MapColour: Hashable, Codable, Sendable {
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

  /// Cairo's opaque ARGB32.
  var argb: UInt32 { 0xFF00_0000 | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }

  /// `share` of `other` over this one.
  func blended(with other: MapColour, _ share: Double) -> MapColour {
    func mix(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8(min(max((Double(a) + (Double(b) - Double(a)) * share).rounded(), 0), 255))
    }
    return MapColour(red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }

  /// Lighter above 1, darker below.
  func shaded(_ factor: Double) -> MapColour {
    func scaled(_ a: UInt8) -> UInt8 { UInt8(min(max((Double(a) * factor).rounded(), 0), 255)) }
    return MapColour(red: scaled(red), green: scaled(green), blue: scaled(blue))
  }
}
