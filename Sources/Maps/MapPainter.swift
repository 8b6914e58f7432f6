import CCairo
import Essentials
import Geometry
import Grids

/// Draws one map into one box: base, values, water and crowns as hints, buildings, measures, edge.
struct MapPainter {
  let canvas: Canvas
  let frame: GridFrame
  let box: Box
  let base: MapBase

  private var pixelsPerMetre: Double { box.width / (Double(frame.columns) * frame.cellSize) }

  func paint(_ values: Grid<Float>, _ scale: ColourScale) throws {
    try canvas.isolated {
      cairo_rectangle(canvas.context, box.x, box.y, box.width, box.height)
      cairo_clip(canvas.context)
      try paintGround()
      let colours = scale.classes.map { $0.colour?.argb ?? 0 }
      try values.withCells { cells in
        try CellImage(frame) { scale.classIndex(of: cells[$0]).map { colours[$0] } ?? 0 }
      }.paint(on: canvas, over: box)
      try paintVeil()
      try paintWater()
      try paintCrowns()
      try paintBuildings()
      paintMeasures()
    }
    canvas.stroke(box, Ink.text)
  }

  // Ground

  private func paintGround() throws {
    let shade = base.terrain.map(Relief.shade)
    let vegetation = base.vegetation
    let image = try CellImage(frame) { index in
      var colour = Ink.land
      if let share = vegetation?[index], share > 0 { colour = colour.blended(with: Ink.green, Double(min(share, 1))) }
      return colour.shaded(shade?[index] ?? 1).argb
    }
    image.paint(on: canvas, over: box, smooth: true)
    guard let water = base.water else { return }
    try water.withCells { cells in
      try CellImage(frame) { cells[$0] >= 0.5 ? Ink.water.argb : 0 }
    }.paint(on: canvas, over: box)
  }

  // Hints over the values

  /// The colours below stay readable, but say that they are not to be trusted.
  private func paintVeil() throws {
    guard let incomplete = base.incomplete, base.hasIncomplete else { return }
    try incomplete.withCells { cells in
      try CellImage(frame) { cells[$0] >= 0.5 ? Ink.veil : 0 }
    }.paint(on: canvas, over: box)
    outline(Ink.line, opacity: 1, width: 1) { incomplete[$0] >= 0.5 }
  }

  private func paintWater() throws {
    guard let water = base.water, base.hasWater else { return }
    let image = try water.withCells { cells in try CellImage(frame) { cells[$0] >= 0.5 ? 0xFF00_0000 : 0 } }
    try Hatch.withSource(canvas) { image.mask(on: canvas, over: box) }
    outline(Ink.waterLine, opacity: 0.9, width: 1) { water[$0] >= 0.5 }
  }

  private func paintCrowns() throws {
    guard let canopy = base.canopyHeight else { return }
    outline(Ink.crown, opacity: 0.6, width: 0.8) { canopy[$0] > 0 }
  }

  private func paintBuildings() throws {
    if base.footprints.isEmpty {
      guard let height = base.buildingHeight else { return }
      try CellImage(frame) { height[$0] > 0 ? Ink.building.argb : 0 }.paint(on: canvas, over: box)
      outline(Ink.buildingLine, opacity: 1, width: 1) { height[$0] > 0 }
      return
    }
    for polygon in base.footprints {
      for ring in polygon.rings { path(ring, closed: true) }
      cairo_set_fill_rule(canvas.context, CAIRO_FILL_RULE_EVEN_ODD)
      canvas.set(Ink.building)
      cairo_fill_preserve(canvas.context)
      canvas.set(Ink.buildingLine)
      cairo_set_line_width(canvas.context, 1)
      cairo_set_line_join(canvas.context, CAIRO_LINE_JOIN_ROUND)
      cairo_stroke(canvas.context)
    }
  }

  private func paintMeasures() {
    cairo_set_line_join(canvas.context, CAIRO_LINE_JOIN_ROUND)
    cairo_set_line_cap(canvas.context, CAIRO_LINE_CAP_ROUND)
    for geometry in base.measures {
      switch geometry {
      case .point(let point): marker(point)
      case .multiPoint(let points): for point in points { marker(point) }
      case .lineString(let line): path(line, closed: false)
      case .multiLineString(let lines): for line in lines { path(line, closed: false) }
      case .polygon, .multiPolygon:
        for polygon in geometry.polygons { for ring in polygon.rings { path(ring, closed: true) } }
      }
      // A white edge keeps the line apart from any colour below it.
      canvas.set(Ink.paper)
      cairo_set_line_width(canvas.context, 4)
      cairo_stroke_preserve(canvas.context)
      canvas.set(Ink.measure)
      cairo_set_line_width(canvas.context, 2.2)
      cairo_stroke(canvas.context)
    }
  }

  private func marker(_ point: Point) {
    let (x, y) = pixel(point)
    cairo_new_sub_path(canvas.context)
    cairo_arc(canvas.context, x, y, 5, 0, 2 * Double.pi)
  }

  private func path(_ points: [Point], closed: Bool) {
    for (index, point) in points.enumerated() {
      let (x, y) = pixel(point)
      if index == 0 { cairo_move_to(canvas.context, x, y) } else { cairo_line_to(canvas.context, x, y) }
    }
    if closed { cairo_close_path(canvas.context) }
  }

  private func pixel(_ point: Point) -> (Double, Double) {
    (box.x + (point.x - frame.west) * pixelsPerMetre, box.y + (frame.north - point.y) * pixelsPerMetre)
  }

  /// Lines along the cell edges where `isInside` changes; the map's own edge is no border.
  private func outline(_ colour: Colour, opacity: Double, width: Double, _ isInside: (Int) -> Bool) {
    let (rows, columns) = (frame.rows, frame.columns)
    let inside = (0..<frame.count).map(isInside)
    let cell = box.width / Double(columns)
    // Cells smaller than a line would drown the map in lines.
    guard cell >= 1 else { return }
    canvas.set(colour, opacity: opacity)
    cairo_set_line_width(canvas.context, width)
    var pending = 0
    func segment(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
      cairo_move_to(canvas.context, box.x + x0 * cell, box.y + y0 * cell)
      cairo_line_to(canvas.context, box.x + x1 * cell, box.y + y1 * cell)
      pending += 1
      // One long path makes Cairo sort all of it.
      if pending == 256 {
        cairo_stroke(canvas.context)
        pending = 0
      }
    }
    func runs(_ lines: Int, _ length: Int, _ isEdge: (Int, Int) -> Bool, _ draw: (Double, Double, Double) -> Void) {
      for line in 1..<max(1, lines) {
        var start: Int?
        for position in 0...length {
          let isEdge = position < length && isEdge(line, position)
          if isEdge, start == nil { start = position }
          if !isEdge, let from = start {
            draw(Double(line), Double(from), Double(position))
            start = nil
          }
        }
      }
    }
    runs(
      rows, columns, { inside[$0 * columns + $1] != inside[($0 - 1) * columns + $1] },
      { line, from, to in segment(from, line, to, line) })
    runs(
      columns, rows, { inside[$1 * columns + $0] != inside[$1 * columns + $0 - 1] },
      { line, from, to in segment(line, from, line, to) })
    cairo_stroke(canvas.context)
  }
}
