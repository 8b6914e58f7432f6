import Confinement
import Essentials
import Foundation

/// A worker whose jobs try what a worker must not do, or die in some way. The tests of Confinement start it.
@main
enum ProbeMain {
  static func main() {
    if let lacking = ProcessInfo.processInfo.environment["PROBE_KERNEL_LACKS"] { OldKernel.pretend(lacking: lacking) }
    if ProcessInfo.processInfo.environment["PROBE_THREAD_FIRST"] != nil { startThread() }
    if ProcessInfo.processInfo.environment["PROBE_GARBAGE_FIRST"] != nil {
      FileHandle.standardOutput.write(Data([3, 0, 0, 0, 1, 2, 3]))
    }
    WorkerLoop.run { payload, context in
      let request = try JSONDecoder().decode(ProbeRequest.self, from: payload)
      return Data(try answer(request, context).utf8)
    }
  }

  private static func startThread() {
    let started = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      started.signal()
      sleep(60)
    }
    started.wait()
  }

  private static func answer(_ request: ProbeRequest, _ context: WorkContext) throws -> String {
    switch request.probe {
    case .echo: return request.path
    case .tryCall: return try DeniedCall.attempt(request.path, on: request.target)
    case .read: return String(decoding: try Data(contentsOf: URL(fileURLWithPath: request.path)), as: UTF8.self)
    case .publish:
      try AtomicPublication.write(
        Data(repeating: 7, count: Int(request.count)), to: URL(fileURLWithPath: request.path))
      return "ok"
    case .compute:
      // Threads of every kind that the product uses must still start inside the confinement.
      let sums = UnsafeMutableBufferPointer<Int>.allocate(capacity: 64)
      defer { sums.deallocate() }
      nonisolated(unsafe) let target = sums
      DispatchQueue.concurrentPerform(iterations: 64) { target[$0] = $0 }
      return "\(sums.reduce(0, +)) with \(context.threads) threads"
    case .environment:
      return ProcessInfo.processInfo.environment.keys.sorted().joined(separator: " ")
    case .descriptors:
      return try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").sorted().joined(separator: " ")
    case .fail:
      throw FileError.missing(path: "lamp.yaml")
    case .report:
      for step in 0...Int(request.count) {
        context.progress(Double(step) / request.count, LocalizedText(nl: "stap", en: "step"))
      }
      context.warning(
        Diagnostic(
          "probe.warning", severity: .warning, what: LocalizedText(verbatim: "warm"),
          remedy: LocalizedText(verbatim: "cool")))
      return "ok"
    case .floodOutput:
      let line = String(repeating: "noise ", count: 100)
      for _ in 0..<2000 { print(line) }
      fflush(nil)
      return "ok"
    case .allocate:
      var blocks: [[UInt8]] = []
      for _ in 0..<Int(request.count) { blocks.append([UInt8](repeating: 1, count: 16 << 20)) }
      return "\(blocks.count)"
    case .spin:
      while clock() >= 0 {}
      return "never"
    case .wait:
      context.progress(0, LocalizedText(nl: "wachten", en: "waiting"))
      for _ in 0..<Int(request.count * 100) {
        try context.checkCancellation()
        usleep(10_000)
      }
      return "waited"
    case .stall:
      sleep(UInt32(request.count))
      return "stalled"
    case .segfault:
      raise(SIGSEGV)
      return "alive"
    case .abort: abort()
    case .exit: exit(7)
    case .garbage:
      for descriptor in 3..<10 as Range<Int32> {
        var bytes: [UInt8] = [255, 255, 255, 255, 1, 2, 3]
        if write(descriptor, &bytes, bytes.count) == bytes.count { break }
      }
      sleep(30)
      return "silence"
    case .large: return String(repeating: "x", count: Int(request.count))
    }
  }
}
