import CArchive
import Essentials
import Foundation

/// One file or folder of an archive, after its content has been read and hashed.
public struct ArchiveEntry: Codable, Hashable, Sendable {
  /// With `/` between folders and none at the end.
  public let path: String
  public let isFolder: Bool
  /// Bytes of content.
  public let size: Int
  public let crc32: UInt32
  public let sha256: Digest
  public let sha512: Digest
}

/// Takes the content of an archive as it is unpacked. The reader calls `begin`, `receive` any number of times, `end`,
/// for one entry after another; an error thrown here ends the reading.
///
/// Nothing is certain until the reader has returned: what was received must be thrown away when it throws.
public protocol ArchiveSink: AnyObject {
  func begin(_ entry: ZipStructure.Entry) throws
  func receive(_ bytes: UnsafeRawBufferPointer) throws
  func end(_ entry: ArchiveEntry) throws
}

/// The one way into an archive: strict check of the structure, then one pass in which libarchive unpacks, the content
/// is hashed, and every name, size and check value is compared with what the structure promised.
public enum ArchiveReader {
  private static let blockBytes = 64 << 10

  /// Reads all of the zip at `file`, without writing anything.
  /// - Parameter sink: gets the content in the same pass.
  /// - Returns: the entries in the order of the file.
  /// - Throws: `ArchiveError`, `FileError`, `CancellationError`, or what the sink throws.
  public static func read(
    _ file: URL, limits: ArchiveLimits = .standard, context: WorkContext = WorkContext(),
    sink: (any ArchiveSink)? = nil
  ) throws -> [ArchiveEntry] {
    try read(OpenFile(reading: file), limits: limits, context: context, sink: sink)
  }

  /// The same for a file that is open already and stays open.
  /// - Parameter name: what messages call it.
  public static func read(
    _ handle: FileHandle, named name: String, limits: ArchiveLimits = .standard,
    context: WorkContext = WorkContext(), sink: (any ArchiveSink)? = nil
  ) throws -> [ArchiveEntry] {
    try read(OpenFile(borrowing: handle, name: name), limits: limits, context: context, sink: sink)
  }

  private static func read(
    _ file: OpenFile, limits: ArchiveLimits, context: WorkContext, sink: (any ArchiveSink)?
  ) throws -> [ArchiveEntry] {
    let structure = try ZipStructure.check(file, limits: limits)
    // libarchive calls a zip without entries damaged; it is sound, and there is nothing to unpack.
    guard !structure.entries.isEmpty else { return [] }
    return try TextLocale.withUTF8(file: file.name) {
      guard let archive = archive_read_new() else {
        throw ArchiveError.library(file: file.name, detail: "out of memory")
      }
      defer { archive_read_free(archive) }
      guard archive_read_support_format_zip_seekable(archive) == ARCHIVE_OK,
        lseek(file.descriptor, 0, SEEK_SET) == 0,
        archive_read_open_fd(archive, file.descriptor, blockBytes) == ARCHIVE_OK
      else { throw ArchiveError.library(file: file.name, detail: message(archive)) }
      var pass = Pass(archive: archive, file: file, structure: structure, context: context, sink: sink)
      return try pass.run()
    }
  }

  static func message(_ archive: OpaquePointer) -> String {
    archive_error_string(archive).map { ArchivePath.printable(String(cString: $0)) } ?? "unknown reason"
  }

  /// The unpacking of one archive.
  private struct Pass {
    let archive: OpaquePointer
    let file: OpenFile
    let structure: ZipStructure
    let context: WorkContext
    let sink: (any ArchiveSink)?
    private let totalBytes: Int
    private var doneBytes = 0
    private var announced = -1

    init(
      archive: OpaquePointer, file: OpenFile, structure: ZipStructure, context: WorkContext,
      sink: (any ArchiveSink)?
    ) {
      self.archive = archive
      self.file = file
      self.structure = structure
      self.context = context
      self.sink = sink
      totalBytes = max(1, structure.totalBytes)
    }

    mutating func run() throws -> [ArchiveEntry] {
      var entries: [ArchiveEntry] = []
      entries.reserveCapacity(structure.entries.count)
      for promised in structure.entries {
        try context.checkCancellation()
        try compareHeader(with: promised)
        try sink?.begin(promised)
        let entry = try content(of: promised)
        try sink?.end(entry)
        entries.append(entry)
      }
      var header: OpaquePointer?
      guard archive_read_next_header(archive, &header) == ARCHIVE_EOF else {
        throw ArchiveError.structure(file: file.name, entry: nil, fault: .entryCount)
      }
      return entries
    }

    /// libarchive reads the same headers with its own eyes; where it sees something else, the file is refused.
    private func compareHeader(with promised: ZipStructure.Entry) throws {
      var header: OpaquePointer?
      let status = archive_read_next_header(archive, &header)
      guard status == ARCHIVE_OK, let header else {
        let detail = status == ARCHIVE_EOF ? "entry not found" : message(archive)
        throw ArchiveError.content(file: file.name, entry: promised.path, detail: detail)
      }
      let name = archive_entry_pathname_utf8(header).map { String(cString: $0) } ?? ""
      let kind = archive_entry_filetype(header) & FileKind.mask
      let expectedName = promised.isFolder ? promised.path + "/" : promised.path
      guard name.utf8.elementsEqual(expectedName.utf8),
        kind == (promised.isFolder ? FileKind.folder : FileKind.regular),
        archive_entry_size_is_set(header) == 0 || archive_entry_size(header) == Int64(promised.size)
      else { throw ArchiveError.structure(file: file.name, entry: promised.path, fault: .localDiffers) }
    }

    private mutating func content(of promised: ZipStructure.Entry) throws -> ArchiveEntry {
      var sha256 = DigestStream(.sha256)
      var sha512 = DigestStream(.sha512)
      var crc = CyclicRedundancyCheck()
      var received = 0
      while true {
        var block: UnsafeRawPointer?
        var count = 0
        var offset: la_int64_t = 0
        let status = archive_read_data_block(archive, &block, &count, &offset)
        if status == ARCHIVE_EOF { break }
        guard status == ARCHIVE_OK else { throw damaged(promised, message(archive)) }
        guard count > 0 else { continue }
        guard offset == Int64(received), received + count <= promised.size else {
          throw damaged(promised, "more bytes than the header promises")
        }
        let bytes = UnsafeRawBufferPointer(start: block, count: count)
        sha256.update(bytes)
        sha512.update(bytes)
        crc.update(bytes)
        try sink?.receive(bytes)
        received += count
        doneBytes += count
        try context.checkCancellation()
        announce()
      }
      guard received == promised.size else { throw damaged(promised, "fewer bytes than the header promises") }
      guard crc.value == promised.crc32 else { throw damaged(promised, "check value (CRC-32) differs") }
      return ArchiveEntry(
        path: promised.path, isFolder: promised.isFolder, size: received, crc32: crc.value,
        sha256: sha256.finalized(), sha512: sha512.finalized())
    }

    /// At most a hundred reports for an archive of any size.
    private mutating func announce() {
      let percent = doneBytes * 100 / totalBytes
      guard percent > announced else { return }
      announced = percent
      context.progress(Double(percent) / 100, LocalizedText(nl: "Pakket lezen", en: "Reading the pack"))
    }

    private func damaged(_ entry: ZipStructure.Entry, _ detail: String) -> ArchiveError {
      .content(file: file.name, entry: entry.path, detail: detail)
    }
  }
}
