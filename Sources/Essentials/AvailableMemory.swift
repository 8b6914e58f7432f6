import Foundation

/// How much more memory this process may use: the least of what its limits, its control groups and the machine leave.
public struct AvailableMemory: Hashable, Sendable {
  /// What sets the bound.
  public enum Bound: String, Hashable, Sendable {
    /// The process's own limit on data or address space.
    case processLimit
    /// The limit of its control group, as a service manager or a container sets it.
    case controlGroup
    case machine
  }

  public var bytes: Int
  public var bound: Bound

  public init(bytes: Int, bound: Bound) {
    self.bytes = bytes
    self.bound = bound
  }

  /// Now, from `/proc` and `/sys/fs/cgroup`; nil where nothing can be read.
  public static func now() -> AvailableMemory? {
    reading { path in
      guard let data = FileManager.default.contents(atPath: path) else { return nil }
      return String(bytes: data, encoding: .utf8)
    }
  }

  /// - Parameter text: the content of a file by path, nil where it cannot be read.
  static func reading(_ text: (String) -> String?) -> AvailableMemory? {
    var found: [AvailableMemory] = []
    let used = text("/proc/self/status").map { numbers($0, kilobytes: true) } ?? [:]
    if let limits = text("/proc/self/limits") {
      for (line, use) in [("Max data size", used["VmData"]), ("Max address space", used["VmSize"])] {
        if let limit = softLimit(line, in: limits) {
          found.append(AvailableMemory(bytes: max(0, limit - (use ?? 0)), bound: .processLimit))
        }
      }
    }
    if let group = text("/proc/self/cgroup").flatMap(unifiedGroup) {
      // A limit anywhere above holds too.
      var path = group
      while true {
        if let left = left(inGroup: "/sys/fs/cgroup" + (path == "/" ? "" : path), text) {
          found.append(AvailableMemory(bytes: left, bound: .controlGroup))
        }
        if path == "/" || path.isEmpty { break }
        path = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        if path.isEmpty { path = "/" }
      }
    }
    if let available = text("/proc/meminfo").flatMap({ numbers($0, kilobytes: true)["MemAvailable"] }) {
      found.append(AvailableMemory(bytes: available, bound: .machine))
    }
    return found.min { $0.bytes < $1.bytes }
  }

  /// Lines `Name: 123 kB`, or `name 123`, in bytes.
  private static func numbers(_ text: String, kilobytes: Bool) -> [String: Int] {
    var found: [String: Int] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == ":" })
      guard words.count >= 2, let number = Int(words[1]), number >= 0 else { continue }
      let (bytes, overflow) = number.multipliedReportingOverflow(by: kilobytes ? 1024 : 1)
      if !overflow { found[String(words[0])] = bytes }
    }
    return found
  }

  /// Of a line of `/proc/self/limits`; nil where it is unlimited.
  private static func softLimit(_ name: String, in text: String) -> Int? {
    for line in text.split(separator: "\n") where line.hasPrefix(name) {
      return line.dropFirst(name.count).split(separator: " ").first.flatMap { Int($0) }
    }
    return nil
  }

  /// The path of the group in the unified hierarchy.
  private static func unifiedGroup(_ text: String) -> String? {
    text.split(separator: "\n").first { $0.hasPrefix("0::") }.map { String($0.dropFirst(3)) }
  }

  /// What a group's limit leaves; files that can be dropped do not count as used.
  private static func left(inGroup folder: String, _ text: (String) -> String?) -> Int? {
    func number(_ name: String) -> Int? {
      text("\(folder)/\(name)").flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }
    guard let most = number("memory.max"), let current = number("memory.current") else { return nil }
    let droppable = text("\(folder)/memory.stat").flatMap { numbers($0, kilobytes: false)["inactive_file"] } ?? 0
    return max(0, most - current + droppable)
  }
}
