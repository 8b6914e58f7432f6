import Confinement
import Essentials
import Foundation
import Testing

@Suite("A confined worker and the rest of the machine")
struct ConfinedCallsTests {
  @Test("says what is in force")
  func report() async throws {
    let limits = ConfinementPolicy.Limits(dataBytes: 1 << 30, cpuSeconds: 100, openFiles: 64, fileSizeBytes: 1 << 20)
    try await Probe.with(limits: limits) { probe async throws in
      let report = try await probe.worker.start()
      #expect(report.isComplete)
      #expect(try #require(report.landlockABI) >= 1)
      #expect(report.limits == limits)
      #expect(await probe.worker.processIdentifier == report.processIdentifier)
      let status = try String(contentsOfFile: "/proc/\(report.processIdentifier)/status", encoding: .utf8)
      #expect(status.contains("NoNewPrivs:\t1"))
      #expect(status.contains("Seccomp:\t2"))
    }
  }

  @Test(
    "has no network, no other programs and no hold on other processes",
    arguments: [
      "internet socket", "local socket", "netlink socket", "exec", "spawn", "fork", "kill parent", "kill everybody",
      "raise file limit", "shared memory", "mount", "change root",
    ])
  func denied(call: String) async throws {
    try await Probe.with { probe async throws in
      let target = call == "exec" || call == "spawn" ? URL(fileURLWithPath: "/bin/true") : probe.writable
      #expect(try await probe.attempt(call, on: target) == "Operation not permitted")
    }
  }

  @Test("keeps what libraries need", arguments: ["kill self", "read file limit", "private memory"])
  func allowed(call: String) async throws {
    try await Probe.with { probe async throws in #expect(try await probe.attempt(call) == "ok") }
  }

  /// Numbers of x86-64. Without the filter each of these would complain about its arguments in another way.
  @Test(
    "is denied by number what has no wrapper",
    arguments: [
      (101, "ptrace"), (310, "process_vm_readv"), (248, "add_key"), (250, "keyctl"), (321, "bpf"),
      (298, "perf_event_open"), (323, "userfaultfd"), (425, "io_uring_setup"), (272, "unshare"), (308, "setns"),
      (246, "kexec_load"), (175, "init_module"), (169, "reboot"), (167, "swapon"), (155, "pivot_root"),
      (304, "open_by_handle_at"), (319, "memfd_create"), (434, "pidfd_open"), (428, "open_tree"), (452, "fchmodat2"),
      (56, "clone with namespaces"),
    ])
  func deniedByNumber(number: Int, name: String) async throws {
    try await Probe.with { probe async throws in
      #expect(try await probe.attempt("\(number)") == "Operation not permitted", "\(name)")
    }
  }

  @Test("finds clone3 and openat2 absent, so that libraries fall back", arguments: [435, 437])
  func absent(number: Int) async throws {
    try await Probe.with { probe async throws in
      #expect(try await probe.attempt("\(number)") == "Function not implemented")
    }
  }

  @Test("is killed for a system call of the x32 convention")
  func otherConvention() async throws {
    try await Probe.with { probe async throws in
      let problem = await diagnostic { try await probe.attempt("\(0x4000_0000 + 39)") }
      #expect(problem?.code == "worker.killed")
      #expect(problem?.what.en.contains("signal \(SIGSYS)") == true)
    }
  }

  @Test("can still use every kind of thread")
  func threads() async throws {
    try await Probe.with(threads: 2) { probe async throws in
      #expect(try await probe.ask("compute") == "2016 with 2 threads")
    }
  }

  @Test("inherits neither variables nor descriptors")
  func inheritsNothing() async throws {
    setenv("TWINBENCH_TEST_SECRET", "1", 1)
    let leaked = open("/etc/passwd", O_RDONLY)
    defer { close(leaked) }
    try await Probe.with(environment: ["PROJ_NETWORK": "OFF"]) { probe async throws in
      let variables = try await probe.ask("environment").split(separator: " ").map(String.init)
      #expect(
        Set(variables).subtracting(["LD_LIBRARY_PATH"]) == [
          "HOME", "LC_ALL", "PROJ_NETWORK", "SWIFT_BACKTRACE", "TZ",
        ])
      // 0, 1, 2, the two of the channel, the one that lists.
      #expect(try await probe.ask("descriptors").split(separator: " ").count == 6)
    }
  }

  @Test("refuses to start with a thread that would stay free")
  func threadBeforeConfinement() async throws {
    try await Probe.with(environment: ["PROBE_THREAD_FIRST": "1"]) { probe async throws in
      let problem = await diagnostic { try await probe.worker.start() }
      #expect(problem?.code == "confinement.threadsRunning")
    }
  }

  @Test(
    "refuses to work on a kernel that cannot confine it",
    arguments: [("landlock", "landlockUnavailable"), ("seccomp", "seccompUnavailable")])
  func incapableKernel(lacking: String, code: String) async throws {
    try await Probe.with(environment: ["PROBE_KERNEL_LACKS": lacking]) { probe async throws in
      let problem = await diagnostic { try await probe.worker.start() }
      #expect(problem?.code == "confinement.\(code)")
    }
  }

  @Test("works unconfined when told to, and says so", arguments: ["landlock", "seccomp", "landlock,seccomp"])
  func allowedUnconfined(lacking: String) async throws {
    try await Probe.with(environment: ["PROBE_KERNEL_LACKS": lacking], allowUnconfined: true) { probe async throws in
      let report = try await probe.worker.start()
      #expect(!report.isComplete)
      #expect((report.landlockABI == nil) == lacking.contains("landlock"))
      #expect(report.seccomp == !lacking.contains("seccomp"))
      // What the kernel does offer is still in force.
      let secret = try await probe.attempt("open to read", on: probe.secret)
      #expect(secret == (lacking.contains("landlock") ? "ok" : "Permission denied"))
      let socket = try await probe.attempt("internet socket")
      #expect(socket == (lacking.contains("seccomp") ? "ok" : "Operation not permitted"))
    }
  }
}
