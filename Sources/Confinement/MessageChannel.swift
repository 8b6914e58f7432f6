import CConfinement
import Essentials
import Foundation
import Synchronization

/// Frames over two descriptors: a little-endian UInt32 with the number of bytes, then the bytes.
///
/// Sending may happen from any thread, a frame at a time; receiving from one.
public final class MessageChannel: Sendable {
  /// The largest frame.
  public static let maximumBytes = 64 << 20

  private let reading: Int32
  private let writing: Int32
  private let turn = Mutex<Void>(())

  /// Takes both descriptors over and closes them at the end of its life.
  public init(reading: Int32, writing: Int32) {
    self.reading = reading
    self.writing = writing
  }

  /// For waiting with poll(2).
  var readingDescriptor: Int32 { reading }

  deinit {
    close(reading)
    if writing != reading { close(writing) }
  }

  /// Waits for the next frame.
  /// - Returns: its bytes; nil when the other side closed the channel between two frames.
  /// - Throws: `ChannelError`.
  public func receive() throws -> Data? {
    guard let header = try read(count: 4, atBorder: true) else { return nil }
    let count = header.reversed().reduce(0) { $0 << 8 | Int($1) }
    guard count <= Self.maximumBytes else { throw ChannelError.oversized(count) }
    guard let body = try read(count: count, atBorder: false) else { throw ChannelError.truncated }
    return body
  }

  /// Writes one frame, and waits while the other side is not reading.
  /// - Throws: `ChannelError`.
  public func send(_ body: Data) throws {
    guard body.count <= Self.maximumBytes else { throw ChannelError.oversized(body.count) }
    var frame = Data(capacity: body.count + 4)
    withUnsafeBytes(of: UInt32(body.count).littleEndian) { frame.append(contentsOf: $0) }
    frame.append(body)
    try turn.withLock { _ in
      try frame.withUnsafeBytes { bytes in
        var done = 0
        while done < bytes.count {
          let written = confinement_write(writing, bytes.baseAddress?.advanced(by: done), bytes.count - done)
          if written < 0 {
            if errno == EINTR { continue }
            throw errno == EPIPE ? ChannelError.closed : ChannelError.system(errno)
          }
          done += written
        }
      }
    }
  }

  /// - Returns: exactly `count` bytes; nil on an end `atBorder` before the first byte.
  private func read(count: Int, atBorder: Bool) throws -> Data? {
    var data = Data()
    while data.count < count {
      // In pieces, so that a header that promises much costs nothing until it is kept.
      let piece = min(count - data.count, 1 << 20)
      let start = data.count
      data.count += piece
      let received = data.withUnsafeMutableBytes { bytes -> Int in
        Foundation.read(reading, bytes.baseAddress?.advanced(by: start), piece)
      }
      let reason = errno
      data.count = start + max(received, 0)
      if received == 0 {
        if atBorder && start == 0 { return nil }
        throw ChannelError.truncated
      }
      if received < 0 && reason != EINTR { throw ChannelError.system(reason) }
    }
    return data
  }
}

/// What can be wrong with a channel between two processes.
public enum ChannelError: DiagnosableError {
  /// The other side ended in the middle of a frame.
  case truncated
  /// The other side no longer reads.
  case closed
  /// A frame of this many bytes.
  case oversized(Int)
  /// A frame that is no message.
  case malformed
  /// An `errno`.
  case system(Int32)

  public var diagnostic: Diagnostic {
    Diagnostic(
      "channel.\(name)", what: what,
      remedy: LocalizedText(
        nl: "Probeer het opnieuw; verdeel de taak als die te groot is.",
        en: "Try again; divide the task when it is too large."))
  }

  private var name: String {
    switch self {
    case .truncated: "truncated"
    case .closed: "closed"
    case .oversized: "oversized"
    case .malformed: "malformed"
    case .system: "system"
    }
  }

  private var what: LocalizedText {
    switch self {
    case .truncated:
      LocalizedText(nl: "Een bericht brak halverwege af.", en: "A message broke off half-way.")
    case .closed:
      LocalizedText(nl: "Het andere proces luistert niet meer.", en: "The other process no longer listens.")
    case .oversized(let count):
      LocalizedText(
        nl: "Een bericht van \(count) bytes is groter dan \(MessageChannel.maximumBytes).",
        en: "A message of \(count) bytes is larger than \(MessageChannel.maximumBytes).")
    case .malformed:
      LocalizedText(nl: "Een bericht is onleesbaar.", en: "A message is unreadable.")
    case .system(let reason):
      LocalizedText(
        nl: "Een bericht ging niet over: \(String(cString: strerror(reason))).",
        en: "A message did not get across: \(String(cString: strerror(reason))).")
    }
  }
}
