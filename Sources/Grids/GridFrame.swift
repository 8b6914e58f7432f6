import Essentials

/// Where a grid lies: a north-up raster of square cells in a projected coordinate system.
///
/// Row 0 is the northernmost row, column 0 the westernmost. Two grids may meet in one computation only if their
/// frames are equal.
public struct GridFrame: Hashable, Codable, Sendable {
  /// EPSG code of a projected system in metres; 28992 is RD New.
  public var epsg: Int
  /// X of the west edge, m.
  public var west: Double
  /// Y of the north edge, m.
  public var north: Double
  /// Edge of a cell, m.
  public var cellSize: Double
  public var columns: Int
  public var rows: Int

  public init(epsg: Int = 28992, west: Double, north: Double, cellSize: Double, columns: Int, rows: Int) {
    self.epsg = epsg
    self.west = west
    self.north = north
    self.cellSize = cellSize
    self.columns = columns
    self.rows = rows
  }

  @inlinable public var count: Int { columns * rows }
  public var east: Double { west + Double(columns) * cellSize }
  public var south: Double { north - Double(rows) * cellSize }
  public var cellArea: Double { cellSize * cellSize }

  /// Coordinates of a cell's centre, m.
  @inlinable public func centre(row: Int, column: Int) -> (x: Double, y: Double) {
    (west + (Double(column) + 0.5) * cellSize, north - (Double(row) + 0.5) * cellSize)
  }

  /// The cell that holds a point; nil outside. A point on an edge belongs to the cell east or south of it.
  @inlinable public func cell(x: Double, y: Double) -> (row: Int, column: Int)? {
    let column = ((x - west) / cellSize).rounded(.down)
    let row = ((north - y) / cellSize).rounded(.down)
    guard column >= 0, row >= 0, column < Double(columns), row < Double(rows) else { return nil }
    return (Int(row), Int(column))
  }

  /// - Throws: `GridError.framesDiffer`.
  public func requireSame(as other: GridFrame, _ name: String) throws {
    guard self == other else { throw GridError.framesDiffer(name: name, expected: self, found: other) }
  }
}

/// Grids that do not belong together.
public enum GridError: DiagnosableError {
  case framesDiffer(name: String, expected: GridFrame, found: GridFrame)

  public var diagnostic: Diagnostic {
    switch self {
    case .framesDiffer(let name, let expected, let found):
      let (a, b) = (Self.words(expected), Self.words(found))
      return Diagnostic(
        "grid.framesDiffer",
        what: LocalizedText(
          nl: "Laag '\(name)' ligt niet op hetzelfde raster: verwacht \(a), gevonden \(b).",
          en: "Layer '\(name)' is not on the same grid: expected \(a), found \(b)."),
        at: .init(key: name),
        remedy: LocalizedText(
          nl: "Maak de laag opnieuw met hetzelfde coördinatenstelsel, dezelfde hoek, celgrootte en afmeting.",
          en: "Make the layer anew with the same coordinate system, corner, cell size and dimensions."))
    }
  }

  private static func words(_ f: GridFrame) -> String {
    "EPSG:\(f.epsg) (\(f.west), \(f.north)) \(f.columns) x \(f.rows) @ \(f.cellSize) m"
  }
}
