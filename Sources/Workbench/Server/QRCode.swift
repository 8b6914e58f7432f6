import CQREncode

/// A QR code as inline SVG that needs no style and prints sharp.
enum QRCode {
  /// - Parameters:
  ///   - text: an address.
  ///   - title: what it is, for who cannot see it; must be escaped already where it holds foreign words.
  /// - Returns: nil where the text is too long.
  static func svg(of text: String, title: String) -> String? {
    guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
    defer { QRcode_free(code) }
    let width = Int(code.pointee.width)
    // Four modules of quiet zone all around (ISO/IEC 18004).
    let size = width + 8
    var path = ""
    for row in 0..<width {
      var column = 0
      while column < width {
        guard code.pointee.data[row * width + column] & 1 == 1 else {
          column += 1
          continue
        }
        let start = column
        while column < width, code.pointee.data[row * width + column] & 1 == 1 { column += 1 }
        path += "M\(start + 4) \(row + 4)h\(column - start)v1h-\(column - start)z"
      }
    }
    let name = SafeHTML().escapeText(title)
    return """
      <svg class="qr" role="img" aria-label="\(name)" viewBox="0 0 \(size) \(size)" shape-rendering="crispEdges">\
      <title>\(name)</title><rect width="\(size)" height="\(size)" fill="#fff"/><path d="\(path)" fill="#000"/></svg>
      """
  }
}
