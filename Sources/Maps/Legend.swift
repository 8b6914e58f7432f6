import Essentials

/// A titled list of colours or signs with their meaning.
struct Legend {
  enum Swatch {
    case colour(Colour)
    /// The base map shows: land with a stroke through it.
    case transparent
    case building, water, crown, vegetation, measure, incomplete
  }

  struct Entry {
    var swatch: Swatch
    var label: String
    var note: String?
  }

  var title: String
  var entries: [Entry]

  static let titleSize = 17.0
  static let size = 14.5
  static let swatchWidth = 34.0
  static let row = 25.0

  /// The values' colours.
  init(_ scale: ColourScale, _ language: Language) {
    title = scale.title[language]
    let listed = scale.classes.map { item in
      Entry(
        swatch: item.colour.map { .colour($0) } ?? .transparent, label: item.label[language],
        note: item.note?[language])
    }
    entries = scale.isOrdered ? listed.reversed() : listed
  }

  /// The signs of the base maps; nil when there are none.
  init?(of bases: [MapBase], _ language: Language) {
    let signs: [(Swatch, LocalizedText, (MapBase) -> Bool)] = [
      (.building, LocalizedText(nl: "Gebouw", en: "Building"), \.hasBuildings),
      (.water, LocalizedText(nl: "Water", en: "Open water"), \.hasWater),
      (.crown, LocalizedText(nl: "Boomkroon", en: "Tree crown"), \.hasTrees),
      (.vegetation, LocalizedText(nl: "Groen", en: "Vegetation"), \.hasVegetation),
      (.measure, LocalizedText(nl: "Maatregel", en: "Measure"), { !$0.measures.isEmpty }),
      (.incomplete, LocalizedText(nl: "Onvolledig bij de rand", en: "Incomplete near the edge"), \.hasIncomplete),
    ]
    title = LocalizedText(nl: "Ondergrond", en: "Base map")[language]
    entries = signs.filter { sign in bases.contains(where: sign.2) }
      .map { Entry(swatch: $0.0, label: $0.1[language], note: nil) }
    if entries.isEmpty { return nil }
  }

  private func titleLines(_ canvas: Canvas, width: Double) -> [String] {
    canvas.wrapped(title, size: Self.titleSize, .bold, width: width)
  }

  private func rows(columns: Int) -> Int { (entries.count + columns - 1) / columns }

  func height(_ canvas: Canvas, width: Double, columns: Int = 1) -> Double {
    Canvas.height(titleLines(canvas, width: width), size: Self.titleSize) + 8
      + Double(rows(columns: columns)) * Self.row
  }

  /// Draws from the top left corner; returns the y below.
  @discardableResult
  func draw(_ canvas: Canvas, x: Double, y: Double, width: Double, columns: Int = 1) -> Double {
    let top =
      canvas.paragraph(
        titleLines(canvas, width: width), x: x, y: y, size: Self.titleSize, .bold) + 8
    let rows = rows(columns: columns)
    // Notes of one legend stand under each other.
    let labels = entries.map { canvas.width($0.label, size: Self.size) }.max() ?? 0
    for (index, entry) in entries.enumerated() {
      let left = (x + Double(index / max(1, rows)) * width / Double(columns)).rounded()
      let line = (top + Double(index % max(1, rows)) * Self.row).rounded()
      draw(entry.swatch, canvas, Box(x: left, y: line, width: Self.swatchWidth, height: Self.row - 4))
      let textX = left + Self.swatchWidth + 10
      canvas.text(entry.label, x: textX, y: line + 15.5, size: Self.size)
      if let note = entry.note {
        canvas.text(note, x: textX + labels + 12, y: line + 15.5, size: Self.size - 1.5, .regular, Ink.quiet)
      }
    }
    return top + Double(rows) * Self.row
  }

  private func draw(_ swatch: Swatch, _ canvas: Canvas, _ box: Box) {
    switch swatch {
    case .colour(let colour):
      canvas.fill(box, colour)
      canvas.stroke(box, Ink.line)
    case .transparent:
      canvas.fill(box, Ink.land)
      canvas.stroke(box, Ink.line)
      canvas.line([(box.x + 1, box.bottom - 1), (box.right - 1, box.y + 1)], Ink.line)
    case .building:
      canvas.fill(box, Ink.building)
      canvas.stroke(box, Ink.buildingLine)
    case .water:
      canvas.fill(box, Ink.water)
      for y in stride(from: box.y + 4, to: box.bottom - 2, by: 6) {
        canvas.line([(box.x, y + 0.5), (box.right, y + 0.5)], Ink.waterLine, width: 0.8)
      }
      canvas.stroke(box, Ink.waterLine)
    case .crown:
      canvas.fill(box, Ink.land)
      canvas.stroke(box, Ink.crown)
    case .vegetation:
      canvas.fill(box, Ink.green.blended(with: Ink.land, 0.1))
      canvas.stroke(box, Ink.line)
    case .incomplete:
      canvas.fill(box, Ink.land.blended(with: Ink.line, 0.4))
      canvas.stroke(box, Ink.line)
    case .measure:
      canvas.fill(box, Ink.land)
      canvas.stroke(
        Box(x: box.x + 2, y: box.y + 2, width: box.width - 4, height: box.height - 4), Ink.measure, width: 2.2)
    }
  }
}
