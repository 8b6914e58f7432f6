import Essentials
import Foundation

/// The headers and the directory of a zip, checked byte by byte without unpacking anything.
///
/// A zip says most things twice, and readers differ in which they believe. This check accepts only files in which both
/// agree and in which every byte belongs to exactly one entry, so that there is one way to read what is left.
/// The rules stand in docs/pack-format.md; the layout is PKWARE's APPNOTE 6.3.10.
public struct ZipStructure: Hashable, Sendable {
  /// One file or folder, as both of its headers describe it.
  public struct Entry: Codable, Hashable, Sendable {
    /// With `/` between folders and none at the end.
    public let path: String
    public let isFolder: Bool
    /// Bytes after unpacking.
    public let size: Int
    /// Bytes in the archive.
    public let packedSize: Int
    public let crc32: UInt32
  }

  /// In the order of the file.
  public let entries: [Entry]

  /// Sum of the sizes after unpacking.
  public var totalBytes: Int { entries.reduce(0) { $0 + $1.size } }

  /// Checks the file at `url`.
  /// - Throws: `ArchiveError` for the first rule that is broken; `FileError` when the file cannot be read.
  public static func check(_ url: URL, limits: ArchiveLimits = .standard) throws -> ZipStructure {
    try check(OpenFile(reading: url), limits: limits)
  }

  static func check(_ file: OpenFile, limits: ArchiveLimits) throws -> ZipStructure {
    var checker = ZipChecker(file: file, limits: limits)
    return ZipStructure(entries: try checker.run())
  }
}

/// The work of one check.
private struct ZipChecker {
  let file: OpenFile
  let limits: ArchiveLimits
  /// What each path and each of its folders is called and is, by collision key.
  private var places: [String: Place] = [:]

  private struct Place {
    let spelling: String
    let isFolder: Bool
    /// Named by an entry of its own, not only as the folder of another.
    var isListed: Bool
  }

  /// One record of the central directory.
  private struct Record {
    let name: [UInt8]
    let flags: Int
    let method: Int
    let crc32: Int
    let packedSize: Int
    let size: Int
    let offset: Int
  }

  private enum Layout {
    static let endRecordBytes = 22
    static let directoryRecordBytes = 46
    static let localHeaderBytes = 30
    static let endSignature = 0x0605_4B50
    static let directorySignature = 0x0201_4B50
    static let localSignature = 0x0403_4B50
    static let descriptorSignature = 0x0807_4B50
    static let zip64LocatorSignature = 0x0706_4B50
    static let zip64LocatorBytes = 20
    /// Longest extra field or comment, and so the farthest an end record can be from the end.
    static let longestField = 0xFFFF
    static let flagDescriptor = 0x8
    static let flagUTF8 = 0x800
    static let flagEncrypted = 0x1
    static let methodStored = 0
    static let methodDeflate = 8
    /// Times, and Info-ZIP's Unix owner fields, old and new.
    static let allowedExtraFields: Set<Int> = [0x5455, 0x7875, 0x5855]
    static let zip64ExtraField = 0x0001
    static let unixHosts: Set<Int> = [3, 19]
    static let dosFolderAttribute = 0x10
  }

  init(file: OpenFile, limits: ArchiveLimits) {
    self.file = file
    self.limits = limits
  }

