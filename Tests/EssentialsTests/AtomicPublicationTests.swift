import Essentials
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite("Atomic publication")
struct AtomicPublicationTests {
  @Test("writes a new file and replaces an old one")
  func file() throws {
    try TestFolders.withTemporaryFolder { folder in
      let target = folder.appendingPathComponent("plan.json")
      try AtomicPublication.write(Data("one".utf8), to: target)
      try AtomicPublication.write(Data("two".utf8), to: target)
      #expect(try Data(contentsOf: target) == Data("two".utf8))
      #expect(try names(in: folder) == ["plan.json"])
    }
  }

  @Test("keeps the old file whole when making the new one fails")
  func failingFile() throws {
    try TestFolders.withTemporaryFolder { folder in
      let target = folder.appendingPathComponent("plan.json")
      try AtomicPublication.write(Data("old".utf8), to: target)
      #expect(throws: CancellationError.self) {
        try AtomicPublication.file(at: target) { handle in
          try handle.write(contentsOf: Data("half".utf8))
          throw CancellationError()
        }
      }
      #expect(try Data(contentsOf: target) == Data("old".utf8))
      #expect(try names(in: folder) == ["plan.json"])
    }
  }

  @Test("never shows a reader a half-written file")
  func readersSeeWholeFiles() throws {
    try TestFolders.withTemporaryFolder { folder in
      let target = folder.appendingPathComponent("grid.bin")
      let contents = [UInt8(1), 2].map { Data(repeating: $0, count: 300_000) }
      try AtomicPublication.write(contents[0], to: target)
      let done = Atomic<Bool>(false)
      let ended = DispatchSemaphore(value: 0)
      let wrong = Atomic<Int>(0)
      let reads = Atomic<Int>(0)
      Thread.detachNewThread {
        while !done.load(ordering: .relaxed) {
          let seen = try? Data(contentsOf: target)
          if seen != contents[0] && seen != contents[1] { wrong.add(1, ordering: .relaxed) }
          reads.add(1, ordering: .relaxed)
        }
        ended.signal()
      }
      for round in 0..<60 { try AtomicPublication.write(contents[round % 2], to: target) }
      done.store(true, ordering: .relaxed)
      ended.wait()
      #expect(reads.load(ordering: .relaxed) > 0)
      #expect(wrong.load(ordering: .relaxed) == 0)
    }
  }

  @Test("replaces a folder as a whole, without a moment when it is gone")
  func folderIsExchanged() throws {
    try TestFolders.withTemporaryFolder { folder in
      let target = folder.appendingPathComponent("pack")
      func publish(_ version: Int) throws {
        try AtomicPublication.folder(at: target) { new in
          for name in ["a", "b"] {
            try Data("\(version)".utf8).write(to: new.appendingPathComponent("\(name)\(version)"))
          }
        }
      }
      try publish(0)
      let done = Atomic<Bool>(false)
      let ended = DispatchSemaphore(value: 0)
      let gone = Atomic<Int>(0)
      Thread.detachNewThread {
        while !done.load(ordering: .relaxed) {
          if access(target.path, F_OK) != 0 { gone.add(1, ordering: .relaxed) }
        }
        ended.signal()
      }
      for version in 1...40 { try publish(version) }
      done.store(true, ordering: .relaxed)
      ended.wait()
      #expect(gone.load(ordering: .relaxed) == 0)
      #expect(try names(in: target) == ["a40", "b40"])
      #expect(try names(in: folder) == ["pack"])
    }
  }

  @Test("leaves the old folder untouched when filling the new one fails")
  func failingFolder() throws {
    try TestFolders.withTemporaryFolder { folder in
      let target = folder.appendingPathComponent("pack")
      try AtomicPublication.folder(at: target) { try Data("old".utf8).write(to: $0.appendingPathComponent("a")) }
      #expect(throws: CancellationError.self) {
        try AtomicPublication.folder(at: target) { new in
          try Data("new".utf8).write(to: new.appendingPathComponent("a"))
          throw CancellationError()
        }
      }
      #expect(try Data(contentsOf: target.appendingPathComponent("a")) == Data("old".utf8))
      #expect(try names(in: folder) == ["pack"])
    }
  }

  @Test("names the file and the reason when it cannot write")
  func reasons() throws {
    let missing = URL(fileURLWithPath: "/nonexistent/plan.json")
    #expect {
      try AtomicPublication.write(Data(), to: missing)
    } throws: { error in
      let diagnostic = Diagnostic(from: error)
      return diagnostic.code == "file.missing" && diagnostic.location.file == missing.path
    }
  }

  @Test("names the system's reason, not a dump of it, for a folder that cannot be made")
  func folderReason() {
    let error = #expect(throws: FileError.self) {
      try AtomicPublication.folder(at: URL(fileURLWithPath: "/proc/nothing/here")) { _ in }
    }
    guard case .system(_, ENOENT) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("clears away what a dead process left, and nothing else")
  func leftovers() throws {
    try TestFolders.withTemporaryFolder { folder in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/true")
      try process.run()
      process.waitUntilExit()
      let dead = process.processIdentifier
      let kept = [
        ".plan.json.partial-\(getpid())-1", ".plan.json.partial-1-1", ".hidden", "plan.json",
        "plan.partial-\(dead)-1",
      ]
      let cleared = [".plan.json.partial-\(dead)-7", ".pack.partial-\(dead)-8"]
      for name in kept + [cleared[0]] { try Data().write(to: folder.appendingPathComponent(name)) }
      let half = folder.appendingPathComponent(cleared[1])
      try FileManager.default.createDirectory(at: half, withIntermediateDirectories: true)
      try Data("half".utf8).write(to: half.appendingPathComponent("area.tif"))
      AtomicPublication.removeLeftovers(in: folder)
      #expect(try names(in: folder) == kept.sorted())
    }
  }

  /// A file system of one megabyte of memory; nil where this user may not mount.
  private static func smallDisk(at folder: URL) -> Bool {
    mount("twinbench-test", folder.path, "tmpfs", 0, "size=1m") == 0
  }

  private static let mayMount: Bool = {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("twinbench-mount-\(getpid())")
    defer { try? FileManager.default.removeItem(at: folder) }
    guard (try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)) != nil,
      smallDisk(at: folder)
    else { return false }
    umount2(folder.path, 0)
    return true
  }()

  @Test(
    "reports a full disk, keeps the old content and cleans up",
    .enabled(if: mayMount, "this user may not mount a small disk"))
  func fullDisk() throws {
    try TestFolders.withTemporaryFolder { folder in
      try #require(Self.smallDisk(at: folder))
      defer { umount2(folder.path, 0) }
      let target = folder.appendingPathComponent("grid.bin")
      try AtomicPublication.write(Data("old".utf8), to: target)
      #expect {
        try AtomicPublication.write(Data(count: 2 << 20), to: target)
      } throws: { error in
        Diagnostic(from: error).code == "file.diskFull"
      }
      #expect {
        try AtomicPublication.folder(at: folder.appendingPathComponent("pack")) { new in
          try Data(count: 2 << 20).write(to: new.appendingPathComponent("a"))
        }
      } throws: { error in
        Diagnostic(from: error).code == "file.diskFull"
      }
      #expect(try Data(contentsOf: target) == Data("old".utf8))
      #expect(try names(in: folder) == ["grid.bin"])
    }
  }

  private func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }
}
