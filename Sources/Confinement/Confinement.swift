import CConfinement
import Essentials
import Foundation

/// Confines the calling process for the rest of its life: no new privileges, limits, Landlock for files, seccomp for
/// system calls.
public enum Confinement {
  /// Puts `policy` in force. It cannot be taken back.
  ///
  /// Landlock and seccomp bind the calling thread and the threads that it starts later, so this must come before the
  /// first other thread.
  /// - Returns: what is in force.
  /// - Throws: `ConfinementError`; the process may then be partly confined and should end.
  public static func apply(_ policy: ConfinementPolicy) throws -> ConfinementReport {
    let threads = try threadCount()
    guard threads == 1 else { throw ConfinementError.threadsRunning(threads) }

    guard confinement_no_new_privileges() == 0 else { throw ConfinementError.refused(step: "no_new_privs", errno) }
    guard confinement_die_with_parent() == 0 else { throw ConfinementError.refused(step: "PDEATHSIG", errno) }
    try limit(policy.limits)
    let landlockABI = try restrictFiles(policy)
    guard confinement_forbid_inspection() == 0 else { throw ConfinementError.refused(step: "DUMPABLE", errno) }
    guard confinement_drop_capabilities() == 0 else { throw ConfinementError.refused(step: "capset", errno) }
    let seccomp = confinement_seccomp_install() == 0
    guard seccomp || policy.allowUnconfined else { throw ConfinementError.seccompUnavailable(errno) }
    return ConfinementReport(
      landlockABI: landlockABI, seccomp: seccomp, limits: policy.limits, processIdentifier: getpid())
  }

  private static func threadCount() throws -> Int {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count
    } catch {
      throw ConfinementError.refused(step: "/proc/self/task", ENOENT)
    }
  }

  private static func limit(_ limits: ConfinementPolicy.Limits) throws {
    var wanted: [(confinement_resource, UInt64, String)] = [
      (CONFINEMENT_DATA_BYTES, limits.dataBytes, "RLIMIT_DATA"),
      (CONFINEMENT_OPEN_FILES, limits.openFiles, "RLIMIT_NOFILE"),
      (CONFINEMENT_FILE_SIZE_BYTES, limits.fileSizeBytes, "RLIMIT_FSIZE"),
    ]
    if let seconds = limits.cpuSeconds { wanted.append((CONFINEMENT_CPU_SECONDS, seconds, "RLIMIT_CPU")) }
    for (resource, value, name) in wanted {
      guard confinement_limit(resource, value) == 0 else { throw ConfinementError.refused(step: name, errno) }
    }
    // Ignored, the write itself fails with EFBIG and becomes an ordinary error about the file.
    signal(SIGXFSZ, SIG_IGN)
  }

  /// - Returns: the ABI in force, nil where there is none and the policy allows that.
  private static func restrictFiles(_ policy: ConfinementPolicy) throws -> Int? {
    let abi = confinement_landlock_abi()
    guard abi >= 1 else {
      guard policy.allowUnconfined else { throw ConfinementError.landlockUnavailable(errno) }
      return nil
    }
    let ruleset = confinement_landlock_create(abi)
    guard ruleset >= 0 else { throw ConfinementError.refused(step: "Landlock", errno) }
    defer { close(ruleset) }

    func allow(_ paths: [String], writable: Bool, required: Bool) throws {
      for path in paths where confinement_landlock_allow(ruleset, abi, path, writable ? 1 : 0) != 0 {
        let reason = errno
        if required { throw ConfinementError.pathUnusable(path, reason) }
        guard reason == ENOENT || reason == EACCES || reason == ENOTDIR else {
          throw ConfinementError.refused(step: "Landlock \(path)", reason)
        }
      }
    }
    try allow(ConfinementPolicy.systemReadablePaths, writable: false, required: false)
    try allow(ConfinementPolicy.systemWritablePaths, writable: true, required: false)
    try allow(policy.readablePaths, writable: false, required: true)
    try allow(policy.writablePaths, writable: true, required: true)
    guard confinement_landlock_enforce(ruleset) == 0 else { throw ConfinementError.refused(step: "Landlock", errno) }
    return Int(abi)
  }
}
