import Essentials
import Foundation
import Geometry
import Grids

/// Before and after side by side under one legend, and if wanted their difference below.
public struct MapComparison: Sendable {
  /// After minus before, with the scale to show it in.
  public struct Difference: Sendable {
    public var panel: MapPanel
    public var scale: ColourScale

    public init(panel: MapPanel, scale: ColourScale) {
      self.panel = panel
      self.scale = scale
    }

    /// Cell by cell, NaN where either is NaN, on the later base map.
    /// - Throws: `GridError.framesDiffer`.
    public init(from before: MapPanel, to after: MapPanel, scale: ColourScale) throws {
      try before.frame.requireSame(as: after.frame, "after")
      let values = Grid<Float>(before.frame) { row, column in after.values[row, column] - before.values[row, column] }
      self.init(panel: MapPanel(values: values, base: after.base), scale: scale)
    }
  }

  public var text: MapText
  public var before: MapPanel
  public var after: MapPanel
  public var scale: ColourScale
  public var difference: Difference?

  public init(
    text: MapText, before: MapPanel, after: MapPanel, scale: ColourScale, difference: Difference? = nil
  ) {
    self.text = text
    self.before = before
    self.after = after
    self.scale = scale
    self.difference = difference
  }

  private static let captionHeight = 30.0
  private static let gap = 30.0

  /// The sheet as PNG. The same sheet gives the same bytes with the same versions of Cairo and the font.
  /// - Throws: `MapError`; `GridError.framesDiffer` when the maps do not lie on one frame.
  public func render(_ style: MapStyle = MapStyle()) throws -> Data {
    try style.check()
    for panel in [before, after, difference?.panel].compactMap({ $0 }) {
      try panel.check()
      try before.frame.requireSame(as: panel.frame, "comparison")
    }
    let parts = SheetParts(text: text, style: style)
    let language = style.language
    let margin = SheetParts.margin
    let ruler = try Canvas(width: 1, height: 1)
    let column = ((Double(style.widthPixels) - 2 * margin - Self.gap) / 2).rounded(.down)
    let available = column - parts.ticks
    let mapWidth = min(available, available * 1.15 / before.aspect).rounded(.down)
    let mapHeight = max((mapWidth * before.aspect).rounded(), 1)
    let panelHeight = Self.captionHeight + mapHeight + parts.ticks
    let legend = Legend(scale, language)
    let signs = Legend(of: [before.base, after.base], language)
    let top = (margin + parts.headingHeight(ruler)).rounded()
    let second = top + panelHeight + 20

    // With a difference map the legends stand beside it, without one below both maps.
    let rightX = margin + column + Self.gap
    var blocks: [(legend: Legend, x: Double, y: Double, width: Double, columns: Int)] = []
    var scaleAt = (x: rightX, y: second)
    let bodyBottom: Double
    if let difference {
      let differenceLegend = Legend(difference.scale, language)
      // Two narrow columns: the two scales beside each other, signs and bar below the shorter one.
      let narrow = (available - 20) / 2
      let x = rightX + parts.ticks
      let left = legend.height(ruler, width: narrow)
      let right = differenceLegend.height(ruler, width: narrow)
      blocks.append((legend, x, second, narrow, 1))
      blocks.append((differenceLegend, x + narrow + 20, second, narrow, 1))
      let below = second + max(left, right) + 22
      var bottom = below + SheetParts.scaleHeight
      scaleAt = (x, below)
      if let signs {
        blocks.append((signs, x + narrow + 20, below, narrow, 1))
        bottom = max(bottom, below + signs.height(ruler, width: narrow))
      }
      bodyBottom = max(second + panelHeight, bottom)
    } else {
      let columns = legend.entries.count > 6 ? 2 : 1
      blocks.append((legend, margin + parts.ticks, second, available - 20, columns))
      let height = legend.height(ruler, width: available - 20, columns: columns)
      if let signs { blocks.append((signs, rightX + parts.ticks, second, 270, signs.entries.count > 4 ? 2 : 1)) }
      let signsHeight = signs?.height(ruler, width: 270) ?? 0
      scaleAt = (Double(style.widthPixels) - margin - 290, second)
      bodyBottom = second + max(height, signsHeight, SheetParts.scaleHeight)
    }

    let height = bodyBottom + 20 + parts.footHeight(ruler) + margin * 0.7
    let canvas = try Canvas(width: style.widthPixels, height: Int(height.rounded(.up)))
    parts.drawHeading(canvas)
    func draw(_ panel: MapPanel, _ scale: ColourScale, _ caption: LocalizedText, x: Double, y: Double) throws {
      canvas.text(caption[language], x: x + parts.ticks, y: y + 18, size: 18, .bold)
      let box = Box(x: x + parts.ticks, y: y + Self.captionHeight, width: mapWidth, height: mapHeight)
      try panel.draw(canvas, scale, in: box, parts)
    }
    try draw(before, scale, LocalizedText(nl: "Vóór", en: "Before"), x: margin, y: top)
    try draw(after, scale, LocalizedText(nl: "Na", en: "After"), x: rightX, y: top)
    if let difference {
      try draw(
        difference.panel, difference.scale, LocalizedText(nl: "Verschil", en: "Difference"), x: margin, y: second)
    }
    for block in blocks {
      block.legend.draw(canvas, x: block.x, y: block.y, width: block.width, columns: block.columns)
    }
    parts.drawScale(
      canvas, x: scaleAt.x, y: scaleAt.y, pixelsPerMetre: mapWidth / (before.frame.east - before.frame.west))
    parts.drawFoot(canvas, y: bodyBottom + 20)
    return try canvas.png()
  }
}
