import CCairo

/// Thin level lines, the drawing sign of water.
enum Hatch {
  /// Calls `body` with the lines as the canvas's source.
  static func withSource(_ canvas: Canvas, _ body: () -> Void) throws {
    let height = 6
    guard let tile = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 6, Int32(height)),
      let data = cairo_image_surface_get_data(tile)
    else { throw MapError.drawingFailed("no memory") }
    defer { cairo_surface_destroy(tile) }
    let stride = Int(cairo_image_surface_get_stride(tile))
    let line = UnsafeMutableRawPointer(data + 2 * stride).assumingMemoryBound(to: UInt32.self)
    // Premultiplied, about 60 %.
    let colour = Ink.waterLine.shaded(0.6)
    for column in 0..<6 { line[column] = (colour.argb & 0x00FF_FFFF) | 0x9900_0000 }
    cairo_surface_mark_dirty(tile)
    guard let pattern = cairo_pattern_create_for_surface(tile) else { throw MapError.drawingFailed("no memory") }
    defer { cairo_pattern_destroy(pattern) }
    cairo_pattern_set_extend(pattern, CAIRO_EXTEND_REPEAT)
    cairo_pattern_set_filter(pattern, CAIRO_FILTER_NEAREST)
    canvas.isolated {
      cairo_set_source(canvas.context, pattern)
      body()
    }
  }
}
