import Confinement
import Essentials
import Foundation
import Synchronization
import Testing

@Suite("A worker process and its parent")
struct WorkerProcessTests {
  @Test("answers calls in one warm process")
  func warm() async throws {
    try await Probe.with { probe async throws in
      #expect(try await probe.ask("echo", path: "één") == "één")
      let first = await probe.worker.processIdentifier
      #expect(try await probe.ask("echo", path: "twee") == "twee")
      #expect(first != nil)
      #expect(await probe.worker.processIdentifier == first)
    }
  }

  @Test("gives many callers their own answers, in turn")
  func manyCallers() async throws {
    try await Probe.with { probe async throws in
      let answers = try await withThrowingTaskGroup(of: (Int, String).self) { group in
        for number in 0..<50 { group.addTask { (number, try await probe.ask("echo", path: "\(number)")) } }
        return try await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
      }
      #expect(answers == Dictionary(uniqueKeysWithValues: (0..<50).map { ($0, "\($0)") }))
    }
  }

  @Test("carries answers of many megabytes, and refuses one beyond a frame")
  func large() async throws {
    try await Probe.with { probe async throws in
      #expect(try await probe.ask("large", count: 30e6).utf8.count == 30_000_000)
      let text = String(repeating: "é", count: 5_000_000)
      #expect(try await probe.ask("echo", path: text) == text)
      let problem = await diagnostic { try await probe.ask("large", count: 70e6) }
      #expect(problem?.code == "channel.oversized")
      #expect(try await probe.ask("echo", path: "still here") == "still here")
      let request = await diagnostic { try await probe.worker.call(Data(count: 64 << 20)) }
      #expect(request?.code == "worker.requestTooLarge")
    }
  }

  @Test("passes the handler's error on whole")
  func failure() async throws {
    try await Probe.with { probe async throws in
      let problem = await diagnostic { try await probe.ask("fail") }
      #expect(problem == FileError.missing(path: "lamp.yaml").diagnostic)
    }
  }

  @Test("passes progress in order, thinned, with its end, and warnings")
  func progressAndWarnings() async throws {
    try await Probe.with { probe async throws in
      let fractions = Mutex<[Double]>([])
      let warnings = Mutex<[String]>([])
      let answer = try await probe.ask(
        "report", count: 10_000, progress: { value in fractions.withLock { $0.append(value.fraction) } },
        warning: { value in warnings.withLock { $0.append(value.code) } })
      #expect(answer == "ok")
      let seen = fractions.withLock { $0 }
      #expect(seen == seen.sorted())
      #expect(seen.last == 1)
      #expect(seen.count < 100)
      #expect(warnings.withLock { $0 } == ["probe.warning"])
    }
  }

  @Test("is not garbled by a library that prints")
  func floodedOutput() async throws {
    try await Probe.with { probe async throws in
      #expect(try await probe.ask("floodOutput") == "ok")
      #expect(try await probe.ask("echo", path: "clear") == "clear")
    }
  }

  @Test(
    "reports its own death and has a successor for the next call",
    arguments: [
      ("segfault", "worker.killed", "signal 11"), ("abort", "worker.killed", "signal 6"),
      ("exit", "worker.exited", "status 7"), ("garbage", "worker.garbled", "4294967295 bytes"),
    ])
  func death(probeName: String, code: String, words: String) async throws {
    try await Probe.with { probe async throws in
      let problem = await diagnostic { try await probe.ask(probeName) }
      #expect(problem?.code == code)
      #expect(problem?.what.en.contains(words) == true, "\(problem?.what.en ?? "no error")")
      #expect(try await probe.ask("echo", path: "again") == "again")
    }
  }

  @Test("says that memory ran out when it did")
  func memory() async throws {
    try await Probe.with(limits: .init(dataBytes: 256 << 20)) { probe async throws in
      #expect(try await probe.ask("allocate", count: 4) == "4")
      let problem = await diagnostic { try await probe.ask("allocate", count: 1000) }
      #expect(problem?.code == "worker.outOfMemory", "\(problem?.what.en ?? "no error")")
      #expect(try await probe.ask("echo", path: "again") == "again")
    }
  }

  @Test("says that processor time ran out when it did")
  func processorTime() async throws {
    try await Probe.with(limits: .init(cpuSeconds: 1)) { probe async throws in
      let problem = await diagnostic { try await probe.ask("spin") }
      #expect(problem?.code == "worker.outOfTime", "\(problem?.what.en ?? "no error")")
    }
  }

  @Test("reports at once that it was killed from outside")
  func killedFromOutside() async throws {
    try await Probe.with { probe async throws in
      let report = try await probe.worker.start()
      let call = Task { await diagnostic { try await probe.ask("stall", count: 30) } }
      try await Task.sleep(for: .milliseconds(200))
      let moment = ContinuousClock.now
      #expect(kill(report.processIdentifier, SIGKILL) == 0)
      let problem = await call.value
      // The job would have stalled for half a minute.
      #expect(ContinuousClock.now - moment < .seconds(15))
      #expect(problem?.code == "worker.killed")
      #expect(problem?.what.en.contains("killed by signal 9") == true)
      #expect(problem?.what.nl.contains("signaal 9") == true)
    }
  }

  @Test("is replaced without a word when it died between two calls")
  func killedWhileIdle() async throws {
    try await Probe.with { probe async throws in
      let report = try await probe.worker.start()
      #expect(kill(report.processIdentifier, SIGKILL) == 0)
      try await Task.sleep(for: .milliseconds(300))
      #expect(try await probe.ask("echo", path: "new") == "new")
    }
  }

