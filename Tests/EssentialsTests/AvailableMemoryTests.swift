import Testing

@testable import Essentials

@Suite("Available memory")
struct AvailableMemoryTests {
  private static let limits = """
    Limit                     Soft Limit           Hard Limit           Units
    Max cpu time              unlimited            unlimited            seconds
    Max data size             DATA                 unlimited            bytes
    Max address space         unlimited            unlimited            bytes
    """

  private func files(data: String = "unlimited", group: String = "0::/\n", others: [String: String] = [:]) -> (
    String
  ) -> String? {
    let files = [
      "/proc/self/status": "Name:\tworker\nVmSize:\t  900000 kB\nVmData:\t  100000 kB\n",
      "/proc/self/limits": Self.limits.replacing("DATA", with: data), "/proc/self/cgroup": group,
      "/proc/meminfo": "MemTotal:  8000000 kB\nMemFree:  10 kB\nMemAvailable:  4000000 kB\n",
    ].merging(others) { $1 }
    return { files[$0] }
  }

  @Test("Without limits the machine's free memory counts")
  func machine() {
    #expect(AvailableMemory.reading(files()) == AvailableMemory(bytes: 4_096_000_000, bound: .machine))
  }

  @Test("A limit on data counts less what is in use")
  func dataLimit() {
    #expect(
      AvailableMemory.reading(files(data: "1024000000"))
        == AvailableMemory(bytes: 1_024_000_000 - 102_400_000, bound: .processLimit))
    #expect(AvailableMemory.reading(files(data: "1000"))?.bytes == 0)
  }

  @Test("The tightest group above the process counts, without files that can be dropped")
  func groups() {
    let others = [
      "/sys/fs/cgroup/a/b/memory.max": "max\n", "/sys/fs/cgroup/a/b/memory.current": "5\n",
      "/sys/fs/cgroup/a/memory.max": "1000000\n", "/sys/fs/cgroup/a/memory.current": "400000\n",
      "/sys/fs/cgroup/a/memory.stat": "anon 300000\ninactive_file 50000\n",
    ]
    #expect(
      AvailableMemory.reading(files(group: "0::/a/b\n", others: others))
        == AvailableMemory(bytes: 650_000, bound: .controlGroup))
  }

  @Test("Where nothing can be read, nothing is known")
  func nothing() { #expect(AvailableMemory.reading { _ in nil } == nil) }

  @Test("On this machine something is known")
  func here() throws {
    let now = try #require(AvailableMemory.now())
    #expect(now.bytes > 1 << 20)
  }
}
