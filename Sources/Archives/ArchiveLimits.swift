/// How much an archive may hold before it is refused. A value that is passed in, never a global.
public struct ArchiveLimits: Codable, Hashable, Sendable {
  /// Files and folders named in the archive.
  public var entries: Int
  /// Bytes of one file after unpacking.
  public var entryBytes: Int
  /// Bytes of all files together after unpacking.
  public var totalBytes: Int
  /// Unpacked bytes per packed byte, for each file and for the archive as a whole.
  public var ratio: Int
  /// Up to this many unpacked bytes the ratio is not looked at: a small table of equal numbers shrinks a thousandfold
  /// without harm.
  public var ratioFreeBytes: Int

  /// What every pack is held to (design, Formats).
  public static let standard = ArchiveLimits()

  public init(
    entries: Int = 5_000, entryBytes: Int = 1 << 30, totalBytes: Int = 4 << 30, ratio: Int = 200,
    ratioFreeBytes: Int = 16 << 20
  ) {
    self.entries = entries
    self.entryBytes = entryBytes
    self.totalBytes = totalBytes
    self.ratio = ratio
    self.ratioFreeBytes = ratioFreeBytes
  }

  /// Whether `unpacked` bytes out of `packed` bytes are within the ratio.
  func allowsRatio(unpacked: Int, packed: Int) -> Bool {
    if unpacked <= ratioFreeBytes { return true }
    let (most, overflow) = packed.multipliedReportingOverflow(by: ratio)
    return overflow || unpacked <= most
  }
}
