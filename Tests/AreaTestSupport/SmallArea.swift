import Areas
import Essentials
import Foundation
import Geometry
import Grids
import TestSupport

/// A 20 x 20 m corner of a made-up street: building in the north, footway, carriageway, grass in the south, a canal in
/// the east; the base pack's own tables and cards.
public enum SmallArea {
  public static let frame = GridFrame(west: 155_000, north: 463_020, cellSize: 1, columns: 20, rows: 20)

  public static func classes() throws -> LandCoverTable {
    try LandCoverTable(YAMLDocument.read(basePack.appendingPathComponent("data/landcover.yaml")))
  }

  public static var basePack: URL { TestFolders.repository.appendingPathComponent("packs/basis-nl") }

  public static func card(_ name: String) throws -> MeasureCard {
    try MeasureCard(YAMLDocument.read(basePack.appendingPathComponent("measures/\(name).yaml")))
  }

  /// All cards of the base pack.
  public static let cardNames = ["tree", "lawn", "permeable-paving", "wadi", "green-roof", "pond", "light-paving"]

  public static func catalogue() throws -> MeasureCatalogue {
    try MeasureCatalogue(cardNames.map { try card($0) })
  }

  public static let manifest = AreaManifest(
    title: LocalizedText(nl: "Proefhoek", en: "Test corner"), synthetic: true, frame: frame, layers: [])

  public static func landCover(_ row: Int, _ column: Int) -> UInt8 {
    if column >= 17 { return 16 }
    switch row {
    case 0..<6: return 1
    case 6..<9: return 5
    case 9..<14: return 3
    default: return 14
    }
  }

  public static var area: Area {
    let code = Grid<UInt8>(frame) { landCover($0, $1) }
    return Area(
      manifest: manifest,
      surfaces: Area.Surfaces(
        terrain: Grid(frame) { row, column in code[row, column] == 16 ? -1 : Float(row) * 0.01 },
        buildingHeight: Grid(frame) { row, column in code[row, column] == 1 ? 9 : 0 },
        canopyHeight: Grid(frame, repeating: 0), landCover: code))
  }

  /// A rectangle by cell rows and columns.
  public static func rectangle(rows: Range<Int>, columns: Range<Int>) -> Geometry {
    let (west, east) = (frame.west + Double(columns.lowerBound), frame.west + Double(columns.upperBound))
    let (north, south) = (frame.north - Double(rows.lowerBound), frame.north - Double(rows.upperBound))
    return .polygon(
      Polygon(exterior: [Point(west, south), Point(east, south), Point(east, north), Point(west, north)]))
  }

  public static func measure(
    _ id: String, _ card: String, _ geometry: Geometry, _ properties: [String: Double] = [:]
  ) -> Measure {
    Measure(id: id, card: CardReference(id: card, version: "1.0.0"), geometry: geometry, properties: properties)
  }
}
