import Essentials

/// What a file that is not a zip looks like, by its first bytes, so that the message can name it.
public enum ArchiveKind: String, Codable, Hashable, Sendable, CaseIterable {
  case empty, sevenZip, rar, gzip, bzip2, xz, zstandard, tar, cabinet, iso9660, cpio, unixArchive, warc, mtree
  case html, xml, json, pdf, png, jpeg, tiff, sqlite, text, cutOffZip, unknown

  /// - Parameter head: the first 33,000 bytes of the file, or all of it when it is shorter.
  static func recognise(_ head: [UInt8]) -> ArchiveKind {
    if head.isEmpty { return .empty }
    func has(_ bytes: [UInt8], at offset: Int = 0) -> Bool {
      head.count >= offset + bytes.count && head[offset..<offset + bytes.count].elementsEqual(bytes)
    }
    func has(_ text: String, at offset: Int = 0) -> Bool { has(Array(text.utf8), at: offset) }
    let signatures: [(ArchiveKind, [UInt8])] = [
      (.cutOffZip, [0x50, 0x4B, 0x03, 0x04]), (.sevenZip, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
      (.rar, Array("Rar!".utf8)), (.gzip, [0x1F, 0x8B]), (.bzip2, Array("BZh".utf8)),
      (.xz, [0xFD, 0x37, 0x7A, 0x58, 0x5A]), (.zstandard, [0x28, 0xB5, 0x2F, 0xFD]), (.cabinet, Array("MSCF".utf8)),
      (.cpio, Array("0707".utf8)), (.cpio, [0xC7, 0x71]), (.unixArchive, Array("!<arch>".utf8)),
      (.warc, Array("WARC/".utf8)), (.mtree, Array("#mtree".utf8)), (.pdf, Array("%PDF".utf8)),
      (.png, [0x89, 0x50, 0x4E, 0x47]), (.jpeg, [0xFF, 0xD8, 0xFF]), (.tiff, [0x49, 0x49, 0x2A, 0x00]),
      (.tiff, [0x49, 0x49, 0x2B, 0x00]), (.tiff, [0x4D, 0x4D, 0x00, 0x2A]), (.sqlite, Array("SQLite format 3".utf8)),
    ]
    for (kind, signature) in signatures where has(signature) { return kind }
    if has("ustar", at: 257) { return .tar }
    if has("CD001", at: 32_769) { return .iso9660 }
    let start = String(decoding: head.prefix(512), as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
      .lowercased()
    if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") { return .html }
    if start.hasPrefix("<") { return .xml }
    if start.hasPrefix("{") || start.hasPrefix("[") { return .json }
    if head.prefix(512).allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) {
      return .text
    }
    return .unknown
  }

  /// The kind in a sentence: "this is ...".
  public var name: LocalizedText {
    switch self {
    case .empty: LocalizedText(nl: "een leeg bestand", en: "an empty file")
    case .sevenZip: LocalizedText(nl: "een 7z-archief", en: "a 7z archive")
    case .rar: LocalizedText(nl: "een rar-archief", en: "a rar archive")
    case .gzip: LocalizedText(nl: "een gzip-bestand", en: "a gzip file")
    case .bzip2: LocalizedText(nl: "een bzip2-bestand", en: "a bzip2 file")
    case .xz: LocalizedText(nl: "een xz-bestand", en: "an xz file")
    case .zstandard: LocalizedText(nl: "een zstd-bestand", en: "a zstd file")
    case .tar: LocalizedText(nl: "een tar-archief", en: "a tar archive")
    case .cabinet: LocalizedText(nl: "een cab-archief", en: "a cab archive")
    case .iso9660: LocalizedText(nl: "een schijfkopie (ISO)", en: "a disk image (ISO)")
    case .cpio: LocalizedText(nl: "een cpio-archief", en: "a cpio archive")
    case .unixArchive: LocalizedText(nl: "een ar-archief", en: "an ar archive")
    case .warc: LocalizedText(nl: "een webarchief (WARC)", en: "a web archive (WARC)")
    case .mtree: LocalizedText(nl: "een mtree-lijst", en: "an mtree list")
    case .html: LocalizedText(nl: "een webpagina", en: "a web page")
    case .xml: LocalizedText(nl: "een XML-bestand", en: "an XML file")
    case .json: LocalizedText(nl: "een JSON-bestand", en: "a JSON file")
    case .pdf: LocalizedText(nl: "een pdf", en: "a PDF")
    case .png: LocalizedText(nl: "een png-plaatje", en: "a PNG picture")
    case .jpeg: LocalizedText(nl: "een jpeg-foto", en: "a JPEG picture")
    case .tiff: LocalizedText(nl: "een tiff-bestand", en: "a TIFF file")
    case .sqlite: LocalizedText(nl: "een SQLite- of GeoPackage-bestand", en: "an SQLite or GeoPackage file")
    case .text: LocalizedText(nl: "gewone tekst", en: "plain text")
    case .cutOffZip: LocalizedText(nl: "een zip zonder einde", en: "a zip without its end")
    case .unknown: LocalizedText(nl: "een onbekend soort bestand", en: "a file of unknown kind")
    }
  }
}
