import Essentials
import Foundation

/// A figure that was looked at: an SVG without anything that runs or reaches out, a PNG or a JPEG.
public struct FigureFile: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    case svg, png, jpg
  }

  /// How large a figure may be.
  public struct Limits: Hashable, Sendable {
    public var bytes: Int
    /// On either side.
    public var pixels: Int

    public static let standard = Limits(bytes: 2 << 20, pixels: 6_000)

    public init(bytes: Int, pixels: Int) {
      self.bytes = bytes
      self.pixels = pixels
    }
  }

  public let kind: Kind
  public let data: Data
  /// In pixels, or in the units of an SVG's view box.
  public let width: Int
  public let height: Int

  /// Looks at the content; the name only says what it must be.
  /// - Parameter file: what messages call it.
  /// - Throws: `MarkupError.figure`.
  public init(_ data: Data, file: String, limits: Limits = .standard) throws {
    let place = Diagnostic.Location(file: file)
    func refused(_ fault: MarkupError.FigureFault) -> MarkupError { .figure(place, fault: fault) }
    guard data.count <= limits.bytes else { throw refused(.tooLarge(limit: limits.bytes)) }
    let bytes = [UInt8](data)
    let size: (width: Int, height: Int)?
    switch file.split(separator: ".").last?.lowercased() {
    case "svg":
      kind = .svg
      size = try SVGCheck.size(of: bytes, file: file)
    case "png":
      kind = .png
      guard bytes.starts(with: Self.pngSignature) else { throw refused(.kind) }
      size = Self.pngSize(bytes)
    case "jpg", "jpeg":
      kind = .jpg
      guard bytes.starts(with: [0xFF, 0xD8, 0xFF]) else { throw refused(.kind) }
      size = Self.jpegSize(bytes)
    default: throw refused(.kind)
    }
    guard let size, (1...limits.pixels).contains(size.width), (1...limits.pixels).contains(size.height) else {
      throw refused(.dimensions)
    }
    self.data = data
    (width, height) = size
  }

  /// Portable Network Graphics, 5.2.
  private static let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// From the header chunk, which comes first (PNG, 11.2.2).
  private static func pngSize(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
    guard bytes.count >= 24, bytes[12..<16].elementsEqual("IHDR".utf8) else { return nil }
    func number(_ start: Int) -> Int { bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
    return (number(16), number(20))
  }

  /// From the first frame header (JPEG, ITU-T T.81, B.2.2).
  private static func jpegSize(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
    var position = 2
    while position + 9 < bytes.count, bytes[position] == 0xFF {
      let marker = bytes[position + 1]
      if marker == 0xFF {
        position += 1
        continue
      }
      let isFrame = (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
      if isFrame {
        return (
          Int(bytes[position + 7]) << 8 | Int(bytes[position + 8]),
          Int(bytes[position + 5]) << 8 | Int(bytes[position + 6])
        )
      }
      let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
      guard length >= 2 else { return nil }
      position += 2 + length
    }
    return nil
  }
}
