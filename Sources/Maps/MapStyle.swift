import Essentials

/// Size and language of a sheet.
public struct MapStyle: Hashable, Sendable {
  public var language: Language
  /// 800 to 4000; heights follow from the area's shape. Type and lines keep their size.
  public var widthPixels: Int
  /// RD coordinates along the edges of the map.
  public var showsCoordinates: Bool

  public init(language: Language = .nl, widthPixels: Int = 1400, showsCoordinates: Bool = true) {
    self.language = language
    self.widthPixels = widthPixels
    self.showsCoordinates = showsCoordinates
  }
}

/// The fixed colours of a sheet.
enum Ink {
  static let paper = Colour(0xFFFFFF)
  static let text = Colour(0x1F2933)
  static let quiet = Colour(0x5A6672)
  static let line = Colour(0x8A949E)
  static let land = Colour(0xF3F1EB)
  static let green = Colour(0xC9DDB5)
  static let water = Colour(0xDCE6EC)
  static let waterLine = Colour(0x4A7896)
  static let crown = Colour(0x2E6B34)
  static let building = Colour(0xC4C4C4)
  static let buildingLine = Colour(0x4A4A4A)
  static let measure = Colour(0xA0148C)
  /// Premultiplied ARGB: light grey at two thirds.
  static let veil: UInt32 = 0xAA96_9694
  static let noticePaper = Colour(0xFFF4CE)
  static let noticeLine = Colour(0xB7791F)
}
