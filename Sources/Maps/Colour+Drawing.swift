import Essentials

extension Colour {
  /// Cairo's opaque ARGB32.
  var argb: UInt32 { 0xFF00_0000 | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }

  /// `share` of `other` over this one.
  func blended(with other: Colour, _ share: Double) -> Colour {
    func mix(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8(min(max((Double(a) + (Double(b) - Double(a)) * share).rounded(), 0), 255))
    }
    return Colour(red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }

  /// Lighter above 1, darker below.
  func shaded(_ factor: Double) -> Colour {
    func scaled(_ a: UInt8) -> UInt8 { UInt8(min(max((Double(a) * factor).rounded(), 0), 255)) }
    return Colour(red: scaled(red), green: scaled(green), blue: scaled(blue))
  }
}
