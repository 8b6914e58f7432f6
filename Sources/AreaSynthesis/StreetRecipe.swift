import Essentials
import Grids

/// What the made-up neighbourhood is made from: `recipe.yaml` of kind `synthetic-street`.
///
/// The same recipe always gives the same bytes. Lengths in metres, levels in m NAP, shares from 0 to 1.
public struct StreetRecipe: Hashable, Sendable {
  public static let kind = "synthetic-street"

  public var title: LocalizedText
  public var seed: UInt64
  /// ISO date written into every layer.
  public var date: String
  /// West edge of the core in RD New; a multiple of 5, so that the context's cells hold whole core cells.
  public var west: Double
  /// North edge of the core in RD New; a multiple of 5.
  public var north: Double
  /// How far the street grid is turned anticlockwise from east-west, degrees.
  public var rotation: Double
  /// Mean level of the kerbs.
  public var groundLevel: Double
  /// Fixed level of the canals.
  public var canalLevel: Double
  public var canalWidth: Double
  public var houseWidth: Double
  public var houseDepth: Double
  public var eavesHeight: Double
  public var ridgeHeight: Double
  public var kerbHeight: Double
  /// Fall of carriageway and footway to the gutter, m/m.
  public var crossfall: Double
  /// Mean height of a threshold above the ground at the front.
  public var doorstep: Double
  /// Depth of the subsidence bowls: about this in a street, half as much again on the square.
  public var subsidence: Double
  /// Share of the streets that have trees.
  public var treedStreets: Double
  /// Share of the gardens that are paved from end to end.
  public var pavedGardens: Double

  /// Reads a recipe; every key but `date` is required and has a range.
  /// - Throws: `YAMLError` with file, line and key.
  public init(_ document: YAMLDocument) throws {
    let root = try document.mapping(allowing: [
      "kind", "title", "seed", "date", "west", "north", "rotation", "groundLevel", "canalLevel", "canalWidth",
      "houseWidth", "houseDepth", "eavesHeight", "ridgeHeight", "kerbHeight", "crossfall", "doorstep", "subsidence",
      "treedStreets", "pavedGardens",
    ])
    func number(_ key: String, _ range: ClosedRange<Double>) throws -> Double {
      try root.required(key).number(in: range)
    }
    let kind = try root.required("kind")
    guard try kind.string() == Self.kind else {
      throw YAMLError.notAChoice(kind.location, value: try kind.string(), choices: [Self.kind])
    }
    title = try root.required("title").localizedText()
    let whole = try root.required("seed")
    guard let seed = UInt64(exactly: try whole.integer()) else {
      throw YAMLError.outOfRange(whole.location, value: Double(try whole.integer()), range: 0...0x1p53)
    }
    self.seed = seed
    date = try root["date"]?.string() ?? "2026"
    west = try Self.multipleOfFive(root.required("west"), 10_000...280_000)
    north = try Self.multipleOfFive(root.required("north"), 310_000...620_000)
    rotation = try number("rotation", 0...40)
    groundLevel = try number("groundLevel", -2...3)
    canalLevel = try number("canalLevel", groundLevel - 1.5...groundLevel - 0.5)
    canalWidth = try number("canalWidth", 6...25)
    houseWidth = try number("houseWidth", 4.5...7)
    houseDepth = try number("houseDepth", 8...11)
    eavesHeight = try number("eavesHeight", 4...8)
    ridgeHeight = try number("ridgeHeight", eavesHeight + 1...14)
    kerbHeight = try number("kerbHeight", 0.05...0.18)
    crossfall = try number("crossfall", 0.005...0.03)
    doorstep = try number("doorstep", 0.02...0.3)
    subsidence = try number("subsidence", 0...0.45)
    treedStreets = try number("treedStreets", 0...1)
    pavedGardens = try number("pavedGardens", 0...1)
  }

  private static func multipleOfFive(_ value: YAMLDocument, _ range: ClosedRange<Double>) throws -> Double {
    let number = try value.number(in: range)
    guard number.remainder(dividingBy: 5) == 0 else {
      throw YAMLError.wrongKind(
        value.location, expected: LocalizedText(nl: "een veelvoud van 5", en: "a multiple of 5"))
    }
    return number
  }

  /// The core: 300 x 300 cells of 1 m.
  public var frame: GridFrame { GridFrame(west: west, north: north, cellSize: 1, columns: 300, rows: 300) }

  /// The surroundings: 480 x 480 cells of 5 m around the same centre.
  public var contextFrame: GridFrame {
    GridFrame(west: west - 1050, north: north + 1050, cellSize: 5, columns: 480, rows: 480)
  }
}