  @Test("keeps its process when a cancelled job stops by itself")
  func cancellation() async throws {
    try await Probe.with(grace: .seconds(20)) { probe async throws in
      let report = try await probe.worker.start()
      let call = Task { try await probe.ask("wait", count: 30) }
      try await Task.sleep(for: .milliseconds(200))
      let moment = ContinuousClock.now
      call.cancel()
      await #expect(throws: CancellationError.self) { try await call.value }
      #expect(ContinuousClock.now - moment < .seconds(5))
      #expect(try await probe.ask("echo", path: "warm") == "warm")
      #expect(await probe.worker.processIdentifier == report.processIdentifier)
    }
  }

  @Test("is ended when a cancelled job does not stop within the grace period")
  func stubbornCancellation() async throws {
    try await Probe.with(grace: .milliseconds(300)) { probe async throws in
      let report = try await probe.worker.start()
      let call = Task { try await probe.ask("stall", count: 30) }
      // Long enough for the job to begin beside other tests: one that is cancelled before needs no end.
      try await Task.sleep(for: .seconds(2))
      let moment = ContinuousClock.now
      call.cancel()
      await #expect(throws: CancellationError.self) { try await call.value }
      #expect(ContinuousClock.now - moment < .seconds(10))
      #expect(try await probe.ask("echo", path: "new") == "new")
      #expect(await probe.worker.processIdentifier != report.processIdentifier)
    }
  }

  @Test("lets a waiting call give up without harm to the running one")
  func waitingCallGivesUp() async throws {
    try await Probe.with { probe async throws in
      try await probe.worker.start()
      let (started, mark) = AsyncStream<Void>.makeStream()
      let running = Task { try await probe.ask("wait", count: 2, progress: { _ in mark.yield() }) }
      for await _ in started { break }
      let waiting = Task { try await probe.ask("echo", path: "late") }
      try await Task.sleep(for: .milliseconds(100))
      waiting.cancel()
      await #expect(throws: CancellationError.self) { try await waiting.value }
      #expect(try await running.value == "waited")
    }
  }

  @Test("stops the running job when told to")
  func cancelFromOutside() async throws {
    try await Probe.with { probe async throws in
      let (running, mark) = AsyncStream<Void>.makeStream()
      let call = Task { try await probe.ask("wait", count: 30, progress: { _ in mark.yield() }) }
      for await _ in running { break }
      await probe.worker.cancel()
      await #expect(throws: CancellationError.self) { try await call.value }
    }
  }

  @Test("keeps to a deadline, with willing and unwilling jobs", arguments: ["wait", "stall", "spin"])
  func deadline(probeName: String) async throws {
    try await Probe.with(grace: .milliseconds(200)) { probe async throws in
      try await probe.worker.start()
      let moment = ContinuousClock.now
      let problem = await diagnostic { try await probe.ask(probeName, count: 30, deadline: .milliseconds(300)) }
      #expect(problem?.code == "worker.deadline")
      #expect(problem?.what.en.contains("0.3 seconds") == true)
      #expect(ContinuousClock.now - moment < .seconds(3))
      #expect(try await probe.ask("echo", path: "next") == "next")
    }
  }

  @Test("ends for good when terminated, with the running and the waiting call")
  func termination() async throws {
    try await Probe.with { probe async throws in
      let report = try await probe.worker.start()
      let running = Task { await diagnostic { try await probe.ask("stall", count: 30) } }
      let waiting = Task { await diagnostic { try await probe.ask("echo") } }
      try await Task.sleep(for: .milliseconds(200))
      await probe.worker.terminate()
      #expect(await running.value?.code == "worker.terminated")
      #expect(await waiting.value?.code == "worker.terminated")
      #expect(await diagnostic { try await probe.ask("echo") }?.code == "worker.terminated")
      #expect(kill(report.processIdentifier, 0) != 0)
    }
  }

  @Test("says what does not start", arguments: ["/nonexistent/worker", "/etc/passwd"])
  func notStarted(path: String) async {
    let worker = WorkerProcess(executable: URL(fileURLWithPath: path), policy: ConfinementPolicy())
    let problem = await diagnostic { try await worker.start() }
    #expect(problem?.code == "worker.notStarted")
    #expect(problem?.location.file == path)
  }

  @Test("does not trust a program that is no worker", arguments: [("/bin/cat", "garbled"), ("/bin/true", "exited")])
  func noWorker(path: String, code: String) async {
    let worker = WorkerProcess(executable: URL(fileURLWithPath: path), policy: ConfinementPolicy())
    let problem = await diagnostic { try await worker.start() }
    #expect(problem?.code == "worker.\(code)")
  }

  @Test("does not trust a worker that talks before it is asked")
  func garbageFirst() async throws {
    try await Probe.with(environment: ["PROBE_GARBAGE_FIRST": "1"]) { probe async throws in
      let problem = await diagnostic { try await probe.worker.start() }
      #expect(problem?.code == "worker.garbled")
    }
  }

  @Test("leaves no process and no descriptor behind")
  func leavesNothing() async throws {
    func descriptors() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count }
    var processes: [Int32] = []
    let before = try descriptors()
    for _ in 0..<5 {
      // Let go without a word: the end of the object ends the process.
      let worker = WorkerProcess(executable: Probe.executable, policy: ConfinementPolicy())
      processes.append(try await worker.start().processIdentifier)
    }
    try await Task.sleep(for: .milliseconds(500))
    #expect(processes.allSatisfy { kill($0, 0) != 0 })
    // Servers and workers of other tests come and go in this process at the same time; a leak would stay.
    var left = try descriptors() - before
    for _ in 0..<240 where left >= 15 {
      try await Task.sleep(for: .milliseconds(250))
      left = try descriptors() - before
    }
    #expect(left < 15)
  }
}
