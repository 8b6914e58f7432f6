import Essentials
import Geometry
import Grids

/// Values with the base map below them.
public struct MapPanel: Sendable {
  /// In the scale's unit; NaN shows the base map.
  public var values: Grid<Float>
  public var base: MapBase

  public init(values: Grid<Float>, base: MapBase = MapBase()) {
    self.values = values
    self.base = base
  }

  var frame: GridFrame { values.frame }
  /// Height of the map divided by its width.
  var aspect: Double { Double(frame.rows) / Double(frame.columns) }

  func draw(_ canvas: Canvas, _ scale: ColourScale, in box: Box, _ parts: SheetParts) throws {
    try MapPainter(canvas: canvas, frame: frame, box: box, base: base).paint(values, scale)
    parts.drawTicks(canvas, frame, box)
  }

  /// - Throws: `GridError.framesDiffer`, `MapError.tooLarge`.
  func check() throws {
    guard frame.count > 0, frame.columns <= 32_767, frame.rows <= 32_767 else {
      throw MapError.tooLarge(columns: frame.columns, rows: frame.rows)
    }
    try base.requireFrame(frame)
  }
}
