import CCairo
import Essentials
import Foundation
import Maps
import Testing

/// A PNG read back, to look at its pixels.
struct Picture {
  let width: Int
  let height: Int
  private let pixels: [UInt32]

  init(_ png: Data) throws {
    final class Source {
      var rest: Data
      init(_ data: Data) { rest = data }
    }
    let source = Source(png)
    let decoded = cairo_image_surface_create_from_png_stream(
      { closure, out, count in
        guard let closure, let out else { return CAIRO_STATUS_READ_ERROR }
        let source = Unmanaged<Source>.fromOpaque(closure).takeUnretainedValue()
        guard source.rest.count >= Int(count) else { return CAIRO_STATUS_READ_ERROR }
        source.rest.copyBytes(to: out, count: Int(count))
        source.rest = source.rest.dropFirst(Int(count))
        return CAIRO_STATUS_SUCCESS
      }, Unmanaged.passUnretained(source).toOpaque())
    let surface = try #require(decoded)
    defer { cairo_surface_destroy(surface) }
    try #require(cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS)
    width = Int(cairo_image_surface_get_width(surface))
    height = Int(cairo_image_surface_get_height(surface))
    let data = try #require(cairo_image_surface_get_data(surface))
    let stride = Int(cairo_image_surface_get_stride(surface))
    var pixels: [UInt32] = []
    for row in 0..<height {
      let line = UnsafeRawPointer(data + row * stride).assumingMemoryBound(to: UInt32.self)
      for column in 0..<width { pixels.append(line[column] & 0x00FF_FFFF) }
    }
    self.pixels = pixels
  }

  /// How many pixels have exactly this colour.
  func count(_ colour: Colour) -> Int {
    let wanted = UInt32(colour.red) << 16 | UInt32(colour.green) << 8 | UInt32(colour.blue)
    return pixels.reduce(0) { $0 + ($1 == wanted ? 1 : 0) }
  }

  /// `0xRRGGBB`.
  func pixel(x: Int, y: Int) -> UInt32 { pixels[y * width + x] }
}