  mutating func run() throws -> [ZipStructure.Entry] {
    let end = try endRecord()
    let directory = try file.bytes(at: end.directoryOffset, count: end.directoryBytes)
    guard directory.count == end.directoryBytes else { throw fault(.directoryPlace) }
    var entries: [ZipStructure.Entry] = []
    entries.reserveCapacity(end.count)
    var position = 0
    var expectedOffset = 0
    var total = 0
    var pending: (record: Record, entry: ZipStructure.Entry)?
    for _ in 0..<end.count {
      let (record, entry) = try next(in: directory, at: &position)
      total += entry.size
      guard total <= limits.totalBytes else { throw limit(.totalBytes, nil, limits.totalBytes) }
      // An entry ends where the next begins, so each is measured when its successor is known.
      if let pending { expectedOffset = try checkLocal(pending.record, pending.entry, endingAt: record.offset) }
      guard record.offset == expectedOffset else {
        throw fault(pending == nil ? .startsLate : record.offset < expectedOffset ? .overlap : .gap, entry.path)
      }
      pending = (record, entry)
      entries.append(entry)
    }
    guard position == directory.count else { throw fault(.entryCount) }
    if let pending {
      guard try checkLocal(pending.record, pending.entry, endingAt: end.directoryOffset) == end.directoryOffset else {
        throw fault(.gap)
      }
    } else if end.directoryOffset != 0 {
      throw fault(.startsLate)
    }
    guard limits.allowsRatio(unpacked: total, packed: file.size) else { throw limit(.ratio, nil, limits.ratio) }
    return entries
  }

  // MARK: The end

  private func endRecord() throws -> (count: Int, directoryOffset: Int, directoryBytes: Int) {
    let start = file.size - Layout.endRecordBytes
    let record = try file.bytes(at: max(start, 0), count: Layout.endRecordBytes)
    guard start >= 0, record.count == Layout.endRecordBytes, record.uint32(0) == Layout.endSignature else {
      throw try withoutEnd()
    }
    guard record.uint16(20) == 0 else { throw fault(.truncated) }
    let count = record.uint16(10)
    let bytes = record.uint32(12)
    let offset = record.uint32(16)
    guard record.uint16(4) == 0, record.uint16(6) == 0 else { throw fault(.multipleDisks) }
    let locator = try file.bytes(at: start - Layout.zip64LocatorBytes, count: 4)
    let hasLocator = locator.count == 4 && locator.uint32(0) == Layout.zip64LocatorSignature
    guard !hasLocator, count != 0xFFFF, bytes != 0xFFFF_FFFF, offset != 0xFFFF_FFFF else { throw fault(.zip64) }
    guard record.uint16(8) == count else { throw fault(.entryCount) }
    guard count <= limits.entries else { throw limit(.entries, nil, limits.entries) }
    // Room for the longest name and a few of the small extra fields; more is no honest directory.
    guard bytes <= count * (Layout.directoryRecordBytes + ArchivePath.mostPathBytes + 256) else {
      throw fault(.directoryPlace)
    }
    guard offset + bytes == start else { throw fault(.directoryPlace) }
    return (count, offset, bytes)
  }

  /// What to say of a file that does not end in an end record.
  private func withoutEnd() throws -> ArchiveError {
    let tailBytes = Layout.endRecordBytes + Layout.longestField
    let tail = try file.bytes(at: max(0, file.size - tailBytes), count: tailBytes)
    let head = try file.bytes(at: 0, count: 33_000)
    let kind = ArchiveKind.recognise(head)
    guard kind == .cutOffZip || kind == .unknown else { return .notAZip(file: file.name, kind: kind) }
    var position = tail.count - Layout.endRecordBytes
    while position >= 0 {
      if tail[position] == 0x50, tail.uint32(position) == Layout.endSignature {
        let comment = tail.uint16(position + 20)
        return fault(position + Layout.endRecordBytes + comment == tail.count ? .comment : .trailingBytes)
      }
      position -= 1
    }
    return kind == .cutOffZip ? fault(.truncated) : .notAZip(file: file.name, kind: kind)
  }

  // MARK: The directory

