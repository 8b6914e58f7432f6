import CArchive
import Essentials
import Foundation

/// Makes zips that depend on their content alone: the same items give the same bytes on any day, in any time zone and
/// for any user, as long as libarchive and zlib are the same versions.
public enum ArchiveWriter {
  /// One file to put in.
  public struct Item: Sendable {
    public enum Content: Sendable {
      case data(Data)
      case file(URL, size: Int)
    }

    /// With `/` between folders.
    public let path: String
    public let content: Content
    public let isExecutable: Bool
    /// Content that is compressed already is stored as it is.
    public let isStored: Bool

    /// - Parameter isStored: nil decides by the extension of `path`.
    public init(path: String, content: Content, isExecutable: Bool = false, isStored: Bool? = nil) {
      self.path = path
      self.content = content
      self.isExecutable = isExecutable
      self.isStored = isStored ?? ArchiveWriter.isCompressed(path)
    }

    public var size: Int {
      switch content {
      case .data(let data): data.count
      case .file(_, let size): size
      }
    }
  }

  private static let blockBytes = 1 << 18
  private static let compressionLevel = "6"
  private static let filePermissions: UInt32 = 0o644
  private static let executablePermissions: UInt32 = 0o755
  private static let compressedExtensions: Set<String> = [
    "tif", "tiff", "png", "jpg", "jpeg", "webp", "gif", "zip", "gz", "mp3", "mp4", "webm", "woff2", "laz", "xlsx",
    "docx", "pptx", "pdf",
  ]

  /// Whether files of this name have compressed content as a rule.
  public static func isCompressed(_ path: String) -> Bool {
    guard let dot = path.lastIndex(of: ".") else { return false }
    return compressedExtensions.contains(path[path.index(after: dot)...].lowercased())
  }

  /// Writes a zip to `url`; a file that is there is replaced only when the new one is whole and passes
  /// `ZipStructure.check`.
  /// - Parameter first: paths that come before all others, for formats that are known by their first entry; the rest
  ///   follow in byte order of their paths.
  /// - Throws: `ArchiveError` for names and sizes that a reader would refuse; `FileError`; `CancellationError`.
  public static func write(
    _ items: [Item], first: [String] = [], to url: URL, limits: ArchiveLimits = .standard,
    context: WorkContext = WorkContext()
  ) throws {
    try AtomicPublication.file(at: url) { handle in
      try write(items, first: first, to: handle, named: url.path, limits: limits, context: context)
    }
  }

  /// The same to a file that is open for writing and reading, and empty.
  public static func write(
    _ items: [Item], first: [String] = [], to handle: FileHandle, named name: String,
    limits: ArchiveLimits = .standard, context: WorkContext = WorkContext()
  ) throws {
    let inOrder = items.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    let sorted =
      first.flatMap { path in inOrder.filter { $0.path == path } } + inOrder.filter { !first.contains($0.path) }
    for item in sorted {
      if let fault = ArchivePath.fault(in: item.path) {
        throw ArchiveError.name(file: name, entry: item.path, fault: fault)
      }
    }
    try TextLocale.withUTF8(file: name) {
      guard let archive = archive_write_new() else {
        throw ArchiveError.library(file: name, detail: "out of memory")
      }
      defer { archive_write_free(archive) }
      try require(archive_write_set_format_zip(archive), archive, name)
      try require(archive_write_set_format_option(archive, "zip", "hdrcharset", "UTF-8"), archive, name)
      try require(
        archive_write_set_format_option(archive, "zip", "compression-level", compressionLevel), archive, name)
      try require(archive_write_set_bytes_per_block(archive, Int32(blockBytes)), archive, name)
      // Without this a zip written to anything but a plain file is filled up with zeros.
      try require(archive_write_set_bytes_in_last_block(archive, 1), archive, name)
      try require(archive_write_open_fd(archive, handle.fileDescriptor), archive, name)
      let total = max(1, sorted.reduce(0) { $0 + $1.size })
      var done = 0
      for item in sorted {
        try context.checkCancellation()
        try add(item, to: archive, name: name, context: context)
        done += item.size
        context.progress(
          Double(done) / Double(total), LocalizedText(nl: "Pakket schrijven", en: "Writing the pack"))
      }
      try require(archive_write_close(archive), archive, name)
    }
    _ = try ZipStructure.check(OpenFile(borrowing: handle, name: name), limits: limits)
  }

  private static func add(
    _ item: Item, to archive: OpaquePointer, name: String, context: WorkContext
  ) throws {
    guard let entry = archive_entry_new() else { throw ArchiveError.library(file: name, detail: "out of memory") }
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname_utf8(entry, item.path)
    archive_entry_set_filetype(entry, FileKind.regular)
    archive_entry_set_perm(entry, item.isExecutable ? executablePermissions : filePermissions)
    archive_entry_set_uid(entry, 0)
    archive_entry_set_gid(entry, 0)
    archive_entry_set_size(entry, Int64(item.size))
    // No time is set on purpose: libarchive then writes zip's earliest, 1980-01-01, in every time zone.
    try require(
      item.isStored
        ? archive_write_zip_set_compression_store(archive) : archive_write_zip_set_compression_deflate(archive),
      archive, name)
    try require(archive_write_header(archive, entry), archive, name)
    switch item.content {
    case .data(let data):
      try data.withUnsafeBytes { try put($0, to: archive, name: name) }
    case .file(let url, let size):
      let file = try OpenFile(reading: url)
      guard file.size == size else { throw ArchiveError.content(file: name, entry: item.path, detail: "size changed") }
      var position = 0
      while position < size {
        try context.checkCancellation()
        let bytes = try file.bytes(at: position, count: blockBytes)
        guard !bytes.isEmpty else {
          throw ArchiveError.content(file: name, entry: item.path, detail: "file became shorter")
        }
        try bytes.withUnsafeBytes { try put($0, to: archive, name: name) }
        position += bytes.count
      }
    }
    try require(archive_write_finish_entry(archive), archive, name)
  }

  private static func put(_ bytes: UnsafeRawBufferPointer, to archive: OpaquePointer, name: String) throws {
    var position = 0
    while position < bytes.count {
      let written = archive_write_data(
        archive, bytes.baseAddress?.advanced(by: position), bytes.count - position)
      guard written > 0 else { throw failure(archive, name) }
      position += Int(written)
    }
  }

  private static func require(_ status: Int32, _ archive: OpaquePointer, _ name: String) throws {
    guard status == ARCHIVE_OK else { throw failure(archive, name) }
  }

  /// A full disk reaches us as libarchive's errno and is said as such.
  private static func failure(_ archive: OpaquePointer, _ name: String) -> any Error {
    let reason = archive_errno(archive)
    if [ENOSPC, EDQUOT, EFBIG, EIO, EROFS].contains(reason) { return FileError.system(path: name, reason: reason) }
    return ArchiveError.library(file: name, detail: ArchiveReader.message(archive))
  }
}
