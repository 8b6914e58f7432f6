import Foundation

/// What a confined process may touch and how much it may use. Everything that is not named is denied.
///
/// The system's own read-only files (libraries, fonts, the tables of PROJ and GDAL, `/proc/self`) are always added.
public struct ConfinementPolicy: Codable, Hashable, Sendable {
  /// How much a process may use in its life, over all its jobs.
  public struct Limits: Codable, Hashable, Sendable {
    /// Private memory that can be written (RLIMIT_DATA): heap and stacks.
    public var dataBytes: UInt64
    /// Processor time of the whole process, over all its threads and jobs; nil for no limit.
    public var cpuSeconds: UInt64?
    public var openFiles: UInt64
    /// The largest file that may be written. Writing beyond it fails with EFBIG, like a full disk.
    public var fileSizeBytes: UInt64

    public init(
      dataBytes: UInt64 = 4 << 30, cpuSeconds: UInt64? = nil, openFiles: UInt64 = 512, fileSizeBytes: UInt64 = 4 << 30
    ) {
      self.dataBytes = dataBytes
      self.cpuSeconds = cpuSeconds
      self.openFiles = openFiles
      self.fileSizeBytes = fileSizeBytes
    }
  }

  /// Absolute paths of files and folders that may be read, with all that lies beneath them. They must exist.
  public var readablePaths: [String]
  /// Absolute paths of files and folders that may be read, changed, filled and emptied. They must exist. Atomic
  /// publication makes its temporary file next to the final name, so name the folder that holds it.
  public var writablePaths: [String]
  public var limits: Limits
  /// Goes on where the kernel offers no Landlock or no seccomp. Only for a person who chose so explicitly.
  public var allowUnconfined: Bool

  /// - Parameters:
  ///   - readable: files and folders that may be read.
  ///   - writable: files and folders that may be read and changed.
  public init(
    readable: [URL] = [], writable: [URL] = [], limits: Limits = Limits(), allowUnconfined: Bool = false
  ) {
    readablePaths = readable.map { $0.standardizedFileURL.path }
    writablePaths = writable.map { $0.standardizedFileURL.path }
    self.limits = limits
    self.allowUnconfined = allowUnconfined
  }

  /// What any process reads to live: shared libraries and their cache, fonts, the data of PROJ and GDAL (beneath
  /// `/usr/share`), its own `/proc`, the shape of the machine, and the limits of its control groups, which say how much
  /// memory is left for a run (`AvailableMemory`). Absent ones are passed over.
  static let systemReadablePaths = [
    "/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime",
    "/etc/fonts", "/var/cache/fontconfig", "/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu",
    "/sys/fs/cgroup", "/dev/urandom", "/dev/random", "/dev/zero",
  ]

  /// Devices that swallow what is written.
  static let systemWritablePaths = ["/dev/null"]
}
