/// What is in force in a confined process.
public struct ConfinementReport: Codable, Hashable, Sendable {
  /// The ABI of Landlock that bounds the files; nil where the kernel has none and the policy allowed that.
  public var landlockABI: Int?
  /// Whether the filter of system calls is in force.
  public var seccomp: Bool
  /// The limits as asked; the kernel may already have had lower ones in force.
  public var limits: ConfinementPolicy.Limits
  /// The process that is confined.
  public var processIdentifier: Int32

  public init(landlockABI: Int?, seccomp: Bool, limits: ConfinementPolicy.Limits, processIdentifier: Int32) {
    self.landlockABI = landlockABI
    self.seccomp = seccomp
    self.limits = limits
    self.processIdentifier = processIdentifier
  }

  /// Both files and system calls are bounded.
  public var isComplete: Bool { landlockABI != nil && seccomp }
}
