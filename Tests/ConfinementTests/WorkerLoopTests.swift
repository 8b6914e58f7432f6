import Essentials
import Foundation
import Testing

@testable import Confinement

@Suite("A worker's loop")
struct WorkerLoopTests {
  /// A worker on two plain pipes, spoken to frame by frame.
  private struct Conversation {
    let process = Process()
    let channel: MessageChannel

    init() throws {
      let (input, output) = (Pipe(), Pipe())
      process.executableURL = Probe.executable
      process.standardInput = input
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
      channel = MessageChannel(
        reading: dup(output.fileHandleForReading.fileDescriptor),
        writing: dup(input.fileHandleForWriting.fileDescriptor))
      try input.fileHandleForWriting.close()
    }

    func send(_ message: WorkerMessage) throws { try channel.send(message.frame) }

    func next() throws -> WorkerMessage { try WorkerMessage(frame: try #require(try channel.receive())) }

    func sendSetup() throws {
      try send(WorkerMessage(.setup, encoding: WorkerSetup(policy: ConfinementPolicy(), threads: 1)))
    }

    func endStatus() -> Int32 {
      process.waitUntilExit()
      return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }
  }

  @Test("ends quietly when the parent closes the channel, also in the middle of a job", arguments: [false, true])
  func parentCloses(busy: Bool) throws {
    let process: Process
    let moment = ContinuousClock.now
    do {
      let conversation = try Conversation()
      process = conversation.process
      try conversation.sendSetup()
      #expect(try conversation.next().kind == .confined)
      if busy {
        let request: JSONValue = ["probe": "stall", "path": "", "target": "", "count": 30]
        try conversation.send(WorkerMessage(.request, job: 1, payload: request.canonicalData()))
      }
    }
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 0)
    #expect(ContinuousClock.now - moment < .seconds(10))
  }

  @Test("does not work before it knows its policy")
  func requestFirst() throws {
    let conversation = try Conversation()
    try conversation.send(WorkerMessage(.request, job: 1))
    #expect(try conversation.channel.receive() == nil)
    #expect(conversation.endStatus() == 76)
  }

  @Test("ends when the parent talks nonsense")
  func nonsense() throws {
    let conversation = try Conversation()
    try conversation.sendSetup()
    #expect(try conversation.next().kind == .confined)
    try conversation.channel.send(Data([200, 1, 2]))
    #expect(conversation.endStatus() == 1)
  }

  @Test("answers in the order of the requests, and drops a cancelled one that still waits")
  func queue() throws {
    let conversation = try Conversation()
    try conversation.sendSetup()
    #expect(try conversation.next().kind == .confined)
    for (job, name) in [(1, "stall"), (2, "echo"), (3, "echo")] as [(UInt64, String)] {
      let request: JSONValue = ["probe": .string(name), "path": "hello", "target": "", "count": 1]
      try conversation.send(WorkerMessage(.request, job: job, payload: request.canonicalData()))
    }
    try conversation.send(WorkerMessage(.cancel, job: 2))
    let answers = try (1...3).map { _ in try conversation.next() }
    #expect(answers.map(\.job) == [1, 2, 3])
    #expect(answers.map(\.kind) == [.result, .cancelled, .result])
  }
}
