import Essentials
import Foundation
import Hummingbird

/// The files that browsers load, in memory, compressed once. Their addresses hold the digest of all of them, so a
/// browser may keep them for ever and never mixes two versions.
struct WebAssets: Sendable {
  struct Asset: Sendable {
    var contentType: String
    var plain: ByteBuffer
    /// Absent where it is not smaller.
    var compressed: ByteBuffer?
  }

  /// Sixteen hexadecimal digits.
  let digest: String
  private let assets: [String: Asset]

  var base: String { "/assets/\(digest)" }

  /// - Throws: `WorkbenchError.missingWeb`, `FileError`.
  init(folders: WebFolders, texts: [Texts]) throws {
    var contents: [(path: String, bytes: [UInt8])] = []
    for (name, folder) in [("app", folders.app), ("vendor", folders.vendor)] {
      let files = WebFolders.files(beneath: folder).filter { Self.contentType(of: $0.path) != nil }
      guard !files.isEmpty || folders.isSource else { throw WorkbenchError.missingWeb(folder.path) }
      for file in files {
        do { contents.append(("\(name)/\(file.path)", Array(try Data(contentsOf: file.url)))) } catch {
          throw FileError.wrapping(error, path: file.url.path)
        }
      }
    }
    for text in texts { contents.append(("localizations/\(text.language.rawValue).json", Array(text.json))) }
    var stream = DigestStream(.sha256)
    for content in contents {
      stream.update(Array("\(content.path)\n\(content.bytes.count)\n".utf8))
      stream.update(content.bytes)
    }
    digest = String(stream.finalized().hex.prefix(16))
    assets = Dictionary(
      uniqueKeysWithValues: contents.map { content in
        let small = GZip.compress(content.bytes, level: 9).flatMap { $0.count < content.bytes.count ? $0 : nil }
        let asset = Asset(
          contentType: Self.contentType(of: content.path) ?? "application/octet-stream",
          plain: ByteBuffer(bytes: content.bytes), compressed: small.map { ByteBuffer(bytes: $0) })
        return (content.path, asset)
      })
  }

  /// The answer to `/assets/DIGEST/PATH`. The digest of another version is answered too, with what there is now, but
  /// not to be kept: a page from before an upgrade should say so itself, not fall apart.
  func response(path: String, digest asked: String, request: Request) -> Response? {
    guard let asset = assets[path] else { return nil }
    var headers = HTTPFields()
    headers[.contentType] = asset.contentType
    headers[.vary] = "Accept-Encoding"
    headers[.cacheControl] = asked == digest ? "public, max-age=31536000, immutable" : "no-store"
    if let compressed = asset.compressed, Compression.accepts(request) {
      headers[.contentEncoding] = "gzip"
      return Response(status: .ok, headers: headers, body: .init(byteBuffer: compressed))
    }
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: asset.plain))
  }

  /// Nil for what browsers have no use for.
  private static func contentType(of path: String) -> String? {
    switch path.split(separator: ".").last {
    case "js": "text/javascript; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "json": "application/json; charset=utf-8"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "ico": "image/x-icon"
    case "woff2": "font/woff2"
    case "webmanifest": "application/manifest+json"
    case "txt": "text/plain; charset=utf-8"
    default: nil
    }
  }
}
