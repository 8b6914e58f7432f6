import Essentials
import Foundation

/// One map on one sheet to print or show: heading, map, legend, scale bar, north, source.
public struct MapSheet: Sendable {
  public var text: MapText
  public var panel: MapPanel
  public var scale: ColourScale

  public init(text: MapText, panel: MapPanel, scale: ColourScale) {
    self.text = text
    self.panel = panel
    self.scale = scale
  }

  /// The sheet as PNG. The same sheet gives the same bytes with the same versions of Cairo and the font.
  /// - Throws: `MapError`; `GridError.framesDiffer` when the base map lies elsewhere.
  public func render(_ style: MapStyle = MapStyle()) throws -> Data {
    try style.check()
    try panel.check()
    let parts = SheetParts(text: text, style: style)
    let margin = SheetParts.margin
    let legendWidth = 300.0
    let gap = 34.0
    let available = Double(style.widthPixels) - 2 * margin - legendWidth - gap - parts.ticks

    // Measured on a small canvas before the sheet's height is known.
    let ruler = try Canvas(width: 1, height: 1)
    let legends = [Legend(scale, style.language), Legend(of: [panel.base], style.language)].compactMap { $0 }
    let legendHeight =
      legends.reduce(0) { $0 + $1.height(ruler, width: legendWidth) + 22 } + SheetParts.scaleHeight

    // A tall area is drawn narrower rather than on a sheet that no printer takes.
    let mapWidth = min(available, available * 1.15 / panel.aspect).rounded(.down)
    let mapHeight = max((mapWidth * panel.aspect).rounded(), 1)
    let top = (margin + parts.headingHeight(ruler)).rounded()
    let bodyHeight = max(mapHeight + parts.ticks, legendHeight)
    let height = top + bodyHeight + 18 + parts.footHeight(ruler) + margin * 0.7

    let canvas = try Canvas(width: style.widthPixels, height: Int(height.rounded(.up)))
    parts.drawHeading(canvas)
    let box = Box(x: margin + parts.ticks, y: top, width: mapWidth, height: mapHeight)
    try panel.draw(canvas, scale, in: box, parts)
    let x = box.right + gap
    var y = top
    for legend in legends { y = legend.draw(canvas, x: x, y: y, width: legendWidth) + 22 }
    let pixelsPerMetre = mapWidth / (panel.frame.east - panel.frame.west)
    parts.drawScale(
      canvas, x: x, y: max(y, box.bottom - SheetParts.scaleHeight), pixelsPerMetre: pixelsPerMetre)
    parts.drawFoot(canvas, y: top + bodyHeight + 18)
    return try canvas.png()
  }
}

extension MapStyle {
  /// - Throws: `MapError.widthOutOfRange`.
  func check() throws {
    guard (800...4000).contains(widthPixels) else { throw MapError.widthOutOfRange(widthPixels) }
  }
}
