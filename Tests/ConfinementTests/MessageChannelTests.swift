import Essentials
import Foundation
import Testing

@testable import Confinement

@Suite("A message channel")
struct MessageChannelTests {
  private struct Ends {
    let reading: Int32
    let writing: Int32

    init() throws {
      var ends: [Int32] = [0, 0]
      try #require(pipe(&ends) == 0)
      (reading, writing) = (ends[0], ends[1])
    }

    func write(_ bytes: [UInt8]) {
      #expect(Foundation.write(writing, bytes, bytes.count) == bytes.count)
    }
  }

  @Test("carries frames of any size up to the limit", arguments: [0, 1, 4, 65_536, 3_000_001])
  func roundTrip(count: Int) throws {
    let ends = try Ends()
    let channel = MessageChannel(reading: ends.reading, writing: ends.writing)
    let data = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 * 31) })
    Thread.detachNewThread { try? channel.send(data) }
    #expect(try channel.receive() == data)
  }

  @Test("puts a frame together from single bytes")
  func slowSender() throws {
    let ends = try Ends()
    let channel = MessageChannel(reading: ends.reading, writing: try Ends().writing)
    Thread.detachNewThread {
      for byte in [3, 0, 0, 0, 7, 8, 9] as [UInt8] {
        var byte = byte
        write(ends.writing, &byte, 1)
        usleep(2000)
      }
    }
    #expect(try channel.receive() == Data([7, 8, 9]))
  }

  @Test("tells an end between two frames from one inside a frame", arguments: [0, 1, 3, 4, 6])
  func ends(sent: Int) throws {
    let ends = try Ends()
    let channel = MessageChannel(reading: ends.reading, writing: try Ends().writing)
    ends.write([UInt8]([3, 0, 0, 0, 7, 8].prefix(sent)))
    close(ends.writing)
    if sent == 0 {
      #expect(try channel.receive() == nil)
    } else {
      #expect(throws: ChannelError.self) { try channel.receive() }
    }
  }

  @Test("believes no header beyond the limit")
  func oversized() throws {
    let ends = try Ends()
    let channel = MessageChannel(reading: ends.reading, writing: try Ends().writing)
    ends.write([1, 0, 0, 4])
    #expect { try channel.receive() } throws: { error in
      Diagnostic(from: error).code == "channel.oversized"
    }
    #expect(throws: ChannelError.self) { try channel.send(Data(count: MessageChannel.maximumBytes + 1)) }
  }

  @Test("reports a listener that has gone as an error, not as a signal")
  func closedListener() throws {
    let ends = try Ends()
    let channel = MessageChannel(reading: try Ends().reading, writing: ends.writing)
    close(ends.reading)
    #expect { try channel.send(Data([1])) } throws: { error in
      Diagnostic(from: error).code == "channel.closed"
    }
  }

  @Test("keeps the frames of many senders whole")
  func manySenders() throws {
    let ends = try Ends()
    let channel = MessageChannel(reading: ends.reading, writing: ends.writing)
    for number in 0..<8 as Range<UInt8> {
      Thread.detachNewThread {
        for _ in 0..<50 { try? channel.send(Data(repeating: number, count: 10_000)) }
      }
    }
    for _ in 0..<400 {
      let frame = try #require(try channel.receive())
      #expect(frame.count == 10_000 && Set(frame).count == 1)
    }
  }

  @Test("refuses a frame that is no message", arguments: [[], [2], [99, 0, 0, 0, 0, 0, 0, 0, 0]] as [[UInt8]])
  func malformed(bytes: [UInt8]) {
    #expect(throws: ChannelError.self) { try WorkerMessage(frame: Data(bytes)) }
  }

  @Test("writes a message's number with the lowest byte first")
  func layout() throws {
    let message = WorkerMessage(.request, job: 0x0102, payload: Data([9]))
    #expect(message.frame == Data([2, 2, 1, 0, 0, 0, 0, 0, 0, 9]))
    #expect(try WorkerMessage(frame: message.frame).job == 0x0102)
  }
}
