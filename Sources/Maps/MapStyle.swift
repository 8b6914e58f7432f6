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
  static let paper = MapColour(0xFFFFFF)
  static let text = MapColour(0x1F2933)
  static let quiet = MapColour(0x5A6672)
  static let line = MapColour(0x8A949E)
  static let land = MapColour(0xF3F1EB)
  static let green = MapColour(0xC9DDB5)
  static let water = MapColour(0xDCE6EC)
  static let waterLine = MapColour(0x4A7896)
  static let crown = MapColour(0x2E6B34)
  static let building = MapColour(0xC4C4C4)
  static let buildingLine = MapColour(0x4A4A4A)
  static let measure = MapColour(0xA0148C)
  static let noticePaper = MapColour(0xFFF4CE)
  static let noticeLine = MapColour(0xB7791F)
}