  private mutating func next(
    in directory: [UInt8], at position: inout Int
  ) throws -> (Record, ZipStructure.Entry) {
    let start = position
    guard start + Layout.directoryRecordBytes <= directory.count,
      directory.uint32(start) == Layout.directorySignature
    else { throw fault(.directoryEntry) }
    let nameBytes = directory.uint16(start + 28)
    let extraBytes = directory.uint16(start + 30)
    let commentBytes = directory.uint16(start + 32)
    let nameStart = start + Layout.directoryRecordBytes
    let extraStart = nameStart + nameBytes
    position = extraStart + extraBytes + commentBytes
    guard position <= directory.count else { throw fault(.directoryEntry) }
    let record = Record(
      name: Array(directory[nameStart..<extraStart]), flags: directory.uint16(start + 8),
      method: directory.uint16(start + 10), crc32: directory.uint32(start + 16),
      packedSize: directory.uint32(start + 20), size: directory.uint32(start + 24),
      offset: directory.uint32(start + 42))
    let (path, isFolder) = try name(of: record)
    try checkExtra(directory, extraStart..<extraStart + extraBytes, path)
    guard commentBytes == 0 else { throw fault(.comment, path) }
    guard directory.uint16(start + 34) == 0 else { throw fault(.multipleDisks, path) }
    guard record.packedSize != 0xFFFF_FFFF, record.size != 0xFFFF_FFFF, record.offset != 0xFFFF_FFFF else {
      throw fault(.zip64, path)
    }
    guard record.flags & Layout.flagEncrypted == 0 else { throw fault(.encrypted, path) }
    guard record.flags & ~(Layout.flagDescriptor | Layout.flagUTF8) == 0 else { throw fault(.flags, path) }
    guard record.method == Layout.methodStored || record.method == Layout.methodDeflate else {
      throw fault(.method, path)
    }
    guard record.method != Layout.methodStored || record.size == record.packedSize else {
      throw fault(.storedSize, path)
    }
    try checkMode(directory.uint32(start + 38), host: directory.uint16(start + 4) >> 8, isFolder, path)
    if isFolder {
      guard record.size == 0, record.packedSize == 0, record.crc32 == 0 else { throw fault(.folderWithContent, path) }
    }
    guard record.size <= limits.entryBytes else { throw limit(.entryBytes, path, limits.entryBytes) }
    guard limits.allowsRatio(unpacked: record.size, packed: record.packedSize) else {
      throw limit(.ratio, path, limits.ratio)
    }
    try settle(path, isFolder: isFolder)
    return (
      record,
      ZipStructure.Entry(
        path: path, isFolder: isFolder, size: record.size, packedSize: record.packedSize,
        crc32: UInt32(record.crc32))
    )
  }

  private func name(of record: Record) throws -> (path: String, isFolder: Bool) {
    guard var path = String(validating: record.name, as: UTF8.self) else {
      throw nameFault(.notUTF8, String(decoding: record.name, as: UTF8.self))
    }
    let isFolder = record.name.last == UInt8(ascii: "/") && record.name.count > 1
    if isFolder { path.unicodeScalars.removeLast() }
    if let wrong = ArchivePath.fault(in: path) { throw nameFault(wrong, path) }
    guard record.flags & Layout.flagUTF8 != 0 || record.name.allSatisfy({ $0 < 0x80 }) else {
      throw fault(.nameNotMarkedUTF8, path)
    }
    return (path, isFolder)
  }

  /// Notes the path and its folders, and refuses what would fall together.
  private mutating func settle(_ path: String, isFolder: Bool) throws {
    var end = path.startIndex
    while let slash = path[end...].firstIndex(of: "/") {
      let folder = String(path[..<slash])
      end = path.index(after: slash)
      let key = ArchivePath.collisionKey(of: folder)
      guard let known = places[key] else {
        places[key] = Place(spelling: folder, isFolder: true, isListed: false)
        continue
      }
      guard known.isFolder, known.spelling.utf8.elementsEqual(folder.utf8) else {
        throw ArchiveError.collision(file: file.name, entry: path, other: known.spelling)
      }
    }
    let key = ArchivePath.collisionKey(of: path)
    if let known = places[key] {
      guard isFolder, known.isFolder, !known.isListed, known.spelling.utf8.elementsEqual(path.utf8) else {
        throw ArchiveError.collision(file: file.name, entry: path, other: known.spelling)
      }
    }
    places[key] = Place(spelling: path, isFolder: isFolder, isListed: true)
  }

