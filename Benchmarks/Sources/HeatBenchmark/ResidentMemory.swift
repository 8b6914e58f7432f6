import Foundation

/// Memory of this process, bytes, as Linux tells it.
enum ResidentMemory {
  static func now() -> (now: Int, peak: Int) {
    let status = FileManager.default.contents(atPath: "/proc/self/status") ?? Data()
    func bytes(_ name: String) -> Int {
      String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix(name) }
        .flatMap { $0.split(whereSeparator: { !$0.isNumber }).first }.flatMap { Int($0) }.map { $0 * 1024 } ?? 0
    }
    return (bytes("VmRSS"), bytes("VmHWM"))
  }
}
