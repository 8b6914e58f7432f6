import Essentials
import Grids

/// Heading, foot, edge ticks, scale bar and north arrow: what every sheet has.
struct SheetParts {
  static let margin = 44.0
  static let titleSize = 30.0
  static let subtitleSize = 17.0
  static let footSize = 13.0
  /// Room left of and under a map for its coordinates.
  static let tickRoom = 22.0

  let text: MapText
  let style: MapStyle

  private var width: Double { Double(style.widthPixels) - 2 * Self.margin }
  var ticks: Double { style.showsCoordinates ? Self.tickRoom : 0 }

  // Heading

  private func headingLines(_ canvas: Canvas) -> (title: [String], subtitle: [String]) {
    (
      canvas.wrapped(text.title[style.language], size: Self.titleSize, .bold, width: width),
      canvas.wrapped(text.subtitle[style.language], size: Self.subtitleSize, width: width)
    )
  }

  func headingHeight(_ canvas: Canvas) -> Double {
    let lines = headingLines(canvas)
    return Canvas.height(lines.title, size: Self.titleSize) + Canvas.height(lines.subtitle, size: Self.subtitleSize)
      + 22
  }

  func drawHeading(_ canvas: Canvas) {
    let lines = headingLines(canvas)
    let y = canvas.paragraph(lines.title, x: Self.margin, y: Self.margin - 10, size: Self.titleSize, .bold)
    canvas.paragraph(lines.subtitle, x: Self.margin, y: y + 4, size: Self.subtitleSize, .regular, Ink.quiet)
  }

  // Foot

  private func footLines(_ canvas: Canvas) -> (notice: [String], source: [String]) {
    let source = (style.language == .nl ? "Bron: " : "Source: ") + text.source[style.language]
    return (
      text.notice.map { canvas.wrapped($0[style.language], size: Self.footSize + 1.5, .bold, width: width - 28) } ?? [],
      text.source[style.language].isEmpty ? [] : canvas.wrapped(source, size: Self.footSize, width: width)
    )
  }

  func footHeight(_ canvas: Canvas) -> Double {
    let lines = footLines(canvas)
    let notice = lines.notice.isEmpty ? 0 : Canvas.height(lines.notice, size: Self.footSize + 1.5) + 16 + 12
    return notice + Canvas.height(lines.source, size: Self.footSize)
  }

  func drawFoot(_ canvas: Canvas, y: Double) {
    let lines = footLines(canvas)
    var y = y
    if !lines.notice.isEmpty {
      let height = Canvas.height(lines.notice, size: Self.footSize + 1.5) + 16
      let band = Box(x: Self.margin, y: y.rounded(), width: width, height: height.rounded())
      canvas.fill(band, Ink.noticePaper)
      canvas.stroke(band, Ink.noticeLine)
      canvas.paragraph(lines.notice, x: Self.margin + 14, y: y + 6, size: Self.footSize + 1.5, .bold)
      y += height + 12
    }
    canvas.paragraph(lines.source, x: Self.margin, y: y, size: Self.footSize, .regular, Ink.quiet)
  }

  // Around a map

  /// RD coordinates at round numbers, outside the left and lower edge.
  func drawTicks(_ canvas: Canvas, _ frame: GridFrame, _ box: Box) {
    guard style.showsCoordinates else { return }
    let pixelsPerMetre = box.width / (frame.east - frame.west)
    // About 170 pixels between labels.
    let step = max(RoundLength.atMost(170 / pixelsPerMetre), 1)
    var x = (frame.west / step).rounded(.up) * step
    while x <= frame.east {
      let at = (box.x + (x - frame.west) * pixelsPerMetre).rounded() + 0.5
      canvas.line([(at, box.bottom), (at, box.bottom + 5)], Ink.text)
      canvas.text(label(x), x: at, y: box.bottom + 17, size: 11, .regular, Ink.quiet, .centre)
      x += step
    }
    var y = (frame.south / step).rounded(.up) * step
    while y <= frame.north {
      let at = (box.y + (frame.north - y) * pixelsPerMetre).rounded() + 0.5
      canvas.line([(box.x, at), (box.x - 5, at)], Ink.text)
      canvas.rotated(x: box.x - 9, y: at) {
        canvas.text(label(y), x: 0, y: 0, size: 11, .regular, Ink.quiet, .centre)
      }
      y += step
    }
  }

  private func label(_ metres: Double) -> String { metres.text(decimals: 3, trimmed: true, in: style.language) }

  static let scaleHeight = 74.0

  /// A bar of a round length at the map's own scale, and north.
  func drawScale(_ canvas: Canvas, x: Double, y: Double, pixelsPerMetre: Double) {
    let length = RoundLength.atMost(200 / pixelsPerMetre)
    let width = length * pixelsPerMetre
    let left = x.rounded()
    let top = (y + 34).rounded()
    // Four parts, dark and light by turns.
    for part in 0..<4 {
      let from = left + width * Double(part) / 4
      canvas.fill(
        Box(x: from, y: top, width: width / 4, height: 9), part.isMultiple(of: 2) ? Ink.text : Ink.paper)
    }
    canvas.stroke(Box(x: left, y: top, width: width, height: 9), Ink.text)
    let isKilometres = length >= 1000
    let shown = (isKilometres ? length / 1000 : length).text(decimals: 3, trimmed: true, in: style.language)
    canvas.text("0", x: left, y: top - 6, size: 13)
    canvas.text(
      "\(shown) \(isKilometres ? "km" : "m")", x: left + width, y: top - 6, size: 13, .regular, Ink.text, .centre)
    canvas.text("RD New (EPSG:28992)", x: left, y: top + 27, size: 12, .regular, Ink.quiet)
    drawNorth(canvas, x: left + 252, y: y)
  }

  private func drawNorth(_ canvas: Canvas, x: Double, y: Double) {
    let (top, bottom) = (y + 20, y + 62)
    canvas.text("N", x: x, y: top - 4, size: 16, .bold, Ink.text, .centre)
    canvas.polygon([(x, top), (x - 11, bottom), (x, bottom - 9)], Ink.text)
    canvas.polygon([(x, top), (x + 11, bottom), (x, bottom - 9)], Ink.paper)
    canvas.line([(x, top), (x + 11, bottom), (x, bottom - 9), (x - 11, bottom), (x, top)], Ink.text)
  }
}
