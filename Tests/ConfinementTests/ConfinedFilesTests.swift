import Confinement
import Essentials
import Foundation
import Testing

@Suite("A confined worker and files")
struct ConfinedFilesTests {
  @Test("reads what it may read, and its own system files")
  func readsWhatItMay() async throws {
    try await Probe.with { probe async throws in
      #expect(try await probe.ask("read", path: probe.readable.appendingPathComponent("open.txt").path) == "open")
      #expect(try await probe.attempt("open to read", on: URL(fileURLWithPath: "/proc/cpuinfo")) == "ok")
      #expect(try await probe.attempt("open to read", on: URL(fileURLWithPath: "/dev/urandom")) == "ok")
      #expect(try await probe.attempt("open to write", on: URL(fileURLWithPath: "/dev/null")) == "ok")
      #expect(try await probe.attempt("list", on: URL(fileURLWithPath: "/usr/share")) == "ok")
    }
  }

  @Test(
    "reads the limits of its control groups, which say how much memory is left, and changes nothing there",
    .enabled(if: FileManager.default.fileExists(atPath: "/sys/fs/cgroup")))
  func readsControlGroups() async throws {
    let groups = URL(fileURLWithPath: "/sys/fs/cgroup")
    try await Probe.with { probe async throws in
      #expect(try await probe.attempt("list", on: groups) == "ok")
      #expect(try await probe.attempt("create", on: groups.appendingPathComponent("new")) != "ok")
      #expect(try await probe.attempt("list", on: URL(fileURLWithPath: "/sys/kernel")) == "Permission denied")
    }
  }

  @Test(
    "may not read other files",
    arguments: ["/etc/passwd", "/etc/shadow", "/proc/1/environ", "/root", "/home", "/tmp", "/"])
  func readsNothingElse(path: String) async throws {
    try await Probe.with { probe async throws in
      let call = path.contains("proc") || path.hasPrefix("/etc") ? "open to read" : "list"
      #expect(try await probe.attempt(call, on: URL(fileURLWithPath: path)) == "Permission denied")
    }
  }

  @Test("names the file that it may not read")
  func namesTheFile() async throws {
    try await Probe.with { probe async throws in
      #expect(try await probe.attempt("open to read", on: probe.secret) == "Permission denied")
      let problem = await diagnostic { try await probe.ask("read", path: probe.secret.path) }
      #expect(problem?.what.en.contains("secret.txt") == true || problem?.location.file == probe.secret.path)
    }
  }

  @Test("writes atomically where it may write")
  func writesWhereItMay() async throws {
    try await Probe.with { probe async throws in
      let target = probe.writable.appendingPathComponent("map.tif")
      #expect(try await probe.ask("publish", path: target.path, count: 5000) == "ok")
      #expect(try Data(contentsOf: target) == Data(repeating: 7, count: 5000))
      #expect(try await probe.attempt("make folder", on: probe.writable.appendingPathComponent("new")) == "ok")
      #expect(try await probe.attempt("rename away", on: target) == "ok")
    }
  }

  @Test(
    "changes nothing that it may only read or not see",
    arguments: [
      "open to write", "open to read and truncate", "unlink", "rename away", "truncate", "chmod", "chown", "set times",
    ])
  func changesNothingElse(call: String) async throws {
    try await Probe.with { probe async throws in
      for file in [probe.readable.appendingPathComponent("open.txt"), probe.secret] {
        let before = try FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date
        let answer = try await probe.attempt(call, on: file)
        #expect(answer == "Permission denied" || answer == "Operation not permitted")
        let after = try FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date
        #expect(before != nil && before == after)
        #expect(try Data(contentsOf: file).isEmpty == false)
      }
    }
  }

  @Test("makes nothing outside its folder, and no links inside", arguments: ["create", "make folder", "symlink"])
  func makesNothingElsewhere(call: String) async throws {
    try await Probe.with { probe async throws in
      for folder in [probe.readable, probe.folder] {
        #expect(try await probe.attempt(call, on: folder.appendingPathComponent("new")) == "Permission denied")
      }
      let inside = try await probe.attempt(call, on: probe.writable.appendingPathComponent("new"))
      #expect(inside == (call == "symlink" ? "Permission denied" : "ok"))
    }
  }

  @Test("meets its file size limit as a full disk, and leaves nothing half written")
  func fileSizeLimit() async throws {
    try await Probe.with(limits: .init(fileSizeBytes: 1 << 20)) { probe async throws in
      let target = probe.writable.appendingPathComponent("map.tif")
      let problem = await diagnostic { try await probe.ask("publish", path: target.path, count: 2_097_152) }
      #expect(problem?.code == "file.diskFull")
      #expect(problem?.location.file == target.path)
      #expect(try FileManager.default.contentsOfDirectory(atPath: probe.writable.path) == ["mine.txt"])
      #expect(try await probe.ask("publish", path: target.path, count: 1_048_576) == "ok")
    }
  }

  @Test("is refused when a path of its policy is not there")
  func missingPath() async throws {
    let missing = URL(fileURLWithPath: "/nonexistent/pack")
    let worker = WorkerProcess(executable: Probe.executable, policy: ConfinementPolicy(readable: [missing]))
    let problem = await diagnostic { try await worker.start() }
    #expect(problem?.code == "confinement.pathUnusable")
    #expect(problem?.location.file == missing.path)
  }
}
