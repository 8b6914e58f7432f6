/// What a file is by its extension, for the descriptions inside a pack (IANA media types; OGC's for geodata).
enum MediaType {
  private static let byExtension: [String: String] = [
    "csv": "text/csv", "tsv": "text/tab-separated-values", "json": "application/json",
    "geojson": "application/geo+json", "yaml": "application/yaml", "yml": "application/yaml", "md": "text/markdown",
    "txt": "text/plain", "html": "text/html", "css": "text/css", "js": "text/javascript", "xml": "application/xml",
    "tif": "image/tiff; application=geotiff", "tiff": "image/tiff; application=geotiff", "png": "image/png",
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp", "svg": "image/svg+xml",
    "gpkg": "application/geopackage+sqlite3", "wasm": "application/wasm", "pdf": "application/pdf",
    "mp3": "audio/mpeg", "mp4": "video/mp4", "webm": "video/webm", "vtt": "text/vtt",
  ]

  static func fileExtension(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  static func of(_ path: String) -> String { byExtension[fileExtension(path)] ?? "application/octet-stream" }
}
