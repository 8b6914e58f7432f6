import CCairo
import Grids

/// One pixel a cell, to be stretched over the map.
final class CellImage {
  let surface: OpaquePointer
  private let columns: Int
  private let rows: Int

  /// - Parameter pixel: premultiplied ARGB of the cell with a row-major index.
  /// - Throws: `MapError.tooLarge`, `.drawingFailed`.
  init(_ frame: GridFrame, _ pixel: (Int) -> UInt32) throws {
    guard frame.columns <= 32_767, frame.rows <= 32_767, frame.count > 0 else {
      throw MapError.tooLarge(columns: frame.columns, rows: frame.rows)
    }
    columns = frame.columns
    rows = frame.rows
    guard
      let surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(columns), Int32(rows)),
      let data = cairo_image_surface_get_data(surface)
    else { throw MapError.drawingFailed("no memory") }
    self.surface = surface
    cairo_surface_flush(surface)
    let stride = Int(cairo_image_surface_get_stride(surface))
    for row in 0..<rows {
      let line = UnsafeMutableRawPointer(data + row * stride).assumingMemoryBound(to: UInt32.self)
      for column in 0..<columns { line[column] = pixel(row * columns + column) }
    }
    cairo_surface_mark_dirty(surface)
  }

  deinit { cairo_surface_destroy(surface) }

  /// Stretches the image over `box`. Cells stay sharp where they are larger than pixels.
  func paint(on canvas: Canvas, over box: Box, smooth: Bool = false) {
    canvas.isolated {
      place(on: canvas, over: box)
      cairo_set_source_surface(canvas.context, surface, 0, 0)
      cairo_pattern_set_filter(cairo_get_source(canvas.context), filter(box, smooth: smooth))
      cairo_pattern_set_extend(cairo_get_source(canvas.context), CAIRO_EXTEND_PAD)
      cairo_rectangle(canvas.context, 0, 0, Double(columns), Double(rows))
      cairo_fill(canvas.context)
    }
  }

  /// Lets the canvas's present source through where the image is opaque.
  func mask(on canvas: Canvas, over box: Box) {
    guard let pattern = cairo_pattern_create_for_surface(surface) else { return }
    defer { cairo_pattern_destroy(pattern) }
    var matrix = cairo_matrix_t()
    cairo_matrix_init(
      &matrix, Double(columns) / box.width, 0, 0, Double(rows) / box.height, -box.x * Double(columns) / box.width,
      -box.y * Double(rows) / box.height)
    cairo_pattern_set_matrix(pattern, &matrix)
    cairo_pattern_set_filter(pattern, filter(box, smooth: false))
    cairo_mask(canvas.context, pattern)
  }

  private func place(on canvas: Canvas, over box: Box) {
    cairo_translate(canvas.context, box.x, box.y)
    cairo_scale(canvas.context, box.width / Double(columns), box.height / Double(rows))
  }

  private func filter(_ box: Box, smooth: Bool) -> cairo_filter_t {
    smooth || box.width < Double(columns) ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST
  }
}
