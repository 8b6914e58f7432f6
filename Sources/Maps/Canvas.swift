import CCairo
import Essentials
import Foundation

/// A Cairo image being drawn on.
final class Canvas {
  enum Weight { case regular, bold }
  enum Alignment { case left, centre, right }

  let context: OpaquePointer
  private let surface: OpaquePointer

  /// - Throws: `MapError.drawingFailed`, `.fontMissing`.
  init(width: Int, height: Int) throws {
    guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(clamping: width), Int32(clamping: height)),
      let context = cairo_create(surface)
    else { throw MapError.drawingFailed("no memory") }
    self.surface = surface
    self.context = context
    // Explicit, so that the machine's own font settings do not show.
    let options = cairo_font_options_create()
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_set_font_options(context, options)
    cairo_font_options_destroy(options)
    set(Ink.paper)
    cairo_paint(context)
    try check()
    // Fontconfig silently gives another font, and the layout is measured for this one: its M is 1767/2048 em wide.
    guard abs(self.width("M", size: 100) - 100 * 1767 / 2048) < 0.2 else { throw MapError.fontMissing }
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  func check() throws {
    for status in [cairo_status(context), cairo_surface_status(surface)] where status != CAIRO_STATUS_SUCCESS {
      throw MapError.drawingFailed(cairo_status_to_string(status).map { String(cString: $0) } ?? "?")
    }
  }

  /// - Throws: `MapError.drawingFailed`.
  func png() throws -> Data {
    try check()
    cairo_surface_flush(surface)
    final class Sink { var data = Data() }
    let sink = Sink()
    let status = cairo_surface_write_to_png_stream(
      surface,
      { closure, bytes, count in
        guard let closure, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
        Unmanaged<Sink>.fromOpaque(closure).takeUnretainedValue().data.append(bytes, count: Int(count))
        return CAIRO_STATUS_SUCCESS
      }, Unmanaged.passUnretained(sink).toOpaque())
    guard status == CAIRO_STATUS_SUCCESS else {
      throw MapError.drawingFailed(cairo_status_to_string(status).map { String(cString: $0) } ?? "?")
    }
    return sink.data
  }

  func set(_ colour: Colour, opacity: Double = 1) {
    cairo_set_source_rgba(
      context, Double(colour.red) / 255, Double(colour.green) / 255, Double(colour.blue) / 255, opacity)
  }

  /// What `body` changes of clip, transform and line is undone after it.
  func isolated(_ body: () throws -> Void) rethrows {
    cairo_save(context)
    defer { cairo_restore(context) }
    try body()
  }

  func fill(_ box: Box, _ colour: Colour) {
    set(colour)
    cairo_rectangle(context, box.x, box.y, box.width, box.height)
    cairo_fill(context)
  }

  func stroke(_ box: Box, _ colour: Colour, width: Double = 1) {
    set(colour)
    cairo_set_line_width(context, width)
    cairo_rectangle(context, box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1)
    cairo_stroke(context)
  }

  func line(_ points: [(Double, Double)], _ colour: Colour, width: Double = 1) {
    set(colour)
    cairo_set_line_width(context, width)
    for (index, point) in points.enumerated() {
      if index == 0 { cairo_move_to(context, point.0, point.1) } else { cairo_line_to(context, point.0, point.1) }
    }
    cairo_stroke(context)
  }

  func polygon(_ points: [(Double, Double)], _ colour: Colour) {
    set(colour)
    for (index, point) in points.enumerated() {
      if index == 0 { cairo_move_to(context, point.0, point.1) } else { cairo_line_to(context, point.0, point.1) }
    }
    cairo_close_path(context)
    cairo_fill(context)
  }

  /// Draws with (x, y) as origin and the text running upward.
  func rotated(x: Double, y: Double, _ body: () -> Void) {
    isolated {
      cairo_translate(context, x, y)
      cairo_rotate(context, -Double.pi / 2)
      body()
    }
  }

  // Text

  private func font(_ size: Double, _ weight: Weight) {
    cairo_select_font_face(
      context, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL,
      weight == .bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
    cairo_set_font_size(context, size)
  }

  func width(_ text: String, size: Double, _ weight: Weight = .regular) -> Double {
    font(size, weight)
    var extents = cairo_text_extents_t()
    cairo_text_extents(context, text, &extents)
    return extents.x_advance
  }

  /// `y` is the baseline.
  func text(
    _ text: String, x: Double, y: Double, size: Double, _ weight: Weight = .regular, _ colour: Colour = Ink.text,
    _ alignment: Alignment = .left
  ) {
    let width = alignment == .left ? 0 : width(text, size: size, weight)
    font(size, weight)
    set(colour)
    let start =
      switch alignment {
      case .left: x
      case .centre: x - width / 2
      case .right: x - width
      }
    cairo_move_to(context, start, y)
    cairo_show_text(context, text)
  }

  /// Lines of at most `width` pixels, broken at spaces; a single long word stays whole.
  func wrapped(_ text: String, size: Double, _ weight: Weight = .regular, width: Double) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, self.width("\(last) \(word)", size: size, weight) <= width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  /// Draws lines downward from the top edge `y`; returns the y below them.
  @discardableResult
  func paragraph(
    _ lines: [String], x: Double, y: Double, size: Double, _ weight: Weight = .regular,
    _ colour: Colour = Ink.text
  ) -> Double {
    for (index, line) in lines.enumerated() {
      text(line, x: x, y: y + size * (1 + 1.35 * Double(index)), size: size, weight, colour)
    }
    return y + Canvas.height(lines, size: size)
  }

  static func height(_ lines: [String], size: Double) -> Double { size * 1.35 * Double(lines.count) }
}

/// A rectangle on the sheet, pixels, y down.
struct Box {
  var x: Double
  var y: Double
  var width: Double
  var height: Double
  var right: Double { x + width }
  var bottom: Double { y + height }
}