  /// Extra fields fill their room exactly and are of an allowed kind.
  private func checkExtra(_ bytes: [UInt8], _ range: Range<Int>, _ path: String) throws {
    var position = range.lowerBound
    while position < range.upperBound {
      guard position + 4 <= range.upperBound else { throw fault(.extraField, path) }
      let kind = bytes.uint16(position)
      guard kind != Layout.zip64ExtraField else { throw fault(.zip64, path) }
      guard Layout.allowedExtraFields.contains(kind) else { throw fault(.extraField, path) }
      position += 4 + bytes.uint16(position + 2)
      guard position <= range.upperBound else { throw fault(.extraField, path) }
    }
  }

  private func checkMode(_ attributes: Int, host: Int, _ isFolder: Bool, _ path: String) throws {
    // The upper half is a Unix mode where the maker says so, and is looked at whatever the maker says.
    let kind = UInt32(attributes >> 16) & FileKind.mask
    guard kind == 0 || kind == (isFolder ? FileKind.folder : FileKind.regular) else { throw fault(.unixMode, path) }
    let isDOSFolder = attributes & Layout.dosFolderAttribute != 0
    guard isFolder || !isDOSFolder || (Layout.unixHosts.contains(host) && kind == FileKind.regular) else {
      throw fault(.unixMode, path)
    }
  }

  // MARK: The local entry

  /// Compares the local header with the directory's record.
  /// - Returns: where the entry ends; `end` is where it has to.
  private func checkLocal(_ record: Record, _ entry: ZipStructure.Entry, endingAt end: Int) throws -> Int {
    let start = record.offset
    let header = try file.bytes(at: start, count: Layout.localHeaderBytes)
    guard header.count == Layout.localHeaderBytes, header.uint32(0) == Layout.localSignature else {
      throw fault(.localHeader, entry.path)
    }
    let nameBytes = header.uint16(26)
    let extraBytes = header.uint16(28)
    let variable = try file.bytes(at: start + Layout.localHeaderBytes, count: nameBytes + extraBytes)
    guard variable.count == nameBytes + extraBytes else { throw fault(.localHeader, entry.path) }
    guard header.uint16(6) == record.flags, header.uint16(8) == record.method,
      variable[..<nameBytes].elementsEqual(record.name)
    else { throw fault(.localDiffers, entry.path) }
    try checkExtra(variable, nameBytes..<nameBytes + extraBytes, entry.path)
    let hasDescriptor = record.flags & Layout.flagDescriptor != 0
    let local = [header.uint32(14), header.uint32(18), header.uint32(22)]
    let central = [record.crc32, record.packedSize, record.size]
    // With a descriptor each of the three is either postponed (zero) or already right.
    guard zip(local, central).allSatisfy({ $0 == $1 || (hasDescriptor && $0 == 0) }) else {
      throw fault(.localDiffers, entry.path)
    }
    let contentEnd = start + Layout.localHeaderBytes + nameBytes + extraBytes + record.packedSize
    guard contentEnd <= end else { throw fault(.overlap, entry.path) }
    guard hasDescriptor else { return contentEnd }
    // With or without its own signature; which of the two is told by where the entry has to end.
    let length = end - contentEnd
    guard length == 12 || length == 16 else { throw fault(.descriptor, entry.path) }
    let descriptor = try file.bytes(at: contentEnd, count: length)
    guard descriptor.count == length, length == 12 || descriptor.uint32(0) == Layout.descriptorSignature else {
      throw fault(.descriptor, entry.path)
    }
    let base = length - 12
    guard central == [descriptor.uint32(base), descriptor.uint32(base + 4), descriptor.uint32(base + 8)] else {
      throw fault(.descriptor, entry.path)
    }
    return end
  }

  // MARK: Saying so

  private func fault(_ fault: ArchiveError.StructureFault, _ entry: String? = nil) -> ArchiveError {
    .structure(file: file.name, entry: entry, fault: fault)
  }

  private func nameFault(_ fault: ArchivePath.Fault, _ entry: String) -> ArchiveError {
    .name(file: file.name, entry: entry, fault: fault)
  }

  private func limit(_ fault: ArchiveError.LimitFault, _ entry: String?, _ limit: Int) -> ArchiveError {
    .limit(file: file.name, entry: entry, fault: fault, limit: limit)
  }
}
